import { describe, expect, it } from 'vitest';
import { placeDays, spreadDays, unionDays } from '../../../src/optimizer/executor/day-placement.ts';

describe('days of several markets', () => {
  const all = unionDays([Int32Array.of(1, 2, 4, 8), Int32Array.of(2, 3, 8, 9)]);

  it('are those of any of them', () => {
    expect(all).toEqual(Int32Array.of(1, 2, 3, 4, 8, 9));
  });

  it.each([
    [
      [1, 2, 4, 8],
      [10, 20, 0, 40, 80, 0],
    ],
    [
      [2, 3, 8, 9],
      [0, 20, 30, 0, 80, 90],
    ],
    [[9], [0, 0, 0, 0, 0, 90]],
  ])('have room for the results of days %j', (days, expected) => {
    const placement = placeDays(Int32Array.from(days), all)!;
    const daily = new Float64Array(placement.length).fill(-1);
    daily.set(days.map((day) => 10 * day));
    spreadDays(daily, placement);
    expect(daily).toEqual(Float64Array.from(expected));
  });

  it('need no placement where they are the same', () => {
    expect(placeDays(all, all)).toBeNull();
  });
});
