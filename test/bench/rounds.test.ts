import { describe, expect, it } from 'vitest';
import { alternateRounds } from '../../bench/measure/alternating-rounds.ts';
import { median, quantile } from '../../bench/measure/median.ts';

describe('rounds of the bench', () => {
  it('alternate between the tasks', async () => {
    const order: string[] = [];
    const note = (name: string) => () => order.push(name);
    await alternateRounds(2, { left: note('left'), right: note('right') });
    expect(order).toEqual(['left', 'right', 'left', 'right']);
  });

  it('give median and extremes of what the tasks return', async () => {
    const values = [5, 1, 9];
    const figures = await alternateRounds(3, { task: async () => values.shift() ?? Number.NaN });
    expect(figures.task).toEqual({ median: 5, min: 1, max: 9 });
  });

  it('take quantiles from the sorted values without changing them', () => {
    const values = [30, 10, 20, 40, 50];
    expect([0, 0.25, 0.5, 1].map((share) => quantile(values, share))).toEqual([10, 20, 30, 50]);
    expect(median(values)).toBe(30);
    expect(values).toEqual([30, 10, 20, 40, 50]);
  });
});
