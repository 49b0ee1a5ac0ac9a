import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Locations } from '../../config/locations.ts';
import type { StrategyModuleFile } from '../../config/strategy-choice.ts';
import { canonicalJson } from '../../core/math/canonical-json.ts';
import { sha256Hex } from '../../core/math/sha256.ts';
import { createDayCalendar, type DayCalendar } from '../../core/metrics/day-calendar.ts';
import type { StrategyDefinition } from '../../core/strategy/strategy.ts';
import type { JsonObject } from '../../core/types/json.ts';
import { type DataOptions, loadMarketInputs, type MarketInputs, symbolSpecOf } from '../../run/market-inputs.ts';
import { PROGRAM_VERSION } from '../../run/program.ts';
import { drawSeed } from '../../run/run-identity.ts';
import type { SupportFiles } from '../../run/support.ts';
import type { DefinedSweep } from '../definition/define-sweep.ts';
import { estimateSweep } from '../definition/estimate.ts';
import { defaultSweepMemory } from '../executor/sweep-memory.ts';
import type { SweepSetup } from '../executor/trial-job.ts';
import { GENERATOR_ID } from '../random/seeds.ts';
import type { SweepDefinition as StoredDefinition } from '../storage/sweep-record.ts';
import { findDataReach } from './data-reach.ts';
import type { LoadedDefinition } from './load-definition.ts';
import type { SweepEstimate } from './sweep-report.ts';

/** Largest sweep whose daily series are kept by default (`store.daily: auto`). */
const MAX_DAILY_TRIALS = 20_000;
const MS_PER_YEAR = 365.25 * 86_400_000;

/** A sweep that is ready to run: definition, data and identity. Nothing random is left open. */
export interface SweepPlan {
  readonly defined: DefinedSweep;
  readonly strategy: StrategyDefinition;
  /** File of the strategy; null for a bundled one. */
  readonly module: StrategyModuleFile | null;
  readonly inputs: MarketInputs;
  readonly calendar: DayCalendar;
  readonly stored: StoredDefinition;
  readonly setup: SweepSetup;
  readonly workers: number;
  /** What the workers may keep together. */
  readonly memoryBytes: number;
  readonly estimate: Omit<SweepEstimate, 'finished'>;
}

export interface PlanOptions extends DataOptions {
  readonly workers?: number;
  readonly memoryBytes?: number;
}

/**
 * Loads the data of all trials once and fixes the identity of the sweep (`optimizer.md` 3).
 * @param known identity of a stored sweep that is continued; its seed and id stay
 */
export async function planSweep(
  { defined, strategy, module }: LoadedDefinition,
  support: SupportFiles,
  locations: Locations,
  options: PlanOptions,
  known: { readonly sweepId: string; readonly rootSeed: number } | null,
): Promise<SweepPlan> {
  const { definition, space } = defined;
  const { base } = definition;
  const spec = symbolSpecOf(base, support);
  const reach = findDataReach(strategy, base, definition.parameters, support.symbolSpecs, spec);
  const config = reach.usesNews ? { ...base, news_filter: { ...base.news_filter, enabled: true } } : base;
  const files = { ...support, strategyModule: module };
  const inputs = await loadMarketInputs(config, reach.timeframes, files, locations, options);
  const calendar = createDayCalendar(inputs.dataset.primary.openTimes, inputs.dataset.firstTradingBar);
  const rootSeed = known?.rootSeed ?? definition.seed ?? drawSeed();
  const sweepId = known?.sweepId ?? identify(defined, inputs.manifest.sha256, rootSeed);
  const size = estimateSweep(definition, space);
  const { daily } = definition.store;
  const keepsDaily = daily === 'all' || (daily === 'auto' && size.trials <= MAX_DAILY_TRIALS);
  const workers = options.workers ?? (definition.workers === 'auto' ? defaultWorkers() : definition.workers);
  const memoryBytes = options.memoryBytes ?? defaultSweepMemory();
  const { openTimes } = inputs.dataset.primary;
  return {
    defined,
    strategy,
    module,
    inputs,
    calendar,
    workers,
    memoryBytes,
    setup: {
      dataset: inputs.dataset,
      baseConfig: base,
      symbolSpecs: support.symbolSpecs,
      symbolSpec: spec,
      costSpec: inputs.market.costSpec,
      keepsDaily,
      strategyModule: module === null ? null : { name: module.input.path, text: module.text },
    },
    estimate: {
      sweepId,
      name: definition.name,
      rawPoints: size.rawPoints,
      trials: size.trials,
      isExact: size.isExact,
      parameters: space.searched.length,
      bars: calendar.barCount,
      workers,
      memoryBytes,
      minimumYears: size.minBacktestYears,
      years: (openTimes[openTimes.length - 1]! - openTimes[inputs.dataset.firstTradingBar]!) / MS_PER_YEAR,
      warnings: inputs.dataset.warnings.map(({ code, message }) => `warning[${code}] ${message}`),
    },
    stored: {
      sweepId,
      name: definition.name,
      strategy: base.strategy_name,
      symbol: base.symbol,
      timeframe: base.timeframes.primary,
      startDate: base.start_date,
      endDate: base.end_date,
      runMode: definition.runMode,
      rootSeed,
      seedOrigin: definition.seedOrigin,
      seedPolicy: definition.seedPolicy,
      seeding: definition.seeding,
      generatorId: GENERATOR_ID,
      objective: definition.objective.expression,
      direction: definition.objective.direction,
      decimals: definition.objective.decimals,
      plannedTrials: size.trials,
      initialBalance: base.account.initial_balance,
      familyKey: `${base.strategy_name}|${base.symbol}|${base.timeframes.primary}`,
      definitionHash: definition.definitionHash,
      manifestSha256: inputs.manifest.sha256,
      programVersion: PROGRAM_VERSION,
      sweepFileText: definition.text,
      baseConfigJson: canonicalJson(base as unknown as JsonObject),
      days: keepsDaily ? calendar.days : new Int32Array(0),
    },
  };
}

/** File of the store below the results root. */
export function storeFile(locations: Locations): string {
  return path.join(locations.resultsRoot, 'omega.db');
}

/** In `dev` the same definition, data and seed are the same sweep; in `prod` every start is its own. */
function identify({ definition }: DefinedSweep, manifestSha256: string, rootSeed: number): string {
  const base = `${definition.definitionHash}:${manifestSha256}:${rootSeed}`;
  const text = definition.runMode === 'dev' ? base : `${base}:${randomBytes(8).toString('hex')}`;
  return sha256Hex(text).slice(0, 16);
}

function defaultWorkers(): number {
  return Math.max(1, availableParallelism() - 1);
}
