import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { followKeptPreferences } from "@/stores/kept-preferences";
import { usePreferences } from "@/stores/preferences";
import { expectAccessible } from "@/testing/axe";
import { beginSession } from "@/testing/session";
import SettingsScreen from ".";

describe("settings screen", () => {
  it("changes how the window looks at once", async () => {
    beginSession("full", "settings");
    render(<SettingsScreen />);
    await userEvent.click(screen.getByRole("radio", { name: "Dark" }));
    expect(usePreferences.getState().theme).toBe("dark");
    await userEvent.click(screen.getByRole("button", { name: "Zoom in" }));
    expect(screen.getByText("110%")).toBeInTheDocument();
    await screen.findByText("staging");
    await expectAccessible();
    usePreferences.getState().set({ theme: "system", zoom: 1 });
  });

  it("makes a key, and says beside the field why it can't", async () => {
    beginSession("full", "settings");
    render(<SettingsScreen />);
    await userEvent.click(await screen.findByRole("button", { name: "Make a key…" }));
    const dialog = screen.getByRole("dialog", { name: "Make a key…" });
    const field = within(dialog).getByRole("textbox", { name: "Environment" });
    await userEvent.type(field, "staging{Enter}");
    await waitFor(() =>
      expect(field).toHaveAccessibleDescription(/BAUTA-U001: the environment has a key/),
    );
    await expectAccessible(dialog);
    await userEvent.clear(field);
    await userEvent.type(field, "testing{Enter}");
    expect(await screen.findByText("testing")).toBeInTheDocument();
    expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  });

  it("takes a policy file and lets it go again", async () => {
    const mock = beginSession("full", "settings");
    const policy = {
      file: "file-9",
      name: "policy.yaml",
      folder: "/etc/bauta",
      kind: "other",
      bytes: 900,
    } as const;
    mock.answer({ choose_file: () => policy });
    render(<SettingsScreen />);
    await userEvent.click(await screen.findByRole("button", { name: "Choose: Policy" }));
    const saved = () => mock.calls.filter(({ name }) => name === "save_settings").at(-1)?.input;
    await waitFor(() => expect(saved()).toMatchObject({ policyFile: "file-9" }));
  });

  it("says what failed and stays usable", async () => {
    beginSession("failing", "settings");
    render(<SettingsScreen />);
    expect(await screen.findByRole("alert")).toHaveTextContent("BAUTA-I001");
    expect(screen.getByRole("radio", { name: "Dark" })).toBeEnabled();
    await expectAccessible();
  });
});

describe("preferences that the session keeps", () => {
  it("are taken from it, and changes go there without the files being touched", async () => {
    const mock = beginSession("full", "settings");
    const kept = await mock.call("settings", null);
    mock.answer({
      settings: () => ({
        ...kept,
        settings: { ...kept.settings, density: "compact", zoom: 125, policyFile: "file-9" },
      }),
    });
    const stop = followKeptPreferences(() => undefined);
    await waitFor(() =>
      expect(usePreferences.getState()).toMatchObject({ density: "compact", zoom: 1.25 }),
    );
    usePreferences.getState().set({ density: "comfortable", zoom: 1 });
    await waitFor(() => {
      const saved = mock.calls.find(({ name }) => name === "save_settings");
      expect(saved?.input).toMatchObject({
        density: "comfortable",
        zoom: 100,
        policyFile: "file-9",
      });
    });
    stop();
  });
});
