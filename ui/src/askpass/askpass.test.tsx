import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { expectAccessible } from "@/testing/axe";
import { Askpass } from "./Askpass";

function show(hash: string) {
  const onAnswer = vi.fn(() => Promise.resolve());
  render(<Askpass hash={hash} onAnswer={onAnswer} />);
  return onAnswer;
}

describe("window that asks for a passphrase", () => {
  it("says for which key, takes the answer and keeps nothing of it", async () => {
    const onAnswer = show("#Passphrase%20of%20id_ed25519");
    expect(screen.getByRole("heading")).toHaveTextContent("Passphrase of id_ed25519");
    const field = screen.getByLabelText("Passphrase");
    expect(field).toHaveFocus();
    expect(field).toHaveAttribute("type", "password");
    await userEvent.type(field, "correct horse{Enter}");
    expect(onAnswer).toHaveBeenCalledExactlyOnceWith("correct horse");
    expect(field).toHaveValue("");
    await expectAccessible();
  });

  it("answers nothing when it is dismissed", async () => {
    const onAnswer = show("");
    await userEvent.type(screen.getByLabelText("Passphrase"), "half{Escape}");
    expect(onAnswer).toHaveBeenCalledExactlyOnceWith(null);
  });

  it("shows what it is asked as text, whatever it is", () => {
    show("#%3Cimg%20src%3Dx%3E%ZZ");
    expect(screen.getByRole("heading")).toHaveTextContent("A passphrase is needed");
    expect(document.querySelector("img")).toBeNull();
  });
});
