import type { TFunction } from "i18next";
import type { RowsForm } from "@/bindings";

/** Which rows stay, in words. */
export function rowsText(rows: RowsForm | null, t: TFunction<"profile">): string {
  switch (rows?.kind) {
    case "drop":
      return t("rows.textDrop");
    case "keep":
      return t("rows.textKeep", { condition: rows.condition });
    case "dropWhere":
      return t("rows.textDropWhere", { condition: rows.condition });
    case "limit":
      return t("rows.textLimit", { rows: rows.rows });
    default:
      return t("rows.textAll");
  }
}
