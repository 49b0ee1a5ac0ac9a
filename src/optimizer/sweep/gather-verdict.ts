import { METRIC_KEYS, type MetricKey } from '../../core/metrics/metric-keys.ts';
import type { JsonObject } from '../../core/types/json.ts';
import { stressTestAdvice } from '../robustness/robustness-settings.ts';
import { isAdaptive } from '../samplers/built-samplers.ts';
import { isMissing, type NotAvailable } from '../statistics/figure.ts';
import type { SweepStatistics } from '../statistics/sweep-statistics.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import type { WalkForwardRecord } from '../storage/walk-forward-record.ts';
import { findBorders } from '../verdict/space-borders.ts';
import type {
  CombinatorialEvidence,
  HoldoutEvidence,
  SearchEvidence,
  VerdictEvidence,
} from '../verdict/verdict-evidence.ts';
import type { CombinatorialReport } from './combinatorial-report.ts';
import type { ExaminedCandidate } from './examine-candidates.ts';
import type { HoldoutStatus } from './holdout-report.ts';
import type { SelectionReport } from './selection-report.ts';
import type { SweepPlan } from './sweep-plan.ts';

/** What a finished sweep knows of the trial that it ends with. */
export interface VerdictSources {
  readonly selection: SelectionReport;
  readonly statistics: SweepStatistics | NotAvailable;
  /** Null without stress tests. */
  readonly candidate: ExaminedCandidate | null;
  readonly walkForward: WalkForwardRecord | null;
  /** Null where it was not asked for. */
  readonly combinatorial: CombinatorialReport | NotAvailable | null;
  readonly holdout: HoldoutStatus | null;
}

/** Puts together what a verdict is made of. */
export function gatherVerdict(sources: VerdictSources, { defined }: Pick<SweepPlan, 'defined'>): VerdictEvidence {
  const { selection, statistics, candidate, walkForward, combinatorial, holdout } = sources;
  const { trial } = selection;
  return {
    trialIndex: trial.trialIndex,
    selection,
    profitNet: metricOf(trial, 'profit_net'),
    totalTrades: metricOf(trial, 'total_trades'),
    search: isMissing(statistics) ? null : describeSearch(statistics, defined),
    noSearch: isMissing(statistics) ? statistics.reason : '',
    borders: findBorders(defined.space, JSON.parse(trial.parametersJson) as JsonObject),
    stress: candidate === null ? null : { isEligible: candidate.record.isEligible, figures: candidate.figures },
    stressAdvice: stressTestAdvice(defined.definition.inSample),
    walkForward:
      walkForward === null
        ? null
        : {
            ...walkForward,
            windows: walkForward.windows.length,
            choosesByRule: walkForward.selectionRule === selection.rule,
          },
    combinatorial:
      combinatorial === null || isMissing(combinatorial) ? combinatorial : describeCombinations(combinatorial, defined),
    holdout: holdoutEvidence(holdout, trial.trialIndex),
  };
}

/** What is known of the holdout for one trial. */
export function holdoutEvidence(holdout: HoldoutStatus | null, trialIndex: number): HoldoutEvidence | null {
  if (holdout === null) return null;
  const run = holdout.trials.find((trial) => trial.trialIndex === trialIndex);
  const wasRun = run !== undefined && run.resultHash !== null;
  return {
    profitNet: wasRun ? metricOf(run, 'profit_net') : null,
    totalTrades: wasRun ? metricOf(run, 'total_trades') : null,
    looks: holdout.openings.length,
  };
}

function describeCombinations(
  { paths, splits }: CombinatorialReport,
  { definition }: SweepPlan['defined'],
): CombinatorialEvidence {
  return {
    paths: paths.length,
    profitablePaths: paths.filter(({ totalReturn }) => totalReturn > 0).length,
    splits: splits.length,
    profitableSplits: splits.filter(({ testReturn }) => testReturn > 0).length,
    isUnseen: !isAdaptive(definition.sampler.name),
  };
}

function describeSearch(statistics: SweepStatistics, { definition }: SweepPlan['defined']): SearchEvidence {
  const { figures, headline, extent, pbo } = statistics;
  const { statistics: settings, sampler } = definition;
  // Without settings there are no statistics.
  const confidence = settings === 'off' ? Number.NaN : settings.dsr.confidence;
  return {
    figures,
    headline,
    days: extent.days,
    years: extent.years,
    neededYears: extent.familyMinBacktestYears,
    isPboReliable: !isMissing(pbo) && !pbo.isIndicative && !isAdaptive(sampler.name),
    confidence,
  };
}

function metricOf({ metrics }: TrialRecord, key: MetricKey): number {
  return metrics[METRIC_KEYS.indexOf(key)]!;
}
