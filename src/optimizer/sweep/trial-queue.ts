import type { Proposal, Sampler } from '../samplers/sampler.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import type { BatchBarrier } from './batch-barrier.ts';
import type { FailureLimit } from './failure-limit.ts';
import type { LiveTrial } from './live-trial.ts';

/** A trial that is to run, with its place in the order of proposal. */
export interface QueuedTrial {
  readonly trial: LiveTrial;
  readonly position: number;
}

export interface QueueSettings {
  readonly sweepId: string;
  readonly sampler: Sampler;
  readonly store: TrialReader;
  readonly toLiveTrial: (proposal: Proposal) => LiveTrial;
  readonly barrier: BatchBarrier;
  readonly failures: FailureLimit;
}

/**
 * Gives out what is still to run: asks the sampler, passes over trials that an earlier execution has
 * finished, and gives trials out again that came back without having run.
 */
export class TrialQueue {
  private readonly settings: QueueSettings;
  private readonly finishedBefore: Uint8Array;
  private readonly failedBefore: ReadonlySet<number>;
  private readonly returned: QueuedTrial[] = [];
  private proposed = 0;
  private hasEnded = false;

  /** @param failedBefore indices of trials that failed in an earlier execution */
  constructor(settings: QueueSettings, failedBefore: ReadonlySet<number>) {
    this.settings = settings;
    this.failedBefore = failedBefore;
    this.finishedBefore = settings.store.finishedIndices(settings.sweepId);
  }

  /** True once every trial of the search was given out. */
  get isDrained(): boolean {
    return this.hasEnded && this.returned.length === 0;
  }

  /** Up to `count` trials; fewer at the end, or while the sampler waits for results. */
  take(count: number): QueuedTrial[] {
    const trials = this.returned.splice(0, count);
    while (trials.length < count) {
      const proposals = this.settings.sampler.ask(count - trials.length);
      if (proposals.length === 0) {
        if (!this.settings.sampler.isWaiting) this.hasEnded = true;
        break;
      }
      // All of them before any result: the last known result of a batch is what ends it.
      for (const { trialIndex } of proposals) this.settings.barrier.expect(trialIndex);
      for (const proposal of proposals) this.add(proposal, trials);
      this.settings.barrier.flush();
    }
    return trials;
  }

  /** Takes trials back that did not run; they come first the next time. */
  giveBack(trials: readonly QueuedTrial[]): void {
    this.returned.unshift(...trials);
  }

  /** Adds a proposal, unless an earlier execution has finished it. */
  private add(proposal: Proposal, trials: QueuedTrial[]): void {
    const { store, sweepId, sampler, toLiveTrial, barrier, failures } = this.settings;
    const { trialIndex } = proposal;
    const position = this.proposed++;
    if (this.finishedBefore[trialIndex] !== 1) {
      trials.push({ trial: toLiveTrial(proposal), position });
      return;
    }
    failures.note(position, this.failedBefore.has(trialIndex));
    const known = sampler.isAdaptive ? store.readTrial(sweepId, trialIndex) : null;
    if (known !== null) barrier.deliver(known);
  }
}
