import path from 'node:path';
import type { Locations } from '../config/locations.ts';
import type { StrategyModuleFile } from '../config/strategy-choice.ts';
import type { MarketFacts } from '../core/backtest/run-backtest.ts';
import type { DecodeColumns } from '../core/data/decode-columns.ts';
import { loadDataset } from '../core/data/load-dataset.ts';
import { buildManifest, type Manifest } from '../core/data/manifest.ts';
import type { StrategyDefinition } from '../core/strategy/strategy.ts';
import { strategyEnvironment } from '../core/strategy/strategy-environment.ts';
import type { EffectiveConfig } from '../core/types/config.ts';
import type { Dataset, InputFile } from '../core/types/dataset.ts';
import { RuntimeFailure } from '../core/types/errors.ts';
import type { SymbolSpec } from '../core/types/symbol-spec.ts';
import type { Timeframe } from '../core/types/timeframe.ts';
import type { SupportFiles } from './support.ts';

/** How market data is read. */
export interface DataOptions {
  /** Use the column cache below the results root. */
  readonly useCache: boolean;
  /** Data warnings are errors. */
  readonly strictData: boolean;
  /** Decodes files that are not in the cache; default: in the calling thread. */
  readonly decode?: DecodeColumns;
}

/** Market data and contract facts of a run or a sweep, and the identity of all input files. */
export interface MarketInputs {
  readonly dataset: Dataset;
  readonly market: MarketFacts;
  readonly manifest: Manifest;
}

/** Timeframes that the strategy needs beyond the configured ones. */
export function requiredTimeframes(
  strategy: StrategyDefinition,
  config: EffectiveConfig,
  spec: SymbolSpec,
): readonly Timeframe[] {
  return strategy.requirements(config.strategy_parameters, strategyEnvironment(config, spec)).requiredTimeframes;
}

/** Specification of the configured symbol; the configuration has been checked, so it is usable. */
export function symbolSpecOf(config: EffectiveConfig, support: SupportFiles): SymbolSpec {
  const spec = support.symbolSpecs.entries.get(config.symbol)?.spec ?? null;
  if (spec !== null) return spec;
  throw new RuntimeFailure('RUNTIME_INTERNAL', `symbol ${config.symbol} passed the checks but has no specification`);
}

/** Files that a run reads beside market data. */
export interface RunFiles extends SupportFiles {
  /** Null for a bundled strategy. */
  readonly strategyModule: StrategyModuleFile | null;
}

/** Loads and checks everything a configuration trades on. */
export async function loadMarketInputs(
  config: EffectiveConfig,
  required: readonly Timeframe[],
  files: RunFiles,
  locations: Locations,
  options: DataOptions,
): Promise<MarketInputs> {
  const symbolSpec = symbolSpecOf(config, files);
  const request = {
    root: locations.dataRoot,
    cacheFolder: options.useCache ? path.join(locations.resultsRoot, 'cache') : null,
    newsFile: config.news_filter.enabled ? locations.newsCalendarFile : null,
    config,
    requiredTimeframes: required,
    askTimeframes: [],
    tickSize: symbolSpec.tickSize,
    strictData: options.strictData,
  };
  const dataset = await loadDataset(request, options.decode);
  const { costs, symbolSpecs, strategyModule } = files;
  const inputs: InputFile[] = [...dataset.inputs, costs.input, symbolSpecs.input];
  if (strategyModule !== null) inputs.push(strategyModule.input);
  const market = { symbolSpec, costSpec: costs.costSpecFor(config.symbol) };
  return { dataset, market, manifest: buildManifest(inputs) };
}
