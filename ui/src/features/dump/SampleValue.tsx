import { Eye } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { SampleCell } from "@/bindings";
import { IconButton } from "@/components/button/Button";
import styles from "./dump.module.css";

interface SampleValueProps {
  cell: SampleCell;
  column: string;
  row: number;
  onReveal(): void;
}

/** A value, or dots in its place with a button that uncovers it. */
export function SampleValue({ cell, column, row, onReveal }: SampleValueProps) {
  const { t } = useTranslation("dump");
  if (cell.text === null) return <span className={styles.noValue}>{t("samples.null")}</span>;
  if (!cell.covered) {
    return cell.text === "" ? (
      <span className={styles.noValue}>{t("samples.empty")}</span>
    ) : (
      <span className={styles.value}>{cell.text}</span>
    );
  }
  return (
    <>
      <span className={styles.dots}>
        <span aria-hidden>{cell.text || "•"}</span>
        <span className="visually-hidden">{t("samples.covered", { chars: cell.chars })}</span>
      </span>
      <IconButton
        icon={Eye}
        size="small"
        label={t("samples.revealCell", { row: row + 1, column })}
        onPress={onReveal}
      />
    </>
  );
}
