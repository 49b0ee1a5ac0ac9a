import type { DailyMatrix } from './daily-matrix.ts';
import { sharedNumbers } from './pieces/shared-numbers.ts';

/** Sums and sums of squares of consecutive blocks of days: all that cross-validation needs of the series. Shared. */
export interface BlockSums {
  readonly blocks: number;
  readonly blockDays: number;
  /** Number of series. */
  readonly columns: number;
  /** One list per block, oldest first; one element per series. */
  readonly sums: readonly Float64Array[];
  readonly squares: readonly Float64Array[];
}

/**
 * Cuts the days into `blocks` consecutive blocks of equal length; the oldest days that do not fill a
 * block are left out (`optimizer.md` 12.1). Sums run from day to day.
 *
 * @param columns which series take part
 */
export function sumBlocks(matrix: DailyMatrix, columns: Int32Array, blocks: number): BlockSums {
  const blockDays = Math.floor(matrix.days / blocks);
  const skipped = matrix.days - blockDays * blocks;
  const sums = Array.from({ length: blocks }, () => sharedNumbers(columns.length));
  const squares = Array.from({ length: blocks }, () => sharedNumbers(columns.length));
  for (let c = 0; c < columns.length; c++) {
    let at = columns[c] * matrix.days + skipped;
    for (let block = 0; block < blocks; block++) {
      let sum = 0;
      let square = 0;
      for (const end = at + blockDays; at < end; at++) {
        const value = matrix.values[at];
        sum += value;
        square += value * value;
      }
      sums[block][c] = sum;
      squares[block][c] = square;
    }
  }
  return { blocks, blockDays, columns: columns.length, sums, squares };
}
