import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";
import { expectAccessible } from "@/testing/axe";
import { NOTHING_SELECTED } from "./rows/selection";
import { type DataColumn, DataTable } from "./table/DataTable";
import { type TreeRow, VirtualTree } from "./tree/VirtualTree";

interface Finding {
  id: string;
  kind: string;
  count: number;
}

const FINDINGS: Finding[] = [
  { id: "1", kind: "email", count: 20 },
  { id: "2", kind: "iban", count: 3 },
  { id: "3", kind: "card", count: 100 },
];

const COLUMNS: DataColumn<Finding>[] = [
  { id: "kind", header: "Kind", width: 8, text: (row) => row.kind },
  {
    id: "count",
    header: "Count",
    width: 5,
    align: "end",
    text: (row) => String(row.count),
    order: (row) => row.count,
  },
];

const key = (row: Finding) => row.id;
const shownKinds = () =>
  screen
    .getAllByRole("row")
    .slice(1)
    .map((row) => row.children[0]?.textContent);

describe("table", () => {
  it("sorts up, down and back by its headers", async () => {
    render(<DataTable label="Findings" columns={COLUMNS} rows={FINDINGS} rowKey={key} />);
    const header = screen.getByRole("button", { name: "Count" });
    await userEvent.click(header);
    expect(shownKinds()).toEqual(["iban", "email", "card"]);
    expect(screen.getByRole("columnheader", { name: "Count" })).toHaveAttribute(
      "aria-sort",
      "ascending",
    );
    await userEvent.click(header);
    expect(shownKinds()).toEqual(["card", "email", "iban"]);
    await userEvent.click(header);
    expect(shownKinds()).toEqual(["email", "iban", "card"]);
    await expectAccessible();
  });

  it("makes columns wider and narrower, by the edge and by keyboard", async () => {
    const { container } = render(
      <DataTable label="Findings" columns={COLUMNS} rows={FINDINGS} rowKey={key} />,
    );
    const template = () => screen.getAllByRole("row")[0]?.style.gridTemplateColumns;
    const own = template();
    screen.getByRole("button", { name: "Kind" }).focus();
    await userEvent.keyboard("{Alt>}{ArrowRight}{/Alt}");
    // jsdom lays nothing out: from nothing it goes to the least that a column has.
    expect(template()).toBe("3rem minmax(5rem, 1fr)");
    const edge = container.querySelector("[role=columnheader] > [aria-hidden]:last-child");
    if (!edge) throw new Error("The column has no edge.");
    edge.setPointerCapture = () => undefined;
    // jsdom's pointer events have no place.
    const point = (type: string, clientX: number) =>
      fireEvent(edge, new MouseEvent(type, { bubbles: true, clientX }));
    point("pointerdown", 10);
    point("pointermove", 170);
    point("pointerup", 170);
    expect(template()).toBe("10rem minmax(5rem, 1fr)");
    fireEvent.doubleClick(edge);
    expect(template()).toBe(own);
    expect(shownKinds()).toEqual(["email", "iban", "card"]);
  });

  it("selects several by keyboard and opens the active one", async () => {
    const onActivate = vi.fn();
    render(
      <DataTable
        label="Findings"
        columns={COLUMNS}
        rows={FINDINGS}
        rowKey={key}
        mode="multiple"
        onActivate={onActivate}
      />,
    );
    const grid = screen.getByRole("grid", { name: "Findings" });
    grid.focus();
    await userEvent.keyboard("{Home}{Shift>}{ArrowDown}{/Shift}");
    const selected = () =>
      screen.getAllByRole("row", { selected: true }).map((row) => row.children[0]?.textContent);
    expect(selected()).toEqual(["email", "iban"]);
    await userEvent.keyboard("{Control>}a{/Control}");
    expect(selected()).toHaveLength(3);
    await userEvent.keyboard("{End}{Enter}");
    expect(onActivate).toHaveBeenCalledExactlyOnceWith(FINDINGS[2]);
    const active = document.getElementById(grid.getAttribute("aria-activedescendant") ?? "");
    expect(active).toHaveTextContent("card");
    await userEvent.keyboard("ib");
    expect(selected()).toEqual(["iban"]);
    await expectAccessible();
  });

  it("selects by mouse as desktops do", () => {
    render(
      <DataTable label="Findings" columns={COLUMNS} rows={FINDINGS} rowKey={key} mode="multiple" />,
    );
    const rows = screen.getAllByRole("row").slice(1);
    fireEvent.click(rows[0] as Element);
    fireEvent.click(rows[2] as Element, { ctrlKey: true });
    expect(screen.getAllByRole("row", { selected: true })).toHaveLength(2);
    fireEvent.click(rows[1] as Element, { shiftKey: true });
    expect(screen.getAllByRole("row", { selected: true })).toHaveLength(2);
  });

  it("draws only the rows in sight of very many", () => {
    const many = Array.from({ length: 100_000 }, (_, index) => ({
      id: `${index}`,
      kind: "email",
      count: index,
    }));
    render(<DataTable label="Findings" columns={COLUMNS} rows={many} rowKey={key} />);
    expect(screen.getByRole("grid")).toHaveAttribute("aria-rowcount", "100001");
    expect(screen.getAllByRole("row").length).toBeLessThan(60);
  });

  it("says that there is nothing", async () => {
    render(
      <DataTable
        label="Findings"
        columns={COLUMNS}
        rows={[]}
        rowKey={key}
        empty={<p>Nothing found</p>}
      />,
    );
    expect(screen.getByText("Nothing found")).toBeInTheDocument();
    await expectAccessible();
  });
});

