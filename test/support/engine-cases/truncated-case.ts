import { BacktestContext } from '../../../src/core/backtest/backtest-context.ts';
import type { Bars, SideBars } from '../../../src/core/types/bars.ts';
import type { RateSeries } from '../../../src/core/types/dataset.ts';
import { TIMEFRAME_MS } from '../../../src/core/types/timeframe.ts';
import type { EngineCase } from './engine-case.ts';

/**
 * The same run on data that ends with `lastBar`: nothing that opens at or after its close is left. The
 * news calendar stays, because events are announced ahead.
 */
export function truncateCase(engineCase: EngineCase, lastBar: number): EngineCase {
  const { dataset, variant } = engineCase.context;
  const { primary, additional, rates } = dataset;
  const end = primary.openTimes[lastBar] + TIMEFRAME_MS[primary.timeframe];
  const shorter = {
    ...dataset,
    primary: barsBefore(primary, end),
    additional: additional.map((bars) => barsBefore(bars, end)),
    rates: rates.map((series) => ratesBefore(series, end)),
  };
  return { ...engineCase, context: new BacktestContext(shorter, variant) };
}

function barsBefore(bars: Bars, end: number): Bars {
  const count = countBefore(bars.openTimes, end);
  const cut = (side: SideBars): SideBars => ({
    open: side.open.slice(0, count),
    high: side.high.slice(0, count),
    low: side.low.slice(0, count),
    close: side.close.slice(0, count),
    volume: side.volume.slice(0, count),
  });
  return { ...bars, openTimes: bars.openTimes.slice(0, count), bid: cut(bars.bid), ask: cut(bars.ask) };
}

function ratesBefore(series: RateSeries, end: number): RateSeries {
  const count = countBefore(series.openTimes, end);
  return { ...series, openTimes: series.openTimes.slice(0, count), rates: series.rates.slice(0, count) };
}

function countBefore(times: Float64Array, end: number): number {
  return times.findLastIndex((time) => time < end) + 1;
}
