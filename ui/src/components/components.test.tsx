import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Database, Trash2 } from "lucide-react";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";
import { expectAccessible } from "@/testing/axe";
import { Button, IconButton } from "./button/Button";
import { BarChart, CoverageRing, StackedBar } from "./chart/BarChart";
import { ComboBox } from "./choice/ComboBox";
import { Select } from "./choice/Select";
import { Checkbox, Segments, Switch } from "./choice/Toggles";
import { ConfirmDialog, Dialog } from "./dialog/Dialog";
import { SearchField, TextField } from "./field/TextField";
import { Badge } from "./status/Badge";
import { CodeLine } from "./status/CodeLine";
import { EmptyState } from "./status/EmptyState";
import { ErrorState } from "./status/ErrorState";
import { Meter, ProgressBar } from "./status/Meter";
import { Tabs } from "./tabs/Tabs";

const PROBLEM = {
  code: "BAUTA-D004",
  message: "The input is no dump that bauta reads.",
  place: "byte 0",
  hint: "Name a plain SQL dump.",
  table: null,
  column: null,
};

describe("buttons", () => {
  it("act on click and on the keyboard, and have a name without words too", async () => {
    const onPress = vi.fn();
    render(
      <>
        <Button onPress={onPress}>Open</Button>
        <IconButton icon={Trash2} label="Remove" onPress={onPress} />
      </>,
    );
    await userEvent.click(screen.getByRole("button", { name: "Open" }));
    await userEvent.tab();
    await userEvent.keyboard("{Enter}");
    expect(onPress).toHaveBeenCalledTimes(2);
    expect(screen.getByRole("button", { name: "Remove" })).toHaveFocus();
    await expectAccessible();
  });
});

describe("fields", () => {
  it("tie label, description and what is wrong to the input", async () => {
    render(
      <TextField
        label="Percent"
        description="Of the value"
        error="At most 100"
        isRequired
        defaultValue="120"
      />,
    );
    const input = screen.getByRole("textbox", { name: "Percent (required)" });
    expect(input).toBeInvalid();
    expect(input).toHaveAccessibleDescription("Of the value At most 100");
    await expectAccessible();
  });

  it("clear a search on Escape and by a button", async () => {
    render(<Search />);
    const input = screen.getByRole("searchbox", { name: "Search columns" });
    await userEvent.click(screen.getByRole("button", { name: "Clear" }));
    expect(input).toHaveValue("");
    await userEvent.type(input, "iban{Escape}");
    expect(input).toHaveValue("");
    await expectAccessible();
  });
});

describe("choices", () => {
  const choices = [
    { id: "redact", label: "redact", detail: "Replaces every character by a mark" },
    { id: "email", label: "email", detail: "An address that goes nowhere" },
    { id: "hash", label: "hash" },
  ] as const;

  it("of a few are made by keyboard", async () => {
    const onChange = vi.fn();
    render(<Select label="Rule" choices={choices} value="redact" onChange={onChange} />);
    await userEvent.tab();
    await userEvent.keyboard("{Enter}{ArrowDown}{Enter}");
    expect(onChange).toHaveBeenCalledExactlyOnceWith("email");
    await expectAccessible();
  });

  it("of many are found by any part of label or detail", async () => {
    const onChange = vi.fn();
    render(<ComboBox label="Transformer" choices={choices} value={null} onChange={onChange} />);
    await userEvent.type(screen.getByRole("combobox", { name: "Transformer" }), "nowhere");
    expect(screen.getAllByRole("option")).toHaveLength(1);
    await userEvent.keyboard("{ArrowDown}{Enter}");
    expect(onChange).toHaveBeenCalledExactlyOnceWith("email");
  });

  it("of a few in sight move by arrow keys", async () => {
    render(<Theme />);
    await userEvent.tab();
    await userEvent.keyboard("{ArrowRight}");
    expect(screen.getByRole("radio", { name: "Dark" })).toBeChecked();
    await expectAccessible();
  });

  it("of yes and no say what they do", async () => {
    const onChange = vi.fn();
    render(
      <>
        <Checkbox label="Verify" detail="Reads the clone again" onChange={onChange} />
        <Switch label="Single keys" onChange={onChange} />
      </>,
    );
    await userEvent.click(screen.getByText("Verify"));
    await userEvent.click(screen.getByText("Single keys"));
    expect(onChange).toHaveBeenCalledTimes(2);
    await expectAccessible();
  });
});

