import { readFileSync } from 'node:fs';
import path from 'node:path';
import { writeFileAtomically } from '../../core/data/atomic-file.ts';
import type { SingleRunReport } from '../../run/run-single.ts';
import { isMissing } from '../statistics/figure.ts';
import { OPTIMIZER_METRICS_FILE, renderOptimizerMetrics } from '../statistics/render-optimizer-metrics.ts';
import { optimizerMetricsMeta, sweepStatistics, tradeSample } from '../statistics/store-statistics.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import type { WalkForwardRecord } from '../storage/walk-forward-record.ts';
import { requireSweep } from './stored-sweep.ts';
import type { SweepPlan } from './sweep-plan.ts';

/** Figures of `optimizer_metrics.json` by key, rounded as written; "n/a" where a figure has no value. */
export type StatisticFigures = Readonly<Record<string, number | string>>;

/** Computes and writes what speaks for and against the best trial; null where there is nothing to compute. */
export function writeStatistics(
  store: TrialReader,
  plan: SweepPlan,
  best: TrialRecord,
  run: SingleRunReport,
  walkForward: WalkForwardRecord | null,
  folder: string,
  onNotice: (notice: string) => void,
): StatisticFigures | null {
  const sweep = requireSweep(store, plan.search.stored.sweepId);
  const statistics = sweepStatistics(store, sweep.sweepId, {
    ...plan.defined,
    trades: tradeSample(run.result.trades, run.config.account.risk_per_trade),
  });
  if (isMissing(statistics)) {
    if (plan.defined.definition.statistics !== 'off') onNotice(`no statistics: ${statistics.reason}`);
    return null;
  }
  for (const warning of statistics.warnings) onNotice(warning);
  const text = renderOptimizerMetrics(
    statistics,
    optimizerMetricsMeta(sweep, best),
    walkForward === null
      ? null
      : {
          oos_profit_net: walkForward.oosProfitNet,
          oos_windows_profitable: walkForward.oosWindowsProfitable,
          wfe: walkForward.wfe,
        },
  );
  writeFileAtomically(path.join(folder, OPTIMIZER_METRICS_FILE), [text]);
  return figuresOf(text);
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
