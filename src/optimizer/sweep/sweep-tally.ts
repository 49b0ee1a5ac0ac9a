import { METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import { comparatorKey, compareKeys, isEligible } from '../ranking/comparator.ts';
import type { FinishedRow } from '../storage/batch-rows.ts';
import { countFinished, type EligibleTrial, type TrialStatus } from '../storage/trial-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import type { Incumbent } from './sweep-events.ts';

const PROFIT_NET = METRIC_KEYS.indexOf('profit_net');
const MAX_DRAWDOWN = METRIC_KEYS.indexOf('max_drawdown');

/** How far a sweep is: counts of its trials and the best of them, those of earlier executions included. */
export class SweepTally {
  readonly byStatus: Record<TrialStatus, number>;
  finished: number;
  /** Finished in this execution. */
  finishedNow = 0;
  best: Incumbent | null = null;
  private readonly decimals: number;
  /** Below it a score is worse than the best one, however it is rounded. */
  private hopeless = Number.NEGATIVE_INFINITY;

  constructor(store: TrialReader, sweepId: string, decimals: number) {
    this.decimals = decimals;
    this.byStatus = { ...store.countByStatus(sweepId), cancelled: 0 };
    this.finished = countFinished(this.byStatus);
    store.visitEligible(sweepId, (trial) => this.offer(trial));
  }

  /** Counts a trial that finished just now. */
  add(trial: FinishedRow): void {
    this.finished++;
    this.finishedNow++;
    this.byStatus[trial.status]++;
    if (trial.score < this.hopeless || !isEligible(trial)) return;
    this.offer({
      trialIndex: trial.trialIndex,
      score: trial.score,
      profitNet: trial.metrics[PROFIT_NET]!,
      maxDrawdown: trial.metrics[MAX_DRAWDOWN]!,
      configHash: trial.configHash!,
    });
  }

  private offer(trial: EligibleTrial): void {
    const key = comparatorKey(trial, this.decimals);
    if (this.best !== null && compareKeys(key, this.best.key) >= 0) return;
    this.best = { trialIndex: trial.trialIndex, score: trial.score, key };
    // Rounding moves a score by half a unit of its last decimal at most.
    this.hopeless = key.scoreQ - 10 ** -this.decimals;
  }
}
