/** How numbers, sizes and dates are written in one locale. */
export interface Formats {
  /** `1,234,567` */
  count(value: number): string;
  /** `0.98` as `98 %` */
  share(value: number): string;
  /** Bytes in powers of 1,000, as disks and networks count them: `1.4 GB`. */
  bytes(value: number): string;
  /** `12.4 MB/s` */
  bytesPerSecond(value: number): string;
  /** `29 Nov 2026` */
  date(value: Date | string): string;
  /** `29 Nov 2026, 23:51` */
  dateTime(value: Date | string): string;
  /** `3 days ago`, `in 2 hours` */
  relative(value: Date | string, now: Date): string;
  /** `1 h 12 min`, `8 s`, `0.3 s` */
  duration(seconds: number): string;
}

/** @param locale a tag that `safeLocale` has passed */
export function createFormats(locale: string): Formats {
  const count = new Intl.NumberFormat(locale);
  const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const nearShare = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });

  const unit = (value: number, name: string, digits: number) =>
    new Intl.NumberFormat(locale, {
      style: "unit",
      unit: name,
      unitDisplay: "short",
      maximumFractionDigits: digits,
    }).format(value);

  const sized = (value: number, suffix: string) => {
    const { name, divisor } = BYTE_UNITS.findLast((each) => value >= each.divisor) ?? BYTE_UNITS[0];
    const scaled = value / divisor;
    return unit(scaled, name + suffix, scaled < 10 && divisor > 1 ? 1 : 0);
  };

  const valid = (value: Date | string, write: (moment: Date) => string) => {
    const moment = new Date(value);
    return Number.isNaN(moment.getTime()) ? String(value) : write(moment);
  };

  return {
    count: (value) => count.format(value),
    // What is nearly all or nearly nothing is not shown as all or nothing.
    share: (value) =>
      (value > 0 && value < 0.005) || (value >= 0.995 && value < 1)
        ? nearShare.format(Math.min(0.999, Math.max(0.001, value)))
        : share.format(value),
    bytes: (value) => sized(value, ""),
    bytesPerSecond: (value) => sized(value, "-per-second"),
    date: (value) => valid(value, (moment) => date.format(moment)),
    dateTime: (value) => valid(value, (moment) => dateTime.format(moment)),
    relative: (value, now) =>
      valid(value, (moment) => {
        const seconds = (moment.getTime() - now.getTime()) / 1000;
        const step =
          RELATIVE_STEPS.find((each) => Math.abs(seconds) >= each.seconds) ??
          RELATIVE_STEPS[RELATIVE_STEPS.length - 1];
        return relative.format(Math.round(seconds / (step?.seconds ?? 1)), step?.unit ?? "second");
      }),
    duration: (seconds) => {
      // What took a moment did not take nothing.
      if (seconds > 0 && seconds < 1) return unit(Math.max(0.1, seconds), "second", 1);
      const whole = Math.max(0, Math.round(seconds));
      const hours = Math.floor(whole / 3600);
      const minutes = Math.floor((whole % 3600) / 60);
      if (hours > 0) return `${unit(hours, "hour", 0)} ${unit(minutes, "minute", 0)}`;
      if (minutes > 0) return `${unit(minutes, "minute", 0)} ${unit(whole % 60, "second", 0)}`;
      return unit(whole, "second", 0);
    },
  };
}

const BYTE_UNITS = [
  { name: "byte", divisor: 1 },
  { name: "kilobyte", divisor: 1e3 },
  { name: "megabyte", divisor: 1e6 },
  { name: "gigabyte", divisor: 1e9 },
  { name: "terabyte", divisor: 1e12 },
] as const;

const RELATIVE_STEPS: { unit: Intl.RelativeTimeFormatUnit; seconds: number }[] = [
  { unit: "year", seconds: 31_536_000 },
  { unit: "month", seconds: 2_592_000 },
  { unit: "week", seconds: 604_800 },
  { unit: "day", seconds: 86_400 },
  { unit: "hour", seconds: 3_600 },
  { unit: "minute", seconds: 60 },
  { unit: "second", seconds: 1 },
];
