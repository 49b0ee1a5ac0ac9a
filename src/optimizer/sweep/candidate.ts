import { type ConfigChange, materialiseTrial } from '../../config/materialise.ts';
import { METRIC_KEYS, type MetricKey } from '../../core/metrics/metric-keys.ts';
import type { EffectiveConfig } from '../../core/types/config.ts';
import { RuntimeFailure } from '../../core/types/errors.ts';
import type { StressFigures } from '../robustness/deterioration.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import { rebuildTrial } from './rebuild-trial.ts';
import type { SweepPlan } from './sweep-plan.ts';

/** A trial that is looked at again after the search. */
export interface Candidate {
  readonly trial: TrialRecord;
  readonly changes: readonly ConfigChange[];
  readonly effective: EffectiveConfig;
  /** Position of its market; that of its setup on the whole range too. */
  readonly market: number;
}

/** Puts the configuration of a stored trial of the search together again. */
export function openCandidate(trial: TrialRecord, plan: SweepPlan): Candidate {
  const { changes, setup } = rebuildTrial(trial, plan.search).job;
  const made = materialiseTrial(plan.search.base, changes, trial.seed, plan.surroundings);
  if ('problem' in made) throw new RuntimeFailure('RUNTIME_INTERNAL', made.problem.message);
  return { trial, changes, effective: made.effective, market: setup };
}

/** What stress scores compare; the Sharpe ratio is 0 where it is "n/a" (`metrics.md` 8.2). */
export function stressFiguresOf(metrics: Float64Array): StressFigures {
  const of = (key: MetricKey): number => metrics[METRIC_KEYS.indexOf(key)]!;
  const sharpe = of('sharpe_trade_r');
  return {
    profit: of('profit_net'),
    drawdown: of('max_drawdown_abs'),
    avgR: of('avg_r_multiple'),
    winRate: of('win_rate'),
    sharpe: Number.isNaN(sharpe) ? 0 : sharpe,
  };
}
