import { describe, expect, it } from 'vitest';
import { largerByRank } from '../../bench/search/rank-test.ts';

describe('the rank-sum test', () => {
  it('gives the normal approximation of the statistic', () => {
    // U = 9 of 9, mean 4.5, variance 9 / 12 * 7: z = 1.96396.
    expect(largerByRank([4, 5, 6], [1, 2, 3])).toBeCloseTo(0.0247673, 6);
    expect(largerByRank([1, 2, 3], [4, 5, 6])).toBeCloseTo(0.9752327, 6);
  });

  it('takes ties into account', () => {
    expect(largerByRank([1, 2], [1, 2])).toBeCloseTo(0.5, 12);
    // Ranks 1 3 3 3: U = 3 of 4, mean 2, variance 4 / 12 * (5 - 24 / 12): z = 1.
    expect(largerByRank([2, 2], [1, 2])).toBeCloseTo(0.1586553, 6);
    expect(largerByRank([1, 1], [1, 1])).toBe(1);
  });
});
