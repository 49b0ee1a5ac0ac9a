import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Locations } from '../../config/locations.ts';
import type { TrialSurroundings } from '../../config/materialise.ts';
import type { StrategyModuleFile } from '../../config/strategy-choice.ts';
import { buildManifest, type Manifest } from '../../core/data/manifest.ts';
import { canonicalJson } from '../../core/math/canonical-json.ts';
import { sha256Hex } from '../../core/math/sha256.ts';
import type { StrategyDefinition } from '../../core/strategy/strategy.ts';
import type { JsonObject, JsonValue } from '../../core/types/json.ts';
import { MS_PER_DAY } from '../../core/types/timeframe.ts';
import type { DataOptions } from '../../run/market-inputs.ts';
import { PROGRAM_VERSION } from '../../run/program.ts';
import { drawSeed } from '../../run/run-identity.ts';
import type { SupportFiles } from '../../run/support.ts';
import type { DefinedSweep } from '../definition/define-sweep.ts';
import { estimateSweep, type SweepEstimate as SearchSize } from '../definition/estimate.ts';
import { createSetupFinder } from '../executor/setup-choice.ts';
import { defaultSweepMemory } from '../executor/sweep-memory.ts';
import type { SweepSetup, SweepSetups } from '../executor/trial-job.ts';
import { GENERATOR_ID } from '../random/seed-keys.ts';
import { readRobustnessSettings } from '../robustness/robustness-settings.ts';
import { familyKey } from '../statistics/family-key.ts';
import type { SweepDefinition as StoredDefinition } from '../storage/sweep-record.ts';
import type { LoadedDefinition } from './load-definition.ts';
import { type PeriodSetups, setUpPeriod } from './period-setups.ts';
import { planCombinations } from './plan-combinations.ts';
import { planSegments } from './plan-segments.ts';
import { type PlannedStress, planStress } from './plan-stress.ts';
import { planWindowParts } from './plan-windows.ts';
import { SetupList } from './setup-list.ts';
import { chooseSetup, loadMarkets, type MarketSource, type SweepMarket } from './sweep-market.ts';
import type { SweepPart, WindowParts } from './sweep-part.ts';
import type { SweepEstimate } from './sweep-report.ts';
import { type WindowSelection, windowSelection } from './window-selection.ts';

/** Largest sweep whose daily series are kept by default (`store.daily: auto`). */
const MAX_DAILY_TRIALS = 20_000;
const MS_PER_YEAR = 365.25 * MS_PER_DAY;

/** A sweep that is ready to run: definition, data and identity. Nothing random is left open. */
export interface SweepPlan {
  readonly defined: DefinedSweep;
  readonly strategy: StrategyDefinition;
  /** File of the strategy; null for a bundled one. */
  readonly module: StrategyModuleFile | null;
  /** Where its data come from. */
  readonly source: MarketSource;
  /** What configurations of trials are checked against. */
  readonly surroundings: TrialSurroundings;
  readonly manifest: Manifest;
  readonly markets: readonly SweepMarket[];
  /** Of all periods, in the order in which a job names them. */
  readonly setups: SweepSetups;
  /** The search over the whole range before the holdout. */
  readonly search: SweepPart;
  /** Empty without a walk-forward. */
  readonly windows: readonly WindowParts[];
  readonly windowSelection: WindowSelection;
  readonly stress: PlannedStress;
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
  const { definition } = defined;
  const { inSample, store } = definition;
  const surroundings = { strategy, symbolSpecs: support.symbolSpecs };
  const source: MarketSource = { strategy, module, support, locations, options };
  const markets = await loadMarkets(definition, source);
  const manifest = buildManifest(markets.flatMap((market) => market.manifest.inputs));
  const size = estimateSweep(definition, defined.space);
  // Slices are cut out of what the search leaves in the store.
  const isSliced = definition.validation.walkForward?.isSliced === true;
  const isSmall = size.trials <= MAX_DAILY_TRIALS;
  const keepsDaily = isSliced || store.daily === 'all' || (store.daily === 'auto' && isSmall);
  const keepsTrades = isSliced || store.trades === 'all';
  const list = new SetupList();
  const whole = setUpPeriod(
    { number: 0, base: inSample, keepsDaily, packsTrades: keepsTrades, cut: null },
    markets,
    source,
  );
  list.add(whole);
  const rootSeed = known?.rootSeed ?? definition.seed ?? drawSeed();
  const setupChoice = chooseSetup(markets, inSample, 0);
  const marketOf = createSetupFinder(setupChoice);
  const wholeRange = { base: inSample, period: 0, root: rootSeed, name: '', marketOf };
  const search: SweepPart = {
    stored: {
      ...describeSearch(defined, markets, manifest),
      sweepId: known?.sweepId ?? identify(defined, manifest.sha256, rootSeed),
      rootSeed,
      plannedTrials: size.trials,
      days: keepsDaily ? whole.days : new Int32Array(0),
      keepsTrades,
    },
    base: inSample,
    samplerRoot: rootSeed,
    setupChoice,
    setupOf: marketOf,
    slice: null,
    segments: planSegments(defined, wholeRange, markets, source, list),
  };
  const selection = windowSelection(definition.selection, readRobustnessSettings(inSample).topK);
  const windows = planWindowParts(defined, selection, search, markets, source, list);
  const stress = await planStress(definition, markets, source, list);
  const memoryBytes = options.memoryBytes ?? defaultSweepMemory();
  const workers = options.workers ?? (definition.workers === 'auto' ? defaultWorkers() : definition.workers);
  return {
    defined,
    strategy,
    module,
    source,
    surroundings,
    manifest,
    markets,
    setups: list.all(),
    search,
    windows,
    windowSelection: selection,
    stress,
    workers,
    memoryBytes,
    estimate: {
      ...describeSize(size),
      ...describeWork(defined, search, whole, windows),
      ...describeStress(stress, size.trials, defined),
      workers,
      memoryBytes,
    },
  };
}

