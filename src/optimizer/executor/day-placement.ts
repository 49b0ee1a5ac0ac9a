/** Where the days of one market stand in a longer calendar; null where both are the same. */
export interface DayPlacement {
  /** Days of the longer calendar. */
  readonly length: number;
  /** Position of each day of the market. */
  readonly positions: Int32Array;
}

/** Finds the days of one market among those of all; null where they are the same. */
export function placeDays(days: Int32Array, all: Int32Array): DayPlacement | null {
  if (days.length === all.length) return null;
  const positions = new Int32Array(days.length);
  let position = 0;
  for (let day = 0; day < days.length; day++) {
    while (all[position]! < days[day]!) position++;
    positions[day] = position;
  }
  return { length: all.length, positions };
}

/** Days with a bar on any of the markets, ascending. */
export function unionDays(calendars: readonly Int32Array[]): Int32Array {
  return Int32Array.from([...new Set(calendars.flatMap((days) => [...days]))].sort((a, b) => a - b));
}

/**
 * Moves daily results that stand at the start of `daily` to the places of their days in the longer calendar: a
 * day on which the market has no bar brings nothing.
 */
export function spreadDays(daily: Float64Array, { positions }: DayPlacement): void {
  // From the end: no day moves to an earlier place, so that none is overwritten before it has moved.
  let end = daily.length;
  for (let day = positions.length - 1; day >= 0; day--) {
    const position = positions[day]!;
    const result = daily[day]!;
    daily.fill(0, position, end);
    daily[position] = result;
    end = position;
  }
  daily.fill(0, 0, end);
}
