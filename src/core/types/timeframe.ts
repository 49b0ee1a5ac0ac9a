/** Bar lengths that omega knows, shortest first. */
export const TIMEFRAMES = ['M1', 'M5', 'M15', 'M30', 'H1', 'H4', 'D1'] as const;

export type Timeframe = (typeof TIMEFRAMES)[number];

export const MS_PER_MINUTE = 60_000;
export const MS_PER_HOUR = 3_600_000;
export const MS_PER_DAY = 86_400_000;

/** Length of a bar in milliseconds. */
export const TIMEFRAME_MS: Readonly<Record<Timeframe, number>> = {
  M1: MS_PER_MINUTE,
  M5: 5 * MS_PER_MINUTE,
  M15: 15 * MS_PER_MINUTE,
  M30: 30 * MS_PER_MINUTE,
  H1: MS_PER_HOUR,
  H4: 4 * MS_PER_HOUR,
  D1: MS_PER_DAY,
};

export function isTimeframe(text: string): text is Timeframe {
  return (TIMEFRAMES as readonly string[]).includes(text);
}
