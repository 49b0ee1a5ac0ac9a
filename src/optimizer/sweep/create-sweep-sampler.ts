import type { DefinedSweep } from '../definition/define-sweep.ts';
import { createSampler } from '../samplers/built-samplers.ts';
import type { Sampler } from '../samplers/sampler.ts';
import type { SweepPart } from './sweep-part.ts';

/** A new sampler of a search; asked again from the start, it proposes the same trials. */
export function createSweepSampler({ definition, space }: DefinedSweep, { samplerRoot, stored }: SweepPart): Sampler {
  return createSampler(definition.sampler.name, {
    ...definition.sampler,
    space,
    trials: definition.budget.trials ?? Number.POSITIVE_INFINITY,
    root: samplerRoot,
    stallBatches: definition.budget.stallBatches,
    decimals: stored.decimals,
  });
}
