import type { SideBars } from '../types/bars.ts';
import { allocateColumn } from './shared-columns.ts';

export const PRICE_COLUMNS = ['open', 'high', 'low', 'close'] as const;

/** Columns of one side in the order of the file layout and of the column cache. */
export const BAR_COLUMNS = [...PRICE_COLUMNS, 'volume'] as const;

/** Bar columns of one side in shared memory, all zero. */
export function allocateBars(length: number): SideBars {
  return {
    open: allocateColumn(length),
    high: allocateColumn(length),
    low: allocateColumn(length),
    close: allocateColumn(length),
    volume: allocateColumn(length),
  };
}

/** First `length` elements as a column of their own; the column itself if that is all of it. */
export function trimColumn(column: Float64Array, length: number): Float64Array {
  if (column.length === length) return column;
  const trimmed = allocateColumn(length);
  trimmed.set(column.subarray(0, length));
  return trimmed;
}

/** `trimColumn` for all columns of one side. */
export function trimBars(bars: SideBars, length: number): SideBars {
  return {
    open: trimColumn(bars.open, length),
    high: trimColumn(bars.high, length),
    low: trimColumn(bars.low, length),
    close: trimColumn(bars.close, length),
    volume: trimColumn(bars.volume, length),
  };
}
