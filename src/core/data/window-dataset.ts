import type { Bars, SideBars } from '../types/bars.ts';
import type { EffectiveConfig } from '../types/config.ts';
import type { Dataset, RateSeries } from '../types/dataset.ts';
import { TIMEFRAME_MS } from '../types/timeframe.ts';
import { rangeEndMs, rangeStartMs } from './dates.ts';
import { commonLoadStart, type LoadSettings } from './load-settings.ts';
import {
  findCalendarWindow,
  findHigherWindow,
  findParityPrimaryWindow,
  findPrimaryWindow,
  type LoadWindow,
  type PrimaryWindow,
  requireHigherCoverage,
  requireHigherWarmup,
  requirePrimaryWarmup,
} from './load-window.ts';

/** What decides which bars of a loaded data set belong to a window. */
export type WindowConfig = Pick<
  EffectiveConfig,
  'symbol' | 'start_date' | 'end_date' | 'execution_variant' | 'warmup_bars' | 'timeframes'
>;

type Range = LoadSettings['range'];

/**
 * The part of a loaded data set that a run between other dates would load: the same bars, warm-up and first
 * trading bar, as views of the same memory. The dates must lie inside those of the data set. Checks of
 * whole series (alignment, gaps, labels) hold for all of it and are not repeated.
 * @throws MarketDataError where the window has no bars, or too few for the warm-up
 */
export function windowDataset(dataset: Dataset, config: WindowConfig): Dataset {
  const variant = config.execution_variant;
  const range: Range = { startMs: rangeStartMs(config.start_date), endMs: rangeEndMs(config.end_date, variant) };
  const window = findWindow(dataset, config, range);
  const primary = viewBars(dataset.primary, window);
  return {
    ...dataset,
    primary,
    firstTradingBar: window.firstTradingBar,
    additional: dataset.additional.map((bars) => viewBars(bars, higherWindow(bars, primary, window, config, range))),
    rates: dataset.rates.map((series) => viewRates(series, config, range)),
  };
}

function findWindow({ primary }: Dataset, config: WindowConfig, range: Range): PrimaryWindow {
  const place = { symbol: config.symbol, timeframe: primary.timeframe };
  const { openTimes } = primary;
  if (config.execution_variant === 'v1_parity') {
    return findParityPrimaryWindow(openTimes, range, commonLoadStart({ config, range }), place);
  }
  const window = findPrimaryWindow(openTimes, range, config.warmup_bars, place);
  requirePrimaryWarmup(window, config.warmup_bars, place);
  return window;
}

function higherWindow(
  bars: Bars,
  primary: Bars,
  { firstTradingBar }: PrimaryWindow,
  config: WindowConfig,
  range: Range,
): LoadWindow {
  if (config.execution_variant === 'v1_parity') {
    return findCalendarWindow(bars.openTimes, commonLoadStart({ config, range }), range.endMs);
  }
  const place = { symbol: config.symbol, timeframe: bars.timeframe };
  const firstTradingMs = primary.openTimes[firstTradingBar];
  const decisionMs = firstTradingMs + TIMEFRAME_MS[primary.timeframe];
  const window = findHigherWindow(bars.openTimes, bars.timeframe, decisionMs, range.endMs, config.warmup_bars);
  requireHigherCoverage(bars.openTimes, window, firstTradingMs, place);
  requireHigherWarmup(window, config.warmup_bars, place);
  return window;
}

function viewRates(series: RateSeries, config: WindowConfig, range: Range): RateSeries {
  const { openTimes, rates } = series;
  const fromMs =
    config.execution_variant === 'v1_parity' ? commonLoadStart({ config, range }) : Number.NEGATIVE_INFINITY;
  const { from, to } = findCalendarWindow(openTimes, fromMs, range.endMs);
  return { ...series, openTimes: openTimes.subarray(from, to), rates: rates.subarray(from, to) };
}

function viewBars({ timeframe, openTimes, bid, ask }: Bars, { from, to }: LoadWindow): Bars {
  return {
    timeframe,
    openTimes: openTimes.subarray(from, to),
    bid: viewSide(bid, from, to),
    ask: viewSide(ask, from, to),
  };
}

function viewSide(side: SideBars, from: number, to: number): SideBars {
  return {
    open: side.open.subarray(from, to),
    high: side.high.subarray(from, to),
    low: side.low.subarray(from, to),
    close: side.close.subarray(from, to),
    volume: side.volume.subarray(from, to),
  };
}
