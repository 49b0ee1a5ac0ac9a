import type { Proposal, Sampler } from '../samplers/sampler.ts';
import type { Coordinates, PointCoordinates } from '../space/point-coordinates.ts';
import type { IndexSet } from '../storage/index-set.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import type { BatchBarrier } from './batch-barrier.ts';
import type { FailureLimit } from './failure-limit.ts';

export interface IntakeSettings {
  readonly sweepId: string;
  readonly sampler: Sampler;
  /** Of the space that the proposals are from. */
  readonly points: PointCoordinates;
  readonly store: TrialReader;
  readonly barrier: BatchBarrier;
  readonly failures: FailureLimit;
}

/** A proposal with its place in the order of proposal. */
export interface PlacedProposal {
  readonly proposal: Proposal;
  /** Of its point. */
  readonly coordinates: Coordinates;
  readonly position: number;
  /** An earlier execution has finished it. */
  readonly isFinished: boolean;
}

/** Asks the sampler, and finds out which of its proposals an earlier execution has finished. */
export class ProposalIntake {
  private readonly settings: IntakeSettings;
  private readonly finishedBefore: IndexSet;
  private readonly failedBefore: IndexSet;
  private proposed = 0;
  private hasEnded = false;

  constructor(settings: IntakeSettings) {
    this.settings = settings;
    this.finishedBefore = settings.store.finishedIndices(settings.sweepId);
    this.failedBefore = settings.store.failedIndices(settings.sweepId);
  }

  /** True once the sampler has nothing left. */
  get isAtEnd(): boolean {
    return this.hasEnded;
  }

  /** Up to `count` proposals; none at the end, or while the sampler waits for results. */
  ask(count: number): readonly PlacedProposal[] {
    const { sampler, barrier } = this.settings;
    const proposals = sampler.ask(count);
    if (proposals.length === 0) {
      this.hasEnded = !sampler.isWaiting;
      return [];
    }
    // All of them before any result: the last known result of a batch is what ends it.
    for (const { trialIndex } of proposals) barrier.expect(trialIndex);
    const placed = proposals.map((proposal) => this.place(proposal));
    barrier.flush();
    return placed;
  }

  private place(proposal: Proposal): PlacedProposal {
    const { store, sweepId, sampler, points, barrier, failures } = this.settings;
    const { trialIndex, coordinates = points.encode(proposal.point) } = proposal;
    const position = this.proposed++;
    if (!this.finishedBefore.has(trialIndex)) return { proposal, coordinates, position, isFinished: false };
    failures.note(position, this.failedBefore.has(trialIndex));
    const known = sampler.isAdaptive ? store.readTrial(sweepId, trialIndex) : null;
    if (known !== null) barrier.deliver(known);
    return { proposal, coordinates, position, isFinished: true };
  }
}
