/**
 * Daily returns of many trials (`optimizer.md` 12, common inputs): the matrix X, T days by N trials.
 * Fixed-base returns of `metrics.md` 6, as shares of the initial balance.
 */
export interface DailyMatrix {
  /** T. */
  readonly days: number;
  /** N. */
  readonly columns: number;
  /** Column after column, oldest day first. */
  readonly values: Float64Array;
}

/** The series of one trial; a view, not a copy. */
export function columnOf(matrix: DailyMatrix, column: number): Float64Array {
  return matrix.values.subarray(column * matrix.days, (column + 1) * matrix.days);
}