/** All parts of a sweep in the order in which they run. */
export function partsOf({ search, windows }: SweepPlan): readonly SweepPart[] {
  return [search, ...windows.flatMap(({ train, test }) => [train, test])];
}

/** File of the store below the results root. */
export function storeFile(locations: Locations): string {
  return path.join(locations.resultsRoot, 'omega.db');
}

type Described = Omit<StoredDefinition, 'sweepId' | 'rootSeed' | 'plannedTrials' | 'days' | 'keepsTrades'>;

function describeSearch({ definition }: DefinedSweep, markets: readonly SweepMarket[], manifest: Manifest): Described {
  const { inSample, objective, validation } = definition;
  const symbols = [...new Set(markets.map(({ symbol }) => symbol))];
  const timeframes = [...new Set(markets.map(({ timeframe }) => timeframe))];
  return {
    parentId: null,
    part: 'search',
    windowIndex: null,
    name: definition.name,
    strategy: inSample.strategy_name,
    symbol: symbols.join(','),
    timeframe: timeframes.join(','),
    startDate: inSample.start_date,
    endDate: inSample.end_date,
    holdoutEnd: validation.holdout?.endDate ?? null,
    runMode: definition.runMode,
    seedOrigin: definition.seedOrigin,
    seedPolicy: definition.seedPolicy,
    seeding: definition.seeding,
    generatorId: GENERATOR_ID,
    objective: objective.expression,
    direction: objective.direction,
    objectivesJson: canonicalJson(objective.objectives as unknown as JsonValue),
    decimals: objective.decimals,
    initialBalance: inSample.account.initial_balance,
    familyKey: familyKey(inSample.strategy_name, symbols, timeframes),
    definitionHash: definition.definitionHash,
    manifestSha256: manifest.sha256,
    programVersion: PROGRAM_VERSION,
    sweepFileText: definition.text,
    baseConfigJson: canonicalJson(inSample as unknown as JsonObject),
  };
}

function describeSize({ rawPoints, trials, isExact, minBacktestYears }: SearchSize) {
  return { rawPoints, trials, isExact, minimumYears: minBacktestYears };
}

function describeWork(
  { definition, space }: DefinedSweep,
  { stored: { sweepId, days }, segments }: SweepPart,
  whole: PeriodSetups,
  windows: readonly WindowParts[],
) {
  const datasets = whole.setups.map(({ dataset }) => dataset);
  const planned = (parts: readonly SweepPart[]): number =>
    parts.reduce((sum, { stored }) => sum + stored.plannedTrials, 0);
  const training = windows.map(({ train }) => train);
  return {
    sweepId,
    name: definition.name,
    parameters: space.searched.length,
    pruner:
      definition.pruner === null || segments === null
        ? null
        : { name: definition.pruner.name, segments: segments.dates.length },
    holdout: definition.validation.holdout,
    windows: windows.length,
    trainTrials: planned(training),
    testTrials: planned(windows.map(({ test }) => test)),
    slicedTrials: planned(training.filter(({ slice }) => slice !== null)),
    combinatorial: planCombinations(definition.validation.combinatorial, days),
    bars: Math.max(...datasets.map(({ primary, firstTradingBar }) => primary.openTimes.length - firstTradingBar)),
    markets: datasets.length,
    years: Math.max(...whole.setups.map(yearsOf)),
    warnings: datasets.flatMap(({ warnings }) => warnings.map(({ code, message }) => `warning[${code}] ${message}`)),
  };
}

/** Runs that the stress tests of the candidates add at most; 0 where they are switched off. */
function describeStress({ settings, windows }: PlannedStress, trials: number, { definition }: DefinedSweep) {
  const { mode, topK, parameters, prices, costFactors } = settings;
  const candidates = mode === 'off' ? 0 : Math.min(topK, trials);
  const costs = definition.inSample.costs.enabled ? costFactors.length : 0;
  const full = mode === 'full' ? prices.repeats + costs + windows.length : 0;
  return { candidates, subruns: candidates * (parameters.repeats + full) };
}

function yearsOf({ dataset: { primary, firstTradingBar } }: SweepSetup): number {
  const { openTimes } = primary;
  return (openTimes[openTimes.length - 1]! - openTimes[firstTradingBar]!) / MS_PER_YEAR;
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
