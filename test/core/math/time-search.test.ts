import { describe, expect, it } from 'vitest';
import { countBefore, countUpTo } from '../../../src/core/math/time-search.ts';

describe('search in ascending times', () => {
  const times = Float64Array.of(10, 20, 30);

  it.each([
    [5, 0, 0],
    [10, 0, 1],
    [15, 1, 1],
    [30, 2, 3],
    [31, 3, 3],
  ])('at %d: %d before, %d up to it', (instant, before, upTo) => {
    expect(countBefore(times, instant)).toBe(before);
    expect(countUpTo(times, instant)).toBe(upTo);
  });

  it('finds nothing in an empty series', () => {
    expect(countBefore(new Float64Array(0), 1)).toBe(0);
    expect(countUpTo(new Float64Array(0), 1)).toBe(0);
  });
});
