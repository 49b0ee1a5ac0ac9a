import { describe, expect, it } from 'vitest';
import { groupTrades } from '../../../../src/core/metrics/run-report/trade-groups.ts';
import { tradesWithResults } from '../trade-columns.ts';

describe('groups of trades', () => {
  const trades = tradesWithResults(100, -50, 0, 30);
  const names = ['b', 'a', 'b', 'c'];

  it('count, add up and average, in the given order first and then as they come', () => {
    expect(groupTrades(trades, 100, (index) => names[index], ['c', 'z'])).toEqual([
      { name: 'c', trades: 1, wins: 1, result: 30, averageR: 0.3 },
      { name: 'b', trades: 2, wins: 1, result: 100, averageR: 0.5 },
      { name: 'a', trades: 1, wins: 0, result: -50, averageR: -0.5 },
    ]);
  });

  it('are none without trades', () => {
    expect(groupTrades(tradesWithResults(), 100, () => 'a', ['a'])).toEqual([]);
  });
});
