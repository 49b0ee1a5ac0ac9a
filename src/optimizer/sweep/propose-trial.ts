import { drawSeed } from '../../run/run-identity.ts';
import { trialSeed } from '../random/seeds.ts';
import type { Proposal } from '../samplers/sampler.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import type { LiveTrial } from './live-trial.ts';
import type { SweepPart } from './sweep-part.ts';

/** Turns what a sampler proposes into a trial that can run. */
export type TrialMaker = (proposal: Proposal) => LiveTrial;

/**
 * Gives a proposal its setup and its seed: derived from the root seed (`optimizer.md` 4.1), or, with
 * independent seeding, drawn from the operating system unless an earlier execution has recorded one. A slice has
 * the seed of the trial that it is cut out of.
 */
export function createTrialMaker(
  { stored, setupOf, slice }: Pick<SweepPart, 'stored' | 'setupOf' | 'slice'>,
  store: TrialReader,
): TrialMaker {
  const { sweepId, parentId, rootSeed, seedPolicy, seeding } = stored;
  const recorded = slice === null || parentId === null ? sweepId : parentId;
  return ({ trialIndex, point, paramsHash, repeatOf }) => {
    const seed =
      seeding === 'independent'
        ? (store.readTrial(recorded, trialIndex)?.seed ?? drawSeed())
        : trialSeed(seedPolicy, rootSeed, trialIndex, paramsHash);
    const setup = setupOf(point.changes);
    return { job: { index: trialIndex, seed, setup, changes: point.changes }, point, paramsHash, repeatOf };
  };
}
