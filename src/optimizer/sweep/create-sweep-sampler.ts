import { createSampler } from '../samplers/built-samplers.ts';
import type { Sampler } from '../samplers/sampler.ts';
import type { SweepPlan } from './sweep-plan.ts';

/** A new sampler of a sweep; asked again from the start, it proposes the same trials. */
export function createSweepSampler({ defined: { definition, space }, stored }: SweepPlan): Sampler {
  return createSampler(definition.sampler.name, {
    ...definition.sampler,
    space,
    trials: definition.budget.trials ?? Number.POSITIVE_INFINITY,
    root: stored.rootSeed,
    stallBatches: definition.budget.stallBatches,
    decimals: stored.decimals,
  });
}
