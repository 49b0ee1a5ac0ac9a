import { drawSeed } from '../../run/run-identity.ts';
import type { LiveTrial } from '../executor/live-trial.ts';
import type { SetupFinder } from '../executor/setup-choice.ts';
import type { TrialJob } from '../executor/trial-job.ts';
import { trialSeed } from '../random/seed-keys.ts';
import type { Proposal } from '../samplers/sampler.ts';
import type { SpacePoint } from '../space/point-builder.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import type { SweepPart } from './sweep-part.ts';

/** Turns what a sampler proposes into a trial that can run. */
export type TrialMaker = (proposal: Proposal) => LiveTrial;

/**
 * Gives a proposal its setup and its seed: derived from the root seed (`optimizer.md` 4.1), or, with
 * independent seeding, drawn from the operating system unless an earlier execution has recorded one. A slice has
 * the seed of the trial that it is cut out of.
 */
export function createTrialMaker(
  part: Pick<SweepPart, 'stored' | 'setupOf' | 'slice'>,
  store: TrialReader,
): TrialMaker {
  const { sweepId, parentId, seeding } = part.stored;
  const recorded = part.slice === null || parentId === null ? sweepId : parentId;
  return (proposal) => {
    const isGiven = seeding === 'independent';
    const givenSeed = isGiven ? (store.readTrial(recorded, proposal.trialIndex)?.seed ?? drawSeed()) : null;
    return new ProposedTrial(proposal, givenSeed, part);
  };
}

/** A trial whose texts, identity and job are worked out where they are asked for, which is mostly in a worker. */
class ProposedTrial implements LiveTrial {
  readonly givenSeed: number | null;
  readonly #proposal: Proposal;
  readonly #stored: SweepPart['stored'];
  readonly #setupOf: SetupFinder;
  #job: TrialJob | null = null;

  constructor(
    proposal: Proposal,
    givenSeed: number | null,
    { stored, setupOf }: Pick<SweepPart, 'stored' | 'setupOf'>,
  ) {
    this.#proposal = proposal;
    this.givenSeed = givenSeed;
    this.#stored = stored;
    this.#setupOf = setupOf;
  }

  get trialIndex(): number {
    return this.#proposal.trialIndex;
  }

  get repeatOf(): number | null {
    return this.#proposal.repeatOf;
  }

  get point(): SpacePoint {
    return this.#proposal.point;
  }

  get paramsHash(): string {
    return this.#proposal.paramsHash;
  }

  get job(): TrialJob {
    this.#job ??= this.#deriveJob();
    return this.#job;
  }

  #deriveJob(): TrialJob {
    const { seedPolicy, rootSeed } = this.#stored;
    const { changes } = this.point;
    const seed = this.givenSeed ?? trialSeed(seedPolicy, rootSeed, this.trialIndex, this.paramsHash);
    return { index: this.trialIndex, seed, setup: this.#setupOf(changes), changes };
  }
}
