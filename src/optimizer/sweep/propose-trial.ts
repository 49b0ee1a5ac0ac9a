import { drawSeed } from '../../run/run-identity.ts';
import { trialSeed } from '../random/seeds.ts';
import type { Proposal } from '../samplers/sampler.ts';
import type { SweepDefinition as StoredDefinition } from '../storage/sweep-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import type { LiveTrial } from './live-trial.ts';

/**
 * Gives a proposal its seed: derived from the root seed (`optimizer.md` 4.1), or, with independent
 * seeding, drawn from the operating system unless an earlier execution has recorded one.
 */
export function createTrialMaker(stored: StoredDefinition, store: TrialReader): (proposal: Proposal) => LiveTrial {
  const { sweepId, rootSeed, seedPolicy, seeding } = stored;
  return ({ trialIndex, point, paramsHash, repeatOf }) => {
    const seed =
      seeding === 'independent'
        ? (store.readTrial(sweepId, trialIndex)?.seed ?? drawSeed())
        : trialSeed(seedPolicy, rootSeed, trialIndex, paramsHash);
    return { job: { index: trialIndex, seed, changes: point.changes }, point, paramsHash, repeatOf };
  };
}
