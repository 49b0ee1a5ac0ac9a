import type { EffectiveConfig } from '../types/config.ts';
import type { Dataset, NewsEvents, RateSeries } from '../types/dataset.ts';
import { MarketDataError } from '../types/errors.ts';
import { TIMEFRAMES, type Timeframe } from '../types/timeframe.ts';
import { WarningLog } from './data-warnings.ts';
import { DatasetInputs, type DatasetReaders } from './dataset-inputs.ts';
import { rangeEndMs, rangeStartMs } from './dates.ts';
import { loadHigher } from './load-higher.ts';
import { type LoadedPrimary, type LoadedTimeframe, loadPrimary } from './load-primary.ts';
import type { LoadSettings } from './load-settings.ts';
import { newsCoverageWarning } from './news-events.ts';
import { readNewsEvents } from './news-rules.ts';
import { buildRateSeries, isUnavailableRate, planRates, type RatePlan, rateUnavailableWarning } from './rate-series.ts';
import { buildGovernance } from './timeframe-report.ts';

/** What a load needs to know. */
export interface DatasetRequest {
  /** Folder with market data. */
  readonly root: string;
  /** Folder of the column cache; null: no cache. */
  readonly cacheFolder: string | null;
  /** News calendar; null while the news filter is off. */
  readonly newsFile: string | null;
  readonly config: Pick<
    EffectiveConfig,
    | 'symbol'
    | 'start_date'
    | 'end_date'
    | 'timeframes'
    | 'execution_variant'
    | 'warmup_bars'
    | 'market_hours'
    | 'sessions'
    | 'account'
    | 'costs'
    | 'news_filter'
  >;
  /** Timeframes the strategy needs beyond the listed ones; ignored in `v1_parity`. */
  readonly requiredTimeframes: readonly Timeframe[];
  /** Timeframes of which the ask side is read too: crossed bars there are errors in `v2`. */
  readonly askTimeframes: readonly Timeframe[];
  /** Price grid of the symbol, for the label check. */
  readonly tickSize: number;
  /** Whether data warnings are errors (`--strict-data`). */
  readonly strictData: boolean;
}

type AdditionalOrigin = Partial<Record<Timeframe, 'listed' | 'auto'>>;

/**
 * Reads, checks and windows everything a run needs, in the order of `data-and-config.md` 10.2: primary
 * timeframe, higher ones by length, rate series by pair, then news; the first error ends the load.
 */
export async function assembleDataset(request: DatasetRequest, readers: DatasetReaders): Promise<Dataset> {
  const { config, root, cacheFolder } = request;
  const settings = settingsOf(request);
  const plan = planRates(config.account.conversion, config.timeframes.primary);
  const isReused = (symbol: string, timeframe: Timeframe): boolean =>
    timeframe === plan.timeframe && plan.pairs.includes(symbol);
  const inputs = new DatasetInputs({ root, cacheFolder, isReused }, readers);
  const primary = loadPrimary(await inputs.readSides(config.symbol, config.timeframes.primary), settings);
  const additionalOrigin = findAdditional(request);
  const higher = await loadAdditional(additionalOrigin, primary, inputs, settings);
  const rates = await loadRates(plan, inputs, settings);
  const news = request.newsFile === null ? null : await loadNews(request.newsFile, primary, inputs, settings);
  return {
    symbol: config.symbol,
    primary: primary.bars,
    firstTradingBar: primary.firstTradingBar,
    additional: higher.map((loaded) => loaded.bars),
    additionalOrigin,
    rates,
    news,
    inputs: inputs.list,
    governance: buildGovernance([primary.report, ...higher.map((loaded) => loaded.report)]),
    warnings: settings.warnings.list,
  };
}

function settingsOf(request: DatasetRequest): LoadSettings {
  const { config, askTimeframes, tickSize } = request;
  const startMs = rangeStartMs(config.start_date);
  const endMs = rangeEndMs(config.end_date, config.execution_variant);
  return { config, range: { startMs, endMs }, askTimeframes, tickSize, warnings: new WarningLog(request.strictData) };
}

/** Higher timeframes to load, and how each came in (`data-and-config.md` 13.1). */
function findAdditional(request: DatasetRequest): AdditionalOrigin {
  const { timeframes, execution_variant: variant } = request.config;
  const origin: AdditionalOrigin = {};
  for (const timeframe of TIMEFRAMES) {
    if (timeframe === timeframes.primary) continue;
    if (timeframes.additional.includes(timeframe)) origin[timeframe] = 'listed';
    else if (variant === 'v2' && request.requiredTimeframes.includes(timeframe)) origin[timeframe] = 'auto';
  }
  return origin;
}

async function loadAdditional(
  origin: AdditionalOrigin,
  primary: LoadedPrimary,
  inputs: DatasetInputs,
  settings: LoadSettings,
): Promise<LoadedTimeframe[]> {
  const loaded: LoadedTimeframe[] = [];
  for (const timeframe of TIMEFRAMES) {
    if (origin[timeframe] === undefined) continue;
    const files = await inputs.readSides(settings.config.symbol, timeframe);
    loaded.push(loadHigher(files, timeframe, primary, settings));
  }
  return loaded;
}

async function loadRates(plan: RatePlan, inputs: DatasetInputs, settings: LoadSettings): Promise<RateSeries[]> {
  const rates: RateSeries[] = [];
  for (const pair of plan.pairs) {
    try {
      rates.push(buildRateSeries(await inputs.readSides(pair, plan.timeframe), pair, plan, settings));
    } catch (error) {
      if (plan.isStrict || !(error instanceof MarketDataError) || !isUnavailableRate(error.code)) throw error;
      settings.warnings.add(rateUnavailableWarning(pair, error.message));
    }
  }
  return rates;
}

async function loadNews(
  file: string,
  primary: LoadedPrimary,
  inputs: DatasetInputs,
  settings: LoadSettings,
): Promise<NewsEvents> {
  const table = await inputs.readNews(file);
  const events = readNewsEvents(table);
  const { openTimes } = primary.bars;
  const firstTradingMs = openTimes[primary.firstTradingBar];
  const warning = newsCoverageWarning(events, firstTradingMs, openTimes[openTimes.length - 1], table.path);
  if (warning !== null) settings.warnings.add(warning);
  return events;
}
