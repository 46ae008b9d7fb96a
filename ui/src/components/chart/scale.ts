/** One value of a chart. */
export interface Datum {
  label: string;
  value: number;
  /** Which colour of the theme, 1 to 6. */
  series?: 1 | 2 | 3 | 4 | 5 | 6;
}

/** Round values from 0 to at least `max`, four at most beside 0. */
export function tidyTicks(max: number): number[] {
  if (!(max > 0)) return [0, 1];
  const raw = max / 4;
  const magnitude = 10 ** Math.floor(Math.log10(raw));
  const step =
    [1, 2, 2.5, 5, 10].map((factor) => factor * magnitude).find((each) => each >= raw) ?? max;
  const ticks = [0];
  while ((ticks.at(-1) ?? max) < max) ticks.push(step * ticks.length);
  return ticks;
}

/** Each value as a share of their sum, with where it begins. Values below 0 count as 0. */
export function parts(data: readonly Datum[]): { datum: Datum; start: number; share: number }[] {
  const total = data.reduce((sum, { value }) => sum + Math.max(0, value), 0);
  let start = 0;
  return data.map((datum) => {
    const share = total === 0 ? 0 : Math.max(0, datum.value) / total;
    const part = { datum, start, share };
    start += share;
    return part;
  });
}
