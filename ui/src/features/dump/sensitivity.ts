/** For sorting: the more harm, the higher. */
export const SENSITIVITY_ORDER: Readonly<Record<string, number>> = {
  low: 1,
  medium: 2,
  high: 3,
  critical: 4,
};
