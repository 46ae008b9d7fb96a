import { useTranslation } from "react-i18next";
import { useFormats } from "@/i18n";
import styles from "./chart.module.css";
import { type Datum, parts } from "./scale";

/** A chart's numbers, for those who would rather read them. */
export function ChartTable(props: {
  title: string;
  data: readonly Datum[];
  write(value: number): string;
}) {
  const { t } = useTranslation("components");
  const formats = useFormats();
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">{props.title}</caption>
      <thead>
        <tr>
          <th scope="col">{t("chart.label")}</th>
          <th scope="col">{t("chart.value")}</th>
          <th scope="col">{t("chart.share")}</th>
        </tr>
      </thead>
      <tbody>
        {parts(props.data).map(({ datum, share }) => (
          <tr key={datum.label}>
            <th scope="row">{datum.label}</th>
            <td>{props.write(datum.value)}</td>
            <td>{formats.share(share)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
