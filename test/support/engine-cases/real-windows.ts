import { BacktestContext } from '../../../src/core/backtest/backtest-context.ts';
import { loadDataset } from '../../../src/core/data/load-dataset.ts';
import type { ConversionConfig, ExecutionVariant } from '../../../src/core/types/config.ts';
import type { Dataset, NewsEvents, RateSeries } from '../../../src/core/types/dataset.ts';
import type { Timeframe } from '../../../src/core/types/timeframe.ts';
import { baseConfig } from '../base-config.ts';
import type { RealData } from '../real-data.ts';
import type { CaseSymbol } from './case-settings.ts';

/** A piece of the real bars that is short enough for the plain engine. */
interface WindowDeclaration {
  readonly symbol: CaseSymbol;
  readonly primary: Timeframe;
  readonly startDate: string;
  readonly endDate: string;
  readonly spreadMultiplier: number;
}

/** A loaded window: one context per variant, shared by all cases drawn on it. */
export interface RealWindow extends WindowDeclaration {
  readonly contexts: Readonly<Record<ExecutionVariant, BacktestContext>>;
}

export const REAL_WARMUP_BARS = 300;
const MARGIN_MS = 7 * 86_400_000;

/** Calm and wild stretches; the years overlap other pairs, so that rates for conversion exist. */
const WINDOWS: readonly WindowDeclaration[] = [
  { symbol: 'EURUSD', primary: 'H1', startDate: '2008-09-01', endDate: '2009-01-30', spreadMultiplier: 1 },
  { symbol: 'EURUSD', primary: 'H1', startDate: '2012-03-01', endDate: '2012-08-31', spreadMultiplier: 1 },
  { symbol: 'EURUSD', primary: 'H1', startDate: '2013-02-01', endDate: '2013-07-31', spreadMultiplier: 2 },
  { symbol: 'EURUSD', primary: 'H1', startDate: '2015-12-01', endDate: '2016-03-31', spreadMultiplier: 1 },
  { symbol: 'GBPUSD', primary: 'M5', startDate: '2012-05-07', endDate: '2012-05-18', spreadMultiplier: 1 },
  { symbol: 'GBPUSD', primary: 'M5', startDate: '2012-11-01', endDate: '2012-11-14', spreadMultiplier: 0.5 },
  { symbol: 'GBPUSD', primary: 'M1', startDate: '2012-06-06', endDate: '2012-06-08', spreadMultiplier: 1 },
  { symbol: 'GBPUSD', primary: 'M1', startDate: '2012-09-12', endDate: '2012-09-13', spreadMultiplier: 3 },
  { symbol: 'USDJPY', primary: 'M5', startDate: '2013-04-02', endDate: '2013-04-12', spreadMultiplier: 1 },
];

/** Those with enough bars before every window; a year of minutes has too few days. */
const HIGHER: Readonly<Partial<Record<Timeframe, readonly Timeframe[]>>> = {
  M1: ['M15', 'H1', 'H4'],
  M5: ['M15', 'H1', 'H4'],
  H1: ['H4', 'D1'],
};
/** Not strict: a pair without bars in a window is left out, as in a run. */
const RATES: ConversionConfig = {
  mode: 'composite',
  static: {},
  pairs: ['EURUSD', 'GBPUSD', 'USDJPY'],
  timeframe: 'H1',
  use_price: 'close',
  stale_limit_bars: null,
  strict: false,
};

/** Loads every window with the program's own loader: bars, higher timeframes, rates and news. */
export async function loadRealWindows(data: RealData): Promise<readonly RealWindow[]> {
  const windows: RealWindow[] = [];
  for (const window of WINDOWS) {
    const contexts = {
      v2: await loadContext(data, window, 'v2'),
      v1_parity: await loadContext(data, window, 'v1_parity'),
    };
    windows.push({ ...window, contexts });
  }
  return windows;
}

async function loadContext(
  data: RealData,
  window: WindowDeclaration,
  variant: ExecutionVariant,
): Promise<BacktestContext> {
  const { symbol, primary, startDate, endDate, spreadMultiplier } = window;
  const base = baseConfig();
  const additional = HIGHER[primary] ?? [];
  const config = {
    ...base,
    symbol,
    start_date: startDate,
    end_date: endDate,
    timeframes: { ...base.timeframes, primary, additional },
    execution_variant: variant,
    warmup_bars: REAL_WARMUP_BARS,
    account: { ...base.account, conversion: RATES },
    costs: { ...base.costs, spread_multiplier: spreadMultiplier },
  };
  const dataset = await loadDataset({
    root: data.root,
    cacheFolder: null,
    newsFile: data.newsFile,
    config,
    requiredTimeframes: [],
    askTimeframes: [],
    tickSize: symbol === 'USDJPY' ? 0.001 : 0.00001,
    strictData: false,
  });
  return new BacktestContext(nearWindow(dataset), variant);
}

/** Without the rates and events far from the window: the plain engine looks at all of them in every bar. */
function nearWindow(dataset: Dataset): Dataset {
  const { openTimes } = dataset.primary;
  const begin = openTimes[dataset.firstTradingBar] - MARGIN_MS;
  const end = openTimes[openTimes.length - 1] + MARGIN_MS;
  return {
    ...dataset,
    rates: dataset.rates.map((series) => ratesBetween(series, begin, end)),
    news: dataset.news === null ? null : eventsBetween(dataset.news, begin, end),
  };
}

function ratesBetween(series: RateSeries, begin: number, end: number): RateSeries {
  const from = lowerBound(series.openTimes, begin);
  const to = lowerBound(series.openTimes, end);
  return { ...series, openTimes: series.openTimes.slice(from, to), rates: series.rates.slice(from, to) };
}

function eventsBetween(news: NewsEvents, begin: number, end: number): NewsEvents {
  const from = lowerBound(news.times, begin);
  const to = lowerBound(news.times, end);
  return {
    ...news,
    times: news.times.slice(from, to),
    impacts: news.impacts.slice(from, to),
    currencies: news.currencies.slice(from, to),
  };
}

/** Number of times before `time`; they ascend. */
function lowerBound(times: Float64Array, time: number): number {
  const found = times.findIndex((candidate) => candidate >= time);
  return found < 0 ? times.length : found;
}