describe("dialogs", () => {
  it("keep the focus, close on Escape and give the focus back", async () => {
    render(<Opener />);
    await userEvent.click(screen.getByRole("button", { name: "Open" }));
    expect(screen.getByRole("dialog", { name: "Details" })).toContainElement(
      document.activeElement as HTMLElement,
    );
    await expectAccessible();
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
    await waitFor(() => expect(screen.getByRole("button", { name: "Open" })).toHaveFocus());
  });

  it("ask before danger with the harmless answer in focus", async () => {
    const onConfirm = vi.fn();
    const onClose = vi.fn();
    render(
      <ConfirmDialog
        title="Overwrite?"
        confirm="Overwrite"
        isOpen
        danger
        onConfirm={onConfirm}
        onClose={onClose}
      >
        The file exists.
      </ConfirmDialog>,
    );
    expect(screen.getByRole("button", { name: "Cancel" })).toHaveFocus();
    await userEvent.keyboard("{Enter}");
    expect(onConfirm).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole("button", { name: "Overwrite" }));
    expect(onConfirm).toHaveBeenCalledOnce();
    await expectAccessible();
  });
});

describe("tabs", () => {
  it("show one view at a time", async () => {
    render(<Views />);
    await userEvent.tab();
    await userEvent.keyboard("{ArrowRight}");
    expect(screen.getByRole("tabpanel", { name: "Secrets" })).toHaveTextContent("secrets");
    expect(screen.queryByText("tables")).not.toBeInTheDocument();
    await expectAccessible();
  });
});

describe("states", () => {
  it("say what is missing, what failed and how far it is", async () => {
    const onRetry = vi.fn();
    render(
      <>
        <EmptyState icon={Database} title="No dump open" actions={<Button>Open</Button>}>
          Open one.
        </EmptyState>
        <ErrorState title="Not opened" problems={[PROBLEM]} onRetry={onRetry} />
        <Badge tone="bad">secret</Badge>
        <Meter label="Decided" value={0.95} text="38 of 40 columns" />
        <ProgressBar label="Reading" value={null} text="12 MB" />
        <CodeLine code="bauta inspect shop.sql" label="Command line" />
      </>,
    );
    const alert = screen.getByRole("alert");
    expect(within(alert).getByText("BAUTA-D004")).toBeInTheDocument();
    expect(within(alert).getByText(/Name a plain SQL dump/)).toBeInTheDocument();
    await userEvent.click(within(alert).getByRole("button", { name: "Try again" }));
    expect(onRetry).toHaveBeenCalledOnce();
    expect(screen.getByRole("meter", { name: "Decided" })).toHaveAttribute(
      "aria-valuetext",
      "38 of 40 columns",
    );
    expect(screen.getByRole("progressbar", { name: "Reading" })).not.toHaveAttribute(
      "aria-valuenow",
    );
    expect(screen.getByRole("textbox", { name: "Command line" })).toHaveValue(
      "bauta inspect shop.sql",
    );
    await expectAccessible();
  });
});

describe("charts", () => {
  const data = [
    { label: "email", value: 12 },
    { label: "person-name", value: 36, series: 2 },
  ] as const;

  it("show the same numbers as a table", async () => {
    render(
      <>
        <BarChart title="Findings by class" data={data} />
        <StackedBar title="Decided" data={data} />
        <CoverageRing title="Decided" share={0.5} text="20 of 40" />
      </>,
    );
    await expectAccessible();
    const [bars] = screen.getAllByRole("figure");
    await userEvent.click(
      within(bars as HTMLElement).getByRole("button", { name: "Show as table" }),
    );
    const row = within(bars as HTMLElement).getByRole("row", { name: /person-name/ });
    expect(row).toHaveTextContent("person-name3675%");
    await expectAccessible();
  });
});

function Search() {
  const [query, setQuery] = useState("mail");
  return <SearchField label="Search columns" value={query} onChange={setQuery} />;
}

function Theme() {
  const [value, setValue] = useState<"light" | "dark">("light");
  const sides = [
    { id: "light", label: "Light" },
    { id: "dark", label: "Dark" },
  ] as const;
  return <Segments label="Theme" choices={sides} value={value} onChange={(id) => setValue(id)} />;
}

function Opener() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onPress={() => setOpen(true)}>Open</Button>
      <Dialog title="Details" isOpen={isOpen} onClose={() => setOpen(false)}>
        Text
      </Dialog>
    </>
  );
}

function Views() {
  const [selected, setSelected] = useState<"a" | "b">("a");
  const tabs = [
    { id: "a", label: "Schema", count: "12", content: <p>tables</p> },
    { id: "b", label: "Secrets", content: <p>secrets</p> },
  ] as const;
  return <Tabs label="Views" tabs={tabs} selected={selected} onSelect={(id) => setSelected(id)} />;
}
