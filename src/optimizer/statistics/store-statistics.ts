import { fixedBaseReturns } from '../../core/metrics/daily-series.ts';
import { riskMultiples } from '../../core/metrics/risk-multiples.ts';
import { netResults } from '../../core/metrics/trade-drawdown.ts';
import type { EffectiveConfig } from '../../core/types/config.ts';
import type { JsonObject } from '../../core/types/json.ts';
import type { TradeColumns } from '../../core/types/trade.ts';
import type { SweepDefinition } from '../definition/sweep-definition.ts';
import { isEligible } from '../ranking/comparator.ts';
import type { SamplerName } from '../samplers/built-samplers.ts';
import type { SearchSpace } from '../space/search-space.ts';
import type { SweepRecord } from '../storage/sweep-record.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { bestTrials } from '../sweep/rank-sweep.ts';
import { type NotAvailable, notAvailable } from './figure.ts';
import { loadDailyMatrix } from './load-daily-matrix.ts';
import type { OptimizerMetricsMeta } from './render-optimizer-metrics.ts';
import { gatherFamily } from './research-family.ts';
import { gatherSearchResults } from './search-results.ts';
import type { StatisticsSettings, SweepStatisticsInput, TradeSample, TrialCounts } from './sweep-statistics-input.ts';
import { distinctOutlines, readOutlines, type TrialOutline } from './trial-outlines.ts';

/** What the store does not know about a sweep; `plan.defined` of a sweep has the first two. */
export interface StatisticsRequest {
  readonly definition: Pick<SweepDefinition, 'statistics' | 'sampler' | 'base'>;
  readonly space: SearchSpace;
  /** Trades of the selected trial (`tradeSample`); null where its run is not at hand. */
  readonly trades: TradeSample | null;
  /** The trial that was selected, where it is not the best one. */
  readonly selectedTrial?: number;
  /** Daily results of the base configuration, account currency, for `spa.benchmark: base`. */
  readonly baseResults?: Float64Array | null;
}

const ADAPTIVE_SAMPLERS: readonly SamplerName[] = ['tpe', 'cma', 'nsga2'];
/** Statistics keep half a kilobyte per trial in memory. */
const MAX_TRIALS = 1_000_000;
const MS_PER_DAY = 86_400_000;
const MS_PER_YEAR = 365.25 * MS_PER_DAY;

/**
 * Reads everything that the statistics against overfitting of a stored sweep are computed from. Missing with
 * `statistics: off`, below two trials that may be best, above a million trials, and for a sweep that is not in
 * the store.
 */
export function gatherStatisticsInput(
  store: TrialReader,
  sweepId: string,
  { definition, space, trades, selectedTrial, baseResults = null }: StatisticsRequest,
): SweepStatisticsInput | NotAvailable {
  const { statistics: settings, sampler, base } = definition;
  if (settings === 'off') return notAvailable('the sweep file says statistics: off');
  const sweep = store.loadSweep(sweepId);
  if (sweep === null) return notAvailable('the sweep is not in the store');
  const [best, second] = bestTrials(store, sweep, 2);
  const selected = selectedTrial === undefined ? best : store.readTrial(sweepId, selectedTrial);
  if (selected === undefined || selected === null || second === undefined)
    return notAvailable('fewer than two trials may be best');
  if ((store.trialExtent(sweepId)?.count ?? 0) > MAX_TRIALS)
    return notAvailable(`the sweep has more than ${MAX_TRIALS} trials`);
  const outlines = readOutlines(store, sweepId);
  return {
    settings,
    rootSeed: sweep.rootSeed,
    initialBalance: balanceOf(outlines, selected.trialIndex, sweep),
    years: yearsOf(sweep),
    daily: loadDailyMatrix(store, sweepId, { preferred: selected.trialIndex, outlines }),
    counts: countTrials(outlines),
    family: gatherFamily(store, sweep, outlines),
    selected: {
      trialIndex: selected.trialIndex,
      trialSeed: selected.seed,
      trades: trades ?? notAvailable('the trades of the selected trial are not at hand'),
    },
    search: gatherSearchResults(space, sampler.name, outlines, selected.trialIndex),
    benchmark: benchmarkOf(store, sweep, outlines, settings, baseResults),
    pValueResamples: pValueResamples(base),
    isAdaptive: ADAPTIVE_SAMPLERS.includes(sampler.name),
  };
}

/** Trades of a run as the statistics need them. */
export function tradeSample(trades: TradeColumns, riskPerTrade: number): TradeSample {
  return { net: netResults(trades), r: riskMultiples(trades, riskPerTrade) };
}

/** What `optimizer_metrics.json` says about the trial it describes. */
export function optimizerMetricsMeta(sweep: SweepRecord, selected: TrialRecord): OptimizerMetricsMeta {
  return {
    sweepId: sweep.sweepId,
    definitionHash: sweep.definitionHash,
    selectedTrialIndex: selected.trialIndex,
    paramsHash: selected.paramsHash,
    configHash: selected.configHash ?? '',
    trialSeed: selected.seed,
    runMode: sweep.runMode,
  };
}

function countTrials(outlines: readonly TrialOutline[]): TrialCounts {
  const count = (is: (outline: TrialOutline) => boolean) => outlines.filter(is).length;
  return {
    total: outlines.length,
    complete: count(isEligible),
    failed: count(({ status }) => status === 'failed' || status === 'timeout'),
    pruned: count(({ status }) => status === 'pruned'),
    distinct: distinctOutlines(outlines, null).length,
  };
}

function benchmarkOf(
  store: TrialReader,
  sweep: SweepRecord,
  outlines: readonly TrialOutline[],
  { spa: { benchmark } }: StatisticsSettings,
  baseResults: Float64Array | null,
): Float64Array | null | NotAvailable {
  if (benchmark === 'zero') return null;
  const results = benchmark === 'base' ? baseResults : store.readDaily(sweep.sweepId, benchmark);
  if (results !== null && results.length === sweep.days.length) {
    const balance = benchmark === 'base' ? sweep.initialBalance : balanceOf(outlines, benchmark, sweep);
    return fixedBaseReturns(results, balance);
  }
  const missing = benchmark === 'base' ? 'the base configuration' : `trial ${benchmark}`;
  return notAvailable(`no daily series of ${missing}, the benchmark (statistics.spa.benchmark)`);
}

/** A balance may be searched like any other value. */
function balanceOf(outlines: readonly TrialOutline[], index: number, sweep: SweepRecord): number {
  const outline = outlines.find(({ trialIndex }) => trialIndex === index);
  return outline?.initialBalance ?? sweep.initialBalance;
}

/** Length of the window in years, by the days with data where they are kept. */
function yearsOf({ days, startDate, endDate }: SweepRecord): number {
  if (days.length > 0) return ((days[days.length - 1] - days[0] + 1) * MS_PER_DAY) / MS_PER_YEAR;
  return (Date.parse(endDate) - Date.parse(startDate) + MS_PER_DAY) / MS_PER_YEAR;
}

function pValueResamples({ metrics }: EffectiveConfig): number {
  return (metrics.p_values as JsonObject).n_boot as number;
}
