import { describe, expect, it } from 'vitest';
import { countActiveDays } from '../../../src/core/metrics/activity.ts';
import { sumMoney } from '../../../src/core/metrics/money.ts';
import { cumulativeDrawdown, netResults } from '../../../src/core/metrics/trade-drawdown.ts';
import { wilsonInterval } from '../../../src/core/metrics/wilson.ts';
import { measureWinsAndLosses } from '../../../src/core/metrics/win-loss.ts';
import { MS_PER_DAY } from '../../../src/core/types/timeframe.ts';
import { expectFigure } from './expect-figure.ts';
import { tradeColumns, tradesWithResults } from './trade-columns.ts';
import { workedExample, workedExampleInput } from './worked-example.ts';

describe('counts', () => {
  it('counts a result of exactly 0 as a trade, neither win nor loss', () => {
    expect(measureWinsAndLosses(tradesWithResults(5, 0, -0, -3))).toMatchObject({ wins: 1, losses: 1, winRate: 0.25 });
  });

  it('tests the sign of the result before fees, unrounded', () => {
    const trades = tradeColumns([{ result: 0.001, entryFee: 5 }]);
    expect(measureWinsAndLosses(trades)).toMatchObject({ wins: 1, losses: 0, winRate: 1 });
  });

  it('has a win rate of 0 without trades', () => {
    expect(measureWinsAndLosses(tradesWithResults()).winRate).toBe(0);
  });

  it('looks only at the first `count` elements', () => {
    const trades = { ...tradesWithResults(1, 1, 1), count: 1 };
    expect(measureWinsAndLosses(trades).wins).toBe(1);
  });
});

describe('money', () => {
  it('has an average of 0 without trades, although fees were booked', () => {
    expect(sumMoney(tradesWithResults(), 3)).toEqual({ profitGross: 0, profitNet: -3, avgTradePnl: 0 });
  });

  it('takes net trade results from both fee bookings', () => {
    expect([...netResults(workedExampleInput().trades)]).toEqual(workedExample.intermediate.trade_net);
  });
});

describe('wins and losses', () => {
  it('has a profit factor of 0 when nothing was lost', () => {
    expect(measureWinsAndLosses(tradesWithResults(5, 7, 0))).toEqual({
      wins: 2,
      losses: 0,
      winRate: 2 / 3,
      profitFactor: 0,
      avgWin: 6,
      avgLoss: 0,
      largestWin: 7,
      largestLoss: 0,
      payoffRatio: 0,
      maxConsecutiveLosses: 0,
    });
  });

  it('has a profit factor of 0 when nothing was won', () => {
    expect(measureWinsAndLosses(tradesWithResults(-5, -7))).toEqual({
      wins: 0,
      losses: 2,
      winRate: 0,
      profitFactor: 0,
      avgWin: 0,
      avgLoss: 6,
      largestWin: 0,
      largestLoss: 7,
      payoffRatio: 0,
      maxConsecutiveLosses: 2,
    });
  });

  it('divides gross win by gross loss and average by average', () => {
    const figures = measureWinsAndLosses(tradesWithResults(30, -10, 50));
    expect(figures).toMatchObject({ profitFactor: 8, avgWin: 40, avgLoss: 10, payoffRatio: 4 });
  });
});

describe('active days', () => {
  const openTimes = Float64Array.of(-1, 0, MS_PER_DAY - 1, MS_PER_DAY, 3 * MS_PER_DAY);

  it('is 0 without trades', () => {
    expect(countActiveDays(tradeColumns([]), openTimes)).toBe(0);
  });

  it('counts distinct UTC entry dates, not exit dates', () => {
    const trades = tradeColumns([
      { entryBar: 1, exitBar: 4 },
      { entryBar: 2, exitBar: 4 },
    ]);
    expect(countActiveDays(trades, openTimes)).toBe(1);
  });

  it('counts each date once when entries go back in exit order', () => {
    const trades = tradeColumns([{ entryBar: 4 }, { entryBar: 1 }, { entryBar: 3 }, { entryBar: 2 }, { entryBar: 4 }]);
    expect(countActiveDays(trades, openTimes)).toBe(3);
  });

  it('uses the floor before the epoch as well', () => {
    const trades = tradeColumns([{ entryBar: 0 }, { entryBar: 1 }]);
    expect(countActiveDays(trades, openTimes)).toBe(2);
  });
});

describe('losing streak', () => {
  it.each([
    [[], 0],
    [[1, 2], 0],
    [[-1, -1, 1, -1, -1, -1], 3],
    [[-1, -1, 0, -1], 2],
  ])('of %j is %d', (results, expected) => {
    expect(measureWinsAndLosses(tradesWithResults(...results)).maxConsecutiveLosses).toBe(expected);
  });
});

describe('drawdown of closed trades', () => {
  it.each([
    [[], 0],
    [[5, 5], 0],
    [[-5, 2, -4], 7],
    [[10, -4, 3, -8, 20, -8], 9],
  ])('of %j is %d', (amounts, expected) => {
    expect(cumulativeDrawdown(Float64Array.from(amounts))).toBe(expected);
  });
});

describe('Wilson interval', () => {
  it('is "n/a" without trades', () => {
    expect(wilsonInterval(0, 0)).toEqual({ low: Number.NaN, high: Number.NaN });
  });

  it('stays within 0 and 1 although rounding would leave it', () => {
    for (let trades = 1; trades <= 200; trades++) {
      expect(wilsonInterval(0, trades).low).toBeGreaterThanOrEqual(0);
      expect(wilsonInterval(trades, trades).high).toBeLessThanOrEqual(1);
    }
  });

  it('is the interval of the worked example', () => {
    const { low, high } = wilsonInterval(5, 9);
    expectFigure(low, 0.26665129349549305, 'low');
    expectFigure(high, 0.8112214789023354, 'high');
  });
});
