import { describe, expect, it } from 'vitest';
import { groupRanges, trainingRanges } from '../../../src/optimizer/validation/training-days.ts';

const positions = (ranges: readonly { from: number; to: number }[]) =>
  ranges.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, offset) => from + offset));

describe('training days', () => {
  it('cuts days into groups that differ by one day at most', () => {
    expect(groupRanges(11, 4)).toEqual([
      { from: 0, to: 2 },
      { from: 2, to: 5 },
      { from: 5, to: 8 },
      { from: 8, to: 11 },
    ]);
  });

  it('are all days of the other groups without purge and embargo', () => {
    const days = Int32Array.from({ length: 12 }, (_, day) => 100 + day);
    const none = { purgeDays: 0, embargoDays: 0 };
    expect(positions(trainingRanges(days, groupRanges(12, 4), [1], none))).toEqual([0, 1, 2, 6, 7, 8, 9, 10, 11]);
  });

  it('keep the purge from both sides of a test group and the embargo after it', () => {
    const days = Int32Array.from({ length: 12 }, (_, day) => 100 + day);
    const purged = trainingRanges(days, groupRanges(12, 4), [1], { purgeDays: 1, embargoDays: 0 });
    expect(positions(purged)).toEqual([0, 1, 7, 8, 9, 10, 11]);
    const embargoed = trainingRanges(days, groupRanges(12, 4), [1], { purgeDays: 1, embargoDays: 3 });
    expect(positions(embargoed)).toEqual([0, 1, 9, 10, 11]);
  });

  it('count calendar days, so that a weekend is part of the distance', () => {
    // Thursday, Friday, then Monday to Thursday.
    const days = Int32Array.of(0, 1, 4, 5, 6, 7);
    const ranges = trainingRanges(days, groupRanges(6, 3), [0], { purgeDays: 3, embargoDays: 0 });
    expect(positions(ranges)).toEqual([3, 4, 5]);
  });

  it('lie between two test groups only as far as both leave room', () => {
    const days = Int32Array.from({ length: 12 }, (_, day) => day);
    const ranges = trainingRanges(days, groupRanges(12, 3), [0, 2], { purgeDays: 1, embargoDays: 2 });
    expect(positions(ranges)).toEqual([6]);
  });
});
