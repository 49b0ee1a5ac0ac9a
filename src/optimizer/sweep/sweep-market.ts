import type { Locations } from '../../config/locations.ts';
import type { StrategyModuleFile } from '../../config/strategy-choice.ts';
import { isolateDataset } from '../../core/data/isolate-dataset.ts';
import type { StrategyDefinition } from '../../core/strategy/strategy.ts';
import type { EffectiveConfig } from '../../core/types/config.ts';
import type { JsonValue } from '../../core/types/json.ts';
import { TIMEFRAME_MS, type Timeframe } from '../../core/types/timeframe.ts';
import { DecodingThread } from '../../run/decoding-thread/decoding-thread.ts';
import { type DataOptions, loadMarketInputs, type MarketInputs, symbolSpecOf } from '../../run/market-inputs.ts';
import type { SupportFiles } from '../../run/support.ts';
import { MARKET_PATHS, SYMBOL_PATH, TIMEFRAME_PATH } from '../definition/searchable-paths.ts';
import type { SweepDefinition } from '../definition/sweep-definition.ts';
import type { SetupChoice } from '../executor/setup-choice.ts';
import type { ParameterDefinition } from '../space/parameter.ts';
import { findDataReach } from './data-reach.ts';

/** A symbol on a timeframe that trials of a sweep trade, with its data before the holdout. */
export interface SweepMarket extends MarketInputs {
  readonly symbol: string;
  readonly timeframe: Timeframe;
}

/** Where the data of a sweep come from, and the strategy that asks for them. */
export interface MarketSource {
  readonly strategy: StrategyDefinition;
  /** File of the strategy; null for a bundled one. */
  readonly module: StrategyModuleFile | null;
  readonly support: SupportFiles;
  readonly locations: Locations;
  readonly options: DataOptions;
}

/** Loads the data of every market of a sweep once; symbols vary slowest. */
export async function loadMarkets(definition: SweepDefinition, source: MarketSource): Promise<readonly SweepMarket[]> {
  const thread = new DecodingThread();
  try {
    return await readMarkets(definition, { ...source, options: { ...source.options, decode: thread.decode } });
  } finally {
    await thread.close();
  }
}

async function readMarkets(
  { inSample, parameters, validation }: SweepDefinition,
  source: MarketSource,
): Promise<readonly SweepMarket[]> {
  const markets: SweepMarket[] = [];
  const others = parameters.filter(({ path }) => !MARKET_PATHS.includes(path));
  for (const symbol of valuesOf(parameters, SYMBOL_PATH, inSample.symbol)) {
    for (const timeframe of valuesOf(parameters, TIMEFRAME_PATH, inSample.timeframes.primary)) {
      const config = onMarket(inSample, symbol as string, timeframe as Timeframe);
      const inputs = await loadMarket(config, others, source);
      // With a holdout no trial may even hold memory in which it lies.
      const dataset = validation.holdout === null ? inputs.dataset : isolateDataset(inputs.dataset);
      markets.push({ ...inputs, dataset, symbol: config.symbol, timeframe: config.timeframes.primary });
    }
  }
  return markets;
}

/** The configuration on another symbol and timeframe. */
export function onMarket(config: EffectiveConfig, symbol: string, timeframe: Timeframe): EffectiveConfig {
  return { ...config, symbol, timeframes: { ...config.timeframes, primary: timeframe } };
}

/** How a trial chooses among these markets. @param first position of the setup of the first one */
export function chooseSetup(
  markets: readonly Pick<SweepMarket, 'symbol' | 'timeframe'>[],
  { symbol, timeframes }: EffectiveConfig,
  first: number,
): SetupChoice {
  return {
    first,
    markets: markets.map((market) => ({ symbol: market.symbol, timeframe: market.timeframe })),
    standard: { symbol, timeframe: timeframes.primary },
  };
}

function loadMarket(
  config: EffectiveConfig,
  parameters: readonly ParameterDefinition[],
  { strategy, module, support, locations, options }: MarketSource,
): Promise<MarketInputs> {
  const spec = symbolSpecOf(config, support);
  const reach = findDataReach(strategy, config, parameters, support.symbolSpecs, spec);
  const wanted = reach.usesNews ? { ...config, news_filter: { ...config.news_filter, enabled: true } } : config;
  const files = { ...support, strategyModule: module };
  // Trials that want a shorter timeframe than their own are refused one by one.
  const higher = reach.timeframes.filter((name) => TIMEFRAME_MS[name] > TIMEFRAME_MS[config.timeframes.primary]);
  return loadMarketInputs(wanted, higher, files, locations, options);
}

/** Values that a path takes in the trials; the base's own where the space does not set it always. */
function valuesOf(parameters: readonly ParameterDefinition[], path: string, standard: string): readonly JsonValue[] {
  const parameter = parameters.find((candidate) => candidate.path === path);
  if (parameter === undefined) return [standard];
  const values = listedValues(parameter);
  return parameter.when === null ? values : [...new Set([...values, standard])];
}

/** The definition has refused all other forms for these paths. */
function listedValues(parameter: ParameterDefinition): readonly JsonValue[] {
  if (parameter.kind === 'fixed') return [parameter.value];
  return 'values' in parameter ? parameter.values : [];
}
