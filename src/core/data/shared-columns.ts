import type { SideBars } from '../types/bars.ts';

/**
 * A column in fixed-length shared memory, so that workers read it without a copy. Never a growable
 * buffer: reading those is several times slower.
 */
export function allocateColumn(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT));
}

/**
 * The part `from … to - 1` of the listed file rows (`rows` null: row = position). Neighbouring rows
 * become a view, unless they are less than half of the file: then a copy lets the file's memory go.
 */
export function selectRows(column: Float64Array, rows: Int32Array | null, from: number, to: number): Float64Array {
  const count = to - from;
  if (count === 0) return allocateColumn(0);
  const firstRow = rows === null ? from : rows[from];
  const lastRow = rows === null ? to - 1 : rows[to - 1];
  const isContiguous = lastRow - firstRow === count - 1;
  if (isContiguous) {
    const view = column.subarray(firstRow, lastRow + 1);
    return count * 2 >= column.length ? view : copyColumn(view);
  }
  const selected = allocateColumn(count);
  const listed = rows as Int32Array;
  for (let i = 0; i < count; i++) selected[i] = column[listed[from + i]];
  return selected;
}

function copyColumn(source: Float64Array): Float64Array {
  const copy = allocateColumn(source.length);
  copy.set(source);
  return copy;
}

/** `selectRows` for all columns of one side. */
export function selectBars(bars: SideBars, rows: Int32Array | null, from: number, to: number): SideBars {
  return {
    open: selectRows(bars.open, rows, from, to),
    high: selectRows(bars.high, rows, from, to),
    low: selectRows(bars.low, rows, from, to),
    close: selectRows(bars.close, rows, from, to),
    volume: selectRows(bars.volume, rows, from, to),
  };
}

/** A side without values: every price and volume NaN. All columns are the same memory. */
export function undefinedBars(length: number): SideBars {
  const column = allocateColumn(length).fill(Number.NaN);
  return { open: column, high: column, low: column, close: column, volume: column };
}