const TABLES = { customers: ["id", "email"], orders: ["id"] };

function SchemaTree({ onSelect }: { onSelect?: (key: string | null) => void }) {
  const [open, setOpen] = useState<Record<string, boolean>>({});
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const rows = Object.entries(TABLES).flatMap(([table, columns], index): TreeRow[] => [
    {
      key: table,
      label: table,
      level: 1,
      position: index + 1,
      siblings: 2,
      expanded: open[table] ?? false,
    },
    ...(open[table] ? columns : []).map((column, at) => ({
      key: `${table}.${column}`,
      label: column,
      level: 2,
      position: at + 1,
      siblings: columns.length,
      expanded: null,
    })),
  ]);
  return (
    <VirtualTree
      label="Schema"
      rows={rows}
      selection={selection}
      onSelection={(next) => {
        setSelection(next);
        onSelect?.(next.active);
      }}
      onToggle={(row, expand) => setOpen({ ...open, [row]: expand })}
      render={(row) => row.label}
    />
  );
}

describe("tree", () => {
  it("opens, enters, leaves and closes branches by arrow keys", async () => {
    const onSelect = vi.fn();
    render(<SchemaTree onSelect={onSelect} />);
    screen.getByRole("tree", { name: "Schema" }).focus();
    await userEvent.keyboard("{Home}{ArrowRight}");
    expect(screen.getByRole("treeitem", { name: "customers" })).toHaveAttribute(
      "aria-expanded",
      "true",
    );
    await userEvent.keyboard("{ArrowRight}{ArrowDown}");
    expect(onSelect).toHaveBeenLastCalledWith("customers.email");
    expect(screen.getByRole("treeitem", { name: "email" })).toHaveAttribute("aria-level", "2");
    await expectAccessible();
    await userEvent.keyboard("{ArrowLeft}{ArrowLeft}");
    expect(onSelect).toHaveBeenLastCalledWith("customers");
    expect(screen.queryByRole("treeitem", { name: "email" })).not.toBeInTheDocument();
  });

  it("goes to what one begins to type", async () => {
    const onSelect = vi.fn();
    render(<SchemaTree onSelect={onSelect} />);
    screen.getByRole("tree").focus();
    await userEvent.keyboard("or");
    expect(onSelect).toHaveBeenLastCalledWith("orders");
  });
});
