/** Memory for the equity of the days of a calendar. */
export interface DayColumns {
  /** Last equity of each day. */
  readonly equity: Float64Array;
  /** Days whose equity is not that of the day before, ascending; as many as there are days at most. */
  readonly moved: Int32Array;
}

export function createDayColumns(days: number): DayColumns {
  return { equity: new Float64Array(days), moved: new Int32Array(days) };
}
