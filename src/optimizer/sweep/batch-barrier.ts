import { METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import type { TrialScorer } from '../executor/trial-judge.ts';
import type { FinishedTrial, Sampler } from '../samplers/sampler.ts';
import type { FinishedRow } from '../storage/batch-rows.ts';

const PROFIT_NET = METRIC_KEYS.indexOf('profit_net');
const MAX_DRAWDOWN = METRIC_KEYS.indexOf('max_drawdown');

/**
 * Collects what an adaptive sampler is told: all results of a batch at once, in index order, so that its
 * next proposals depend on nothing else. Samplers that do not adapt pass through untouched.
 */
export class BatchBarrier {
  private readonly sampler: Sampler;
  private readonly scorer: TrialScorer;
  private readonly missing = new Set<number>();
  private arrived: FinishedTrial[] = [];

  constructor(sampler: Sampler, scorer: TrialScorer) {
    this.sampler = sampler;
    this.scorer = scorer;
  }

  /** Notes a proposal whose result is to come. */
  expect(trialIndex: number): void {
    if (this.sampler.isAdaptive) this.missing.add(trialIndex);
  }

  /** Takes a result; the last one of a batch that is handed out completely goes to the sampler with all others. */
  deliver(trial: FinishedRow): void {
    if (!this.sampler.isAdaptive) return;
    this.missing.delete(trial.trialIndex);
    this.arrived.push(toFinished(trial, this.scorer));
    this.flush();
  }

  /** Tells a complete batch; called again whenever proposals were handed out. */
  flush(): void {
    if (!this.sampler.isWaiting || this.missing.size > 0) return;
    const batch = this.arrived.sort((left, right) => left.trialIndex - right.trialIndex);
    this.arrived = [];
    this.sampler.tell(batch);
  }
}

/** What a sampler learns of a stored trial. */
function toFinished(trial: FinishedRow, scorer: TrialScorer): FinishedTrial {
  const { objectives, violation } = scorer(trial.metrics);
  return {
    trialIndex: trial.trialIndex,
    status: trial.status,
    score: trial.score,
    profitNet: trial.metrics[PROFIT_NET]!,
    maxDrawdown: trial.metrics[MAX_DRAWDOWN]!,
    configHash: trial.configHash,
    objectives,
    violation: trial.status === 'infeasible' ? violation : 0,
  };
}
