import path from 'node:path';
import type { Locations } from '../config/locations.ts';
import type { MarketFacts } from '../core/backtest/run-backtest.ts';
import { loadDataset } from '../core/data/load-dataset.ts';
import { buildManifest, type Manifest } from '../core/data/manifest.ts';
import { getStrategy } from '../core/strategy/registry.ts';
import type { StrategyDefinition } from '../core/strategy/strategy.ts';
import { strategyEnvironment } from '../core/strategy/strategy-environment.ts';
import type { EffectiveConfig } from '../core/types/config.ts';
import type { Dataset } from '../core/types/dataset.ts';
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
}

/** Market data and contract facts of a run or a sweep, and the identity of all input files. */
export interface MarketInputs {
  readonly dataset: Dataset;
  readonly market: MarketFacts;
  readonly manifest: Manifest;
}

/** Timeframes that the strategy needs beyond the configured ones. */
export function requiredTimeframes(config: EffectiveConfig, spec: SymbolSpec): readonly Timeframe[] {
  const strategy = strategyOf(config);
  return strategy.requirements(config.strategy_parameters, strategyEnvironment(config, spec)).requiredTimeframes;
}

/** The configured strategy; the configuration has been checked, so it exists. */
export function strategyOf(config: EffectiveConfig): StrategyDefinition {
  const strategy = getStrategy(config.strategy_name);
  if (strategy !== undefined) return strategy;
  throw new RuntimeFailure(
    'RUNTIME_INTERNAL',
    `strategy '${config.strategy_name}' passed the checks but is not registered`,
  );
}

/** Specification of the configured symbol; the configuration has been checked, so it is usable. */
export function symbolSpecOf(config: EffectiveConfig, support: SupportFiles): SymbolSpec {
  const spec = support.symbolSpecs.entries.get(config.symbol)?.spec ?? null;
  if (spec !== null) return spec;
  throw new RuntimeFailure('RUNTIME_INTERNAL', `symbol ${config.symbol} passed the checks but has no specification`);
}

/** Loads and checks everything a configuration trades on. */
export async function loadMarketInputs(
  config: EffectiveConfig,
  required: readonly Timeframe[],
  support: SupportFiles,
  locations: Locations,
  options: DataOptions,
): Promise<MarketInputs> {
  const symbolSpec = symbolSpecOf(config, support);
  const dataset = await loadDataset({
    root: locations.dataRoot,
    cacheFolder: options.useCache ? path.join(locations.resultsRoot, 'cache') : null,
    newsFile: config.news_filter.enabled ? locations.newsCalendarFile : null,
    config,
    requiredTimeframes: required,
    askTimeframes: [],
    tickSize: symbolSpec.tickSize,
    strictData: options.strictData,
  });
  const manifest = buildManifest([...dataset.inputs, support.costs.input, support.symbolSpecs.input]);
  return { dataset, market: { symbolSpec, costSpec: support.costs.costSpecFor(config.symbol) }, manifest };
}
