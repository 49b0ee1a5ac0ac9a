import type { Proposal, Sampler } from '../samplers/sampler.ts';
import type { IndexSet } from '../storage/index-set.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import type { BatchBarrier } from './batch-barrier.ts';
import { orderBySeries } from './execution-order.ts';
import type { FailureLimit } from './failure-limit.ts';
import type { LiveTrial } from './live-trial.ts';

/** A trial that is to run, with its place in the order of proposal. */
export interface QueuedTrial {
  readonly trial: LiveTrial;
  readonly position: number;
}

/** The same before it has a seed. */
interface QueuedProposal {
  readonly proposal: Proposal;
  readonly position: number;
}

export interface QueueSettings {
  readonly sweepId: string;
  readonly sampler: Sampler;
  readonly store: TrialReader;
  readonly toLiveTrial: (proposal: Proposal) => LiveTrial;
  readonly barrier: BatchBarrier;
  readonly failures: FailureLimit;
  /** Parameters that decide which series a trial reads, those that change slowest first. */
  readonly seriesParameters: readonly string[];
}

/**
 * Proposals that are put into another order at once. Few at first, so that a search in which most trials fail
 * ends soon, then so many that the values of several parameters go round; their memory is a few megabytes.
 */
const FIRST_WINDOW = 256;
const LARGEST_WINDOW = 4096;
const WINDOW_GROWTH = 4;

/**
 * Gives out what is still to run: asks the sampler, passes over trials that an earlier execution has
 * finished, puts neighbours together that share series, and gives trials out again that came back without
 * having run. The order of execution is free, because a trial is known by its index.
 */
export class TrialQueue {
  private readonly settings: QueueSettings;
  private readonly finishedBefore: IndexSet;
  private readonly failedBefore: IndexSet;
  private readonly returned: QueuedTrial[] = [];
  /** Proposals in the order of execution, and how many of them were given out. */
  private window: readonly QueuedProposal[] = [];
  private given = 0;
  private windowSize = FIRST_WINDOW;
  private proposed = 0;
  private hasEnded = false;

  constructor(settings: QueueSettings) {
    this.settings = settings;
    this.finishedBefore = settings.store.finishedIndices(settings.sweepId);
    this.failedBefore = settings.store.failedIndices(settings.sweepId);
  }

  /** True once every trial of the search was given out. */
  get isDrained(): boolean {
    return this.hasEnded && this.given === this.window.length && this.returned.length === 0;
  }

  /** Up to `count` trials; fewer at the end, or while the sampler waits for results. */
  take(count: number): QueuedTrial[] {
    const trials = this.returned.splice(0, count);
    while (trials.length < count && (this.given < this.window.length || this.refill(count - trials.length))) {
      const { proposal, position } = this.window[this.given++]!;
      trials.push({ trial: this.settings.toLiveTrial(proposal), position });
    }
    return trials;
  }

  /** Takes trials back that did not run; they come first the next time. */
  giveBack(trials: readonly QueuedTrial[]): void {
    this.returned.unshift(...trials);
  }

  /** Asks for proposals; false where there are none, for now or for good. */
  private refill(count: number): boolean {
    const { sampler, barrier, seriesParameters } = this.settings;
    const isOrdered = !sampler.isAdaptive && seriesParameters.length > 0;
    const unfinished: QueuedProposal[] = [];
    while (unfinished.length === 0) {
      const proposals = sampler.ask(isOrdered ? this.windowSize : count);
      if (proposals.length === 0) {
        this.hasEnded = !sampler.isWaiting;
        return false;
      }
      // All of them before any result: the last known result of a batch is what ends it.
      for (const { trialIndex } of proposals) barrier.expect(trialIndex);
      for (const proposal of proposals) this.add(proposal, unfinished);
      barrier.flush();
    }
    this.windowSize = Math.min(LARGEST_WINDOW, this.windowSize * WINDOW_GROWTH);
    this.window = isOrdered ? orderBySeries(unfinished, seriesParameters) : unfinished;
    this.given = 0;
    return true;
  }

  /** Adds a proposal, unless an earlier execution has finished it. */
  private add(proposal: Proposal, unfinished: QueuedProposal[]): void {
    const { store, sweepId, sampler, barrier, failures } = this.settings;
    const { trialIndex } = proposal;
    const position = this.proposed++;
    if (!this.finishedBefore.has(trialIndex)) {
      unfinished.push({ proposal, position });
      return;
    }
    failures.note(position, this.failedBefore.has(trialIndex));
    const known = sampler.isAdaptive ? store.readTrial(sweepId, trialIndex) : null;
    if (known !== null) barrier.deliver(known);
  }
}
