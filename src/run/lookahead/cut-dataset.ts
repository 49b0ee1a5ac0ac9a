import { countUpTo } from '../../core/math/time-search.ts';
import type { Bars, SideBars } from '../../core/types/bars.ts';
import type { EffectiveConfig } from '../../core/types/config.ts';
import type { Dataset, RateSeries } from '../../core/types/dataset.ts';
import { TIMEFRAME_MS } from '../../core/types/timeframe.ts';

/**
 * What is known at the decision time of a bar: primary bars up to it, bars of other timeframes that are
 * complete, rates that have been quoted. The news calendar stays: it is a schedule, known beforehand.
 */
export function cutDataset(dataset: Dataset, bar: number, { account }: Pick<EffectiveConfig, 'account'>): Dataset {
  const { primary } = dataset;
  const decisionMs = primary.openTimes[bar] + TIMEFRAME_MS[primary.timeframe];
  return {
    ...dataset,
    primary: cutBars(primary, bar + 1),
    additional: dataset.additional.map((bars) =>
      cutBars(bars, countUpTo(bars.openTimes, decisionMs - TIMEFRAME_MS[bars.timeframe])),
    ),
    rates: dataset.rates.map((series) => cutRates(series, decisionMs, account)),
  };
}

function cutBars(bars: Bars, count: number): Bars {
  return {
    timeframe: bars.timeframe,
    openTimes: bars.openTimes.subarray(0, count),
    bid: cutSide(bars.bid, count),
    ask: cutSide(bars.ask, count),
  };
}

function cutSide(side: SideBars, count: number): SideBars {
  return {
    open: side.open.subarray(0, count),
    high: side.high.subarray(0, count),
    low: side.low.subarray(0, count),
    close: side.close.subarray(0, count),
    volume: side.volume.subarray(0, count),
  };
}

/** A close is known when its bar ends, an open as soon as its bar has begun. */
function cutRates(series: RateSeries, decisionMs: number, { conversion }: EffectiveConfig['account']): RateSeries {
  const usesOpen = conversion?.use_price === 'open';
  const latestOpenMs = usesOpen ? decisionMs : decisionMs - TIMEFRAME_MS[series.timeframe];
  const count = countUpTo(series.openTimes, latestOpenMs);
  return { ...series, openTimes: series.openTimes.subarray(0, count), rates: series.rates.subarray(0, count) };
}
