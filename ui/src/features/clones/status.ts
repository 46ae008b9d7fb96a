/** How a clone stands, the most urgent first. */
export const STATUSES = ["overdue", "expiring", "active", "retired"] as const;
export type Status = (typeof STATUSES)[number];

export const TONES = {
  overdue: "bad",
  expiring: "warn",
  active: "good",
  retired: "note",
} as const;
