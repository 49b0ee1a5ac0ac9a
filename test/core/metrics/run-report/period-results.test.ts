import { describe, expect, it } from 'vitest';
import { periodResults } from '../../../../src/core/metrics/run-report/period-results.ts';
import { tradeColumns } from '../trade-columns.ts';

const TIMES = ['2023-12-31T23:00Z', '2024-01-01T00:00Z', '2024-01-31T23:00Z', '2024-03-01T00:00Z', '2024-03-01T01:00Z'];
const openTimes = Float64Array.from(TIMES, (time) => Date.parse(time));
/** Of the bars from the second on. */
const equity = Float64Array.of(110, 120, 90, 60);
const trades = tradeColumns([{ exitBar: 2 }, { exitBar: 3 }, { exitBar: 4 }]);

describe('results by calendar period', () => {
  it('take the last equity of every month that has a bar, the first one from the initial balance', () => {
    expect(periodResults(equity, trades, openTimes, 1, 100, 'month')).toEqual([
      { period: '2024-01', result: 20, share: 0.2, trades: 1 },
      { period: '2024-03', result: -60, share: -0.5, trades: 2 },
    ]);
  });

  it('begin a year with its first bar', () => {
    const whole = Float64Array.of(80, ...equity);
    expect(periodResults(whole, trades, openTimes, 0, 100, 'year')).toEqual([
      { period: '2023', result: -20, share: -0.2, trades: 0 },
      { period: '2024', result: -20, share: -0.25, trades: 3 },
    ]);
  });

  it('have no share where equity does not start above zero, and none at all without bars', () => {
    const [, march] = periodResults(Float64Array.of(0, 0, 5, 6), tradeColumns([]), openTimes, 1, 100, 'month');
    expect(march).toEqual({ period: '2024-03', result: 6, share: Number.NaN, trades: 0 });
    expect(periodResults(new Float64Array(0), tradeColumns([]), openTimes, 5, 100, 'month')).toEqual([]);
  });
});
