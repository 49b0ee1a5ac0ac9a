import { describe, expect, it } from 'vitest';
import { METRIC_KEYS, type MetricKey } from '../../../src/core/metrics/metric-keys.ts';
import { PACKED_TRADE_FIGURES, packTrades } from '../../../src/optimizer/storage/packed-trades.ts';
import { type FullRun, sliceRun } from '../../../src/optimizer/validation/slice-run.ts';

const DAY_MS = 86_400_000;
const FIRST_DAY = 19_358;
const ACCOUNT = { initialBalance: 1000, riskPerTrade: 50 };

/** Ten days of four bars; by hand: entry bar, exit bar, result, entry fee, exit fee. */
const TRADES = [
  [2, 9, 10, 1, 1],
  [9, 14, -5, 0.5, 0.5],
  [17, 19, 20, 0, 0],
  [18, 22, -30, 1, 0],
  [23, 29, 5, 0, 0],
] as const;

const column = (place: 0 | 1 | 2 | 3 | 4) => TRADES.map((trade) => trade[place]);
const openTimes = Float64Array.from({ length: 40 }, (_, bar) => (FIRST_DAY + bar / 4) * DAY_MS);
const RUN: FullRun = {
  days: Int32Array.from({ length: 10 }, (_, day) => FIRST_DAY + day),
  results: Float64Array.of(0, 10, -5, 0, 20, -30, 0, 5, 0, 7),
  openTimes,
  trades: packTrades(
    {
      count: TRADES.length,
      entryBar: Int32Array.from(column(0)),
      exitBar: Int32Array.from(column(1)),
      size: new Float64Array(TRADES.length).fill(0.1),
      result: Float64Array.from(column(2)),
      entryFee: Float64Array.from(column(3)),
      exitFee: Float64Array.from(column(4)),
    },
    openTimes,
    ACCOUNT.riskPerTrade,
  ),
};

const slice = (first: number, last: number, run = RUN) =>
  sliceRun(run, { firstDay: FIRST_DAY + first, lastDay: FIRST_DAY + last }, ACCOUNT);

function figure(metrics: Float64Array, key: MetricKey): number {
  return metrics[METRIC_KEYS.indexOf(key)]!;
}

describe('a window cut out of a run', () => {
  it('has the trades that were opened and closed inside, and the daily results of its days', () => {
    const { metrics, dailyMean, dailySd } = slice(2, 5);
    const expected: Partial<Record<MetricKey, number>> = {
      total_trades: 3,
      wins: 1,
      losses: 2,
      fees_total: 2,
      profit_net: -17,
      avg_r_multiple: (-5 + 20 - 30) / 50 / 3,
      avg_holding_bars: 11 / 3,
      active_days: 2,
      lots_total: 0.3,
      // Bars 9 to 13, 17 to 21, of 16.
      exposure: 10 / 16,
      // The account: 995, 995, 1015, 985.
      total_return: -0.015,
      max_drawdown_abs: 30,
      max_drawdown: 30 / 1015,
      max_drawdown_initial_abs: 15,
    };
    for (const [key, value] of Object.entries(expected)) {
      expect(figure(metrics, key as MetricKey), key).toBeCloseTo(value, 12);
    }
    expect(dailyMean).toBeCloseTo(-0.00375, 15);
    expect(dailySd).toBeCloseTo(Math.sqrt(1268.75 / 3) / 1000, 15);
  });

  it('is the whole run where it has all its days', () => {
    const { metrics } = slice(0, 9);
    expect(figure(metrics, 'total_trades')).toBe(5);
    expect(figure(metrics, 'profit_net')).toBeCloseTo(-4, 12);
    expect(figure(metrics, 'total_return')).toBeCloseTo(0.007, 12);
  });

  it('may have no trade, although a position is carried through it', () => {
    const { metrics } = slice(1, 1);
    expect(figure(metrics, 'total_trades')).toBe(0);
    expect(figure(metrics, 'exposure')).toBe(0);
    expect(figure(metrics, 'total_return')).toBeCloseTo(0.01, 12);
  });

  it('begins and ends with days of the run where its own have none', () => {
    const gaps: FullRun = { ...RUN, days: RUN.days.map((day, at) => (at < 5 ? day - 3 : day)) };
    expect(figure(slice(2, 5, gaps).metrics, 'total_return')).toBeCloseTo(-0.03, 12);
  });

  it('is made of seven figures of each trade', () => {
    expect(PACKED_TRADE_FIGURES).toHaveLength(7);
    expect(RUN.trades).toHaveLength(7 * TRADES.length);
    expect(RUN.trades[6 * TRADES.length]).toBe(10 / 50);
  });
});
