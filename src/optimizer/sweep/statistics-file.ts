import { readFileSync } from 'node:fs';
import path from 'node:path';
import { writeFileAtomically } from '../../core/data/atomic-file.ts';
import { type Figure, isMissing, type NotAvailable } from '../statistics/figure.ts';
import { OPTIMIZER_METRICS_FILE, renderOptimizerMetrics } from '../statistics/render-optimizer-metrics.ts';
import type { RobustnessKey } from '../statistics/statistic-keys.ts';
import { gatherStatisticsInput, optimizerMetricsMeta } from '../statistics/store-statistics.ts';
import type { SweepStatistics } from '../statistics/sweep-statistics.ts';
import type { TradeSample } from '../statistics/sweep-statistics-input.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import type { WalkForwardRecord } from '../storage/walk-forward-record.ts';
import type { ExaminedCandidate } from './examine-candidates.ts';
import { runStatistics } from './statistics-work.ts';
import { requireSweep } from './stored-sweep.ts';
import type { SweepPlan } from './sweep-plan.ts';
import type { SweepRequest } from './sweep-request.ts';

/** Figures of `optimizer_metrics.json` by key, rounded as written; "n/a" where a figure has no value. */
export type StatisticFigures = Readonly<Record<string, number | string>>;

/** What is known of the selected trial besides the search. */
export interface SelectedEvidence {
  readonly selected: TrialRecord;
  /** Of its run on the whole range. */
  readonly trades: TradeSample;
  readonly walkForward: WalkForwardRecord | null;
  /** Null without stress tests. */
  readonly candidate: ExaminedCandidate | null;
}

export interface WrittenStatistics {
  /** Null where nothing was written. */
  readonly figures: StatisticFigures | null;
  readonly statistics: SweepStatistics | NotAvailable;
}

/** Computes and writes what speaks for and against the selected trial; null where it was stopped before. */
export async function writeStatistics(
  store: TrialReader,
  plan: SweepPlan,
  { selected, trades, walkForward, candidate }: SelectedEvidence,
  folder: string,
  { onNotice = () => undefined, onStatistics = () => undefined, signal }: SweepRequest,
): Promise<WrittenStatistics | null> {
  const sweep = requireSweep(store, plan.search.stored.sweepId);
  const input = gatherStatisticsInput(store, sweep.sweepId, {
    ...plan.defined,
    selectedTrial: selected.trialIndex,
    trades,
  });
  const statistics = isMissing(input)
    ? input
    : await runStatistics(input, { workers: plan.workers, onProgress: onStatistics, signal: signal ?? null });
  if (statistics === null) return null;
  if (isMissing(statistics)) {
    if (plan.defined.definition.statistics !== 'off') onNotice(`no statistics: ${statistics.reason}`);
    if (candidate === null) return { figures: null, statistics };
  } else {
    for (const warning of statistics.warnings) onNotice(warning);
  }
  const text = renderOptimizerMetrics(
    isMissing(statistics) ? null : statistics,
    optimizerMetricsMeta(sweep, selected),
    walkForward === null
      ? null
      : {
          oos_profit_net: walkForward.oosProfitNet,
          oos_windows_profitable: walkForward.oosWindowsProfitable,
          wfe: walkForward.wfe,
        },
    candidate === null ? null : robustnessFigures(candidate),
  );
  writeFileAtomically(path.join(folder, OPTIMIZER_METRICS_FILE), [text]);
  return { figures: figuresOf(text), statistics };
}

function robustnessFigures({ figures, record }: ExaminedCandidate): Readonly<Record<RobustnessKey, Figure>> {
  return {
    ...figures,
    parameter_sensitivity: figures.robustness_1_score,
    robustness_components: record.components,
  };
}

/** Figures that a finished sweep left in its folder; null without them. */
export function readStatistics(folder: string): StatisticFigures | null {
  try {
    return figuresOf(readFileSync(path.join(folder, OPTIMIZER_METRICS_FILE), 'utf8'));
  } catch {
    return null;
  }
}

function figuresOf(text: string): StatisticFigures {
  return (JSON.parse(text) as { readonly metrics: StatisticFigures }).metrics;
}
