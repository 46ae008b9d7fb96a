import { Eye, EyeOff } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { SampleTable } from "@/bindings";
import { Button } from "@/components/button/Button";
import { ErrorState } from "@/components/status/ErrorState";
import { Loading } from "@/components/status/Loading";
import { type DataColumn, DataTable } from "@/components/table/DataTable";
import styles from "./dump.module.css";
import { SampleValue } from "./SampleValue";
import { type Samples, useSamples } from "./samples";

/** The first rows of a table, each value dotted out. */
export function TableSamples({ dump, table }: { dump: string; table: string }) {
  const { t } = useTranslation("dump");
  const samples = useSamples(dump, table);
  if (samples.loaded.state === "loading") return <Loading />;
  if (samples.loaded.state === "failed") {
    return (
      <ErrorState
        title={t("samples.failed")}
        problems={samples.loaded.problems}
        onRetry={samples.reload}
      />
    );
  }
  return (
    <>
      <div className={styles.samplesHead}>
        <p className={styles.muted}>{t("samples.note")}</p>
        {samples.anyRevealed && (
          <Button size="small" variant="quiet" icon={EyeOff} onPress={samples.cover}>
            {t("samples.cover")}
          </Button>
        )}
      </div>
      <SampleGrid samples={samples} table={samples.loaded.value} />
    </>
  );
}

function SampleGrid({ samples, table }: { samples: Samples; table: SampleTable }) {
  const { t } = useTranslation("dump");
  const { reveal } = samples;
  const rows = useMemo(() => Array.from({ length: table.rows }, (_, row) => row), [table.rows]);
  const columns = useMemo<DataColumn<number>[]>(
    () => [
      {
        id: "#",
        header: t("samples.row"),
        width: 3.5,
        grow: 0,
        align: "end",
        sortable: false,
        text: (row) => `${row + 1}`,
      },
      ...table.columns.map(
        ({ name, cells }, place): DataColumn<number> => ({
          id: `${place}`,
          header: name,
          width: 11,
          sortable: false,
          headerAction: cells.some((cell) => cell.covered)
            ? {
                icon: Eye,
                label: t("samples.revealColumn", { column: name }),
                run: () => reveal(name, null),
              }
            : undefined,
          text: (row) => cells[row]?.text ?? t("samples.null"),
          cell: (row) => {
            const cell = cells[row];
            return (
              cell && (
                <SampleValue
                  cell={cell}
                  column={name}
                  row={row}
                  onReveal={() => reveal(name, row)}
                />
              )
            );
          },
        }),
      ),
    ],
    [table, reveal, t],
  );
  return (
    <DataTable
      label={t("samples.title")}
      columns={columns}
      rows={rows}
      rowKey={String}
      mode="none"
      empty={<p>{t("samples.none")}</p>}
    />
  );
}
