import { pointHash } from '../space/params-hash.ts';
import type { BatchMethod } from './batch-method.ts';
import type { PointIdentity } from './gene-identity.ts';
import type { FinishedTrial, Proposal, Sampler, SamplerLosses } from './sampler.ts';
import { StallLimit } from './stall-limit.ts';

/** Draws in a row without a valid point after which the space counts as used up (`optimizer.md` 8.4). */
const MAX_VIOLATING = 1000;
/** Draws of valid points for one trial; the last one is taken even if it repeats an earlier trial. */
const MAX_REPEATING = 100;

export interface BatchLimits {
  /** Upper limit of proposals. */
  readonly trials: number;
  /** `budget.stall_batches`; null: no limit. */
  readonly stallBatches: number | null;
  /** `objective.decimals`. */
  readonly decimals: number;
}

/**
 * Adaptive search in batches with a barrier (`optimizer.md` 5.3): hands out the proposals of one batch in
 * any portions, then waits for all of its results.
 */
export class BatchedSampler implements Sampler {
  readonly isAdaptive = true;
  exhaustion: string | null = null;
  readonly losses: SamplerLosses & { violating: number; repeated: number } = { violating: 0, repeated: 0 };
  private readonly method: BatchMethod;
  private readonly limit: number;
  private readonly stall: StallLimit;
  private readonly firstTrialOf = new Map<PointIdentity, number>();
  private batches = 0;
  private proposed = 0;
  private told = 0;

  constructor(method: BatchMethod, limits: BatchLimits) {
    this.method = method;
    this.limit = limits.trials;
    this.stall = new StallLimit(limits.stallBatches, limits.decimals);
  }

  get isWaiting(): boolean {
    return !this.isOver() && this.proposed - this.told >= this.method.batchSize;
  }

  ask(count: number): readonly Proposal[] {
    const proposals: Proposal[] = [];
    while (proposals.length < count && !this.isOver() && !this.isWaiting) {
      if (this.proposed === this.told) this.method.beginBatch(this.batches++);
      const proposal = this.propose(this.proposed);
      if (proposal === null) {
        this.exhaustion = `no valid parameter set in ${MAX_VIOLATING} draws for trial ${this.proposed}`;
      } else {
        this.proposed += 1;
        proposals.push(proposal);
      }
    }
    return proposals;
  }

  tell(finished: readonly FinishedTrial[]): void {
    this.requireWholeBatch(finished);
    this.told += finished.length;
    // No batch follows one that the end of the search may have cut short.
    if (this.isOver() || finished.length === 0) return;
    this.stall.noteBatch(finished);
    this.method.learn(finished);
    if (this.stall.isReached()) this.exhaustion = 'no better score in as many batches as budget.stall_batches allows';
  }

  private propose(trialIndex: number): Proposal | null {
    this.method.beginTrial(trialIndex);
    let violating = 0;
    let valid = 0;
    while (violating < MAX_VIOLATING) {
      const identity = this.method.draw(valid);
      if (identity === null) {
        this.losses.violating += 1;
        violating += 1;
        continue;
      }
      violating = 0;
      valid += 1;
      const repeatOf = this.firstTrialOf.get(identity) ?? null;
      if (repeatOf !== null && valid < MAX_REPEATING) {
        this.losses.repeated += 1;
        continue;
      }
      if (repeatOf === null) this.firstTrialOf.set(identity, trialIndex);
      const point = this.method.accept();
      return { trialIndex, point, paramsHash: pointHash(point), repeatOf };
    }
    return null;
  }

  private isOver(): boolean {
    return this.exhaustion !== null || this.proposed >= this.limit;
  }

  /** Anything but the results of one whole batch would make the search depend on the order of completion. */
  private requireWholeBatch(finished: readonly FinishedTrial[]): void {
    const count = this.isOver() || this.isWaiting ? this.proposed - this.told : 0;
    if (finished.length === count && finished.every(({ trialIndex }, row) => trialIndex === this.told + row)) return;
    const found = finished.map(({ trialIndex }) => trialIndex).join(', ');
    throw new RangeError(`expected the results of ${count} trials from ${this.told} on in order, found '${found}'`);
  }
}
