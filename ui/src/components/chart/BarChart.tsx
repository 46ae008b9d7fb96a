import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "@/i18n";
import { Button } from "../button/Button";
import { ChartTable } from "./ChartTable";
import styles from "./chart.module.css";
import { type Datum, parts, tidyTicks } from "./scale";

export interface ChartProps {
  title: string;
  data: readonly Datum[];
  /** How a value is written; plain counts if left out. */
  format?(value: number): string;
}

/** Values by name, longest first as given; the same numbers in a table beside it. */
export function BarChart({ title, data, format }: ChartProps) {
  const formats = useFormats();
  const write = format ?? formats.count;
  const ticks = tidyTicks(Math.max(0, ...data.map((datum) => datum.value)));
  const top = ticks.at(-1) ?? 1;
  return (
    <ChartFrame title={title} data={data} write={write}>
      <svg
        className={styles.bars}
        viewBox={`0 0 100 ${Math.max(1, data.length) * BAR_STEP}`}
        preserveAspectRatio="none"
        style={{ height: `${Math.max(1, data.length) * 1.5}rem` }}
        aria-hidden
      >
        {ticks.map((tick) => (
          <line
            key={tick}
            className={styles.tick}
            x1={(tick / top) * 100}
            x2={(tick / top) * 100}
            y1={0}
            y2="100%"
          />
        ))}
        {data.map((datum, index) => (
          <rect
            key={datum.label}
            className={styles[`series${datum.series ?? 1}`]}
            x={0}
            y={index * BAR_STEP + 4}
            width={Math.max(datum.value > 0 ? 0.5 : 0, (datum.value / top) * 100)}
            height={BAR_STEP - 8}
            rx={0.5}
          />
        ))}
      </svg>
    </ChartFrame>
  );
}

/** Parts of a whole in one bar. */
export function StackedBar({ title, data, format }: ChartProps) {
  const formats = useFormats();
  const write = format ?? formats.count;
  return (
    <ChartFrame title={title} data={data} write={write} legend>
      <svg className={styles.stack} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden>
        {parts(data).map((part) => (
          <rect
            key={part.datum.label}
            className={styles[`series${part.datum.series ?? 1}`]}
            x={part.start * 100}
            y={0}
            width={Math.max(0, part.share * 100 - 0.3)}
            height={10}
          />
        ))}
      </svg>
    </ChartFrame>
  );
}

/** One share of a whole as a ring, the number in its middle. */
export function CoverageRing({
  title,
  share,
  text,
}: {
  title: string;
  share: number;
  text: string;
}) {
  const formats = useFormats();
  const clipped = Math.min(1, Math.max(0, share));
  const length = 2 * Math.PI * RING_RADIUS;
  return (
    <figure className={styles.ring}>
      <svg viewBox="0 0 40 40" aria-hidden>
        <circle className={styles.ringTrack} cx={20} cy={20} r={RING_RADIUS} />
        <circle
          className={styles.ringFill}
          cx={20}
          cy={20}
          r={RING_RADIUS}
          strokeDasharray={`${clipped * length} ${length}`}
          transform="rotate(-90 20 20)"
        />
      </svg>
      <figcaption>
        <strong>{formats.share(clipped)}</strong>
        <span>{title}</span>
        <small>{text}</small>
      </figcaption>
    </figure>
  );
}

interface ChartFrameProps {
  title: string;
  data: readonly Datum[];
  write(value: number): string;
  legend?: boolean;
  children: React.ReactNode;
}

function ChartFrame({ title, data, write, legend, children }: ChartFrameProps) {
  const { t } = useTranslation("components");
  const [asTable, setAsTable] = useState(false);
  const titleId = useId();
  return (
    <figure className={styles.figure} aria-labelledby={titleId}>
      <figcaption className={styles.caption}>
        <span id={titleId}>{title}</span>
        <Button variant="quiet" size="small" onPress={() => setAsTable(!asTable)}>
          {asTable ? t("table.hideTable") : t("table.showTable")}
        </Button>
      </figcaption>
      {asTable ? (
        <ChartTable title={title} data={data} write={write} />
      ) : (
        <>
          <div className={legend ? styles.stacked : styles.labelled}>
            {legend ? (
              children
            ) : (
              <BarLabels data={data} write={write}>
                {children}
              </BarLabels>
            )}
          </div>
          {legend && <Legend data={data} write={write} />}
        </>
      )}
    </figure>
  );
}

function BarLabels(props: {
  data: readonly Datum[];
  write(value: number): string;
  children: React.ReactNode;
}) {
  return (
    <>
      <ul className={styles.names}>
        {props.data.map((datum) => (
          <li key={datum.label} title={datum.label}>
            {datum.label}
          </li>
        ))}
      </ul>
      {props.children}
      <ul className={styles.values} aria-hidden>
        {props.data.map((datum) => (
          <li key={datum.label}>{props.write(datum.value)}</li>
        ))}
      </ul>
    </>
  );
}

function Legend({ data, write }: { data: readonly Datum[]; write(value: number): string }) {
  return (
    <ul className={styles.legend}>
      {data.map((datum) => (
        <li key={datum.label}>
          <svg className={styles.swatch} viewBox="0 0 10 10" aria-hidden>
            <rect className={styles[`series${datum.series ?? 1}`]} width={10} height={10} rx={2} />
          </svg>
          <span>{datum.label}</span>
          <strong>{write(datum.value)}</strong>
        </li>
      ))}
    </ul>
  );
}

const BAR_STEP = 24;
const RING_RADIUS = 16;
