import { describe, expect, it } from 'vitest';
import { allocateColumn, selectRows, undefinedBars } from '../../../src/core/data/shared-columns.ts';

function sharedColumn(values: readonly number[]): Float64Array {
  const column = allocateColumn(values.length);
  column.set(values);
  return column;
}

describe('shared columns', () => {
  const column = sharedColumn([0, 1, 2, 3, 4, 5, 6, 7]);

  it('are fixed-length shared memory', () => {
    expect(column.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect((column.buffer as SharedArrayBuffer).byteLength).toBe(64);
  });

  it('become a view where neighbouring rows are at least half of the file', () => {
    const whole = selectRows(column, null, 2, 6);
    expect([...whole]).toEqual([2, 3, 4, 5]);
    expect(whole.buffer).toBe(column.buffer);
    const listed = selectRows(column, Int32Array.of(0, 3, 4, 5, 6, 7), 1, 6);
    expect([...listed]).toEqual([3, 4, 5, 6, 7]);
    expect(listed.buffer).toBe(column.buffer);
  });

  it('are copied where the rows are a small part of the file or have holes', () => {
    const small = selectRows(column, null, 2, 5);
    expect([...small]).toEqual([2, 3, 4]);
    expect(small.buffer).not.toBe(column.buffer);
    const holes = selectRows(column, Int32Array.of(0, 1, 3, 4, 7), 0, 5);
    expect([...holes]).toEqual([0, 1, 3, 4, 7]);
    expect(holes.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  it('may be empty', () => {
    expect(selectRows(column, null, 3, 3)).toHaveLength(0);
    expect(selectRows(column, Int32Array.of(1), 1, 1)).toHaveLength(0);
  });

  it('of an undefined side are NaN', () => {
    expect([...undefinedBars(2).close]).toEqual([Number.NaN, Number.NaN]);
  });
});
