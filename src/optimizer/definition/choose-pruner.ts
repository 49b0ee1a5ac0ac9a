import type { PrunerDefinition } from '../pruners/built-pruners.ts';
import { isAdaptive } from '../samplers/built-samplers.ts';
import { offsetOf } from './source-node.ts';
import type { BudgetDefinition, SamplerDefinition } from './sweep-definition.ts';
import type { SweepSource } from './sweep-source.ts';

/** Trials that can wait for each other: all of them are in memory, about a kilobyte each. */
const MAX_COMPARED = 200_000;

/**
 * The pruner of the sweep; null for `none`. Reports a rung that would be too large.
 * @param rawPoints points of the space; null where it is not discrete
 */
export function choosePruner(
  { body, root, problems }: SweepSource,
  rawPoints: number | null,
  sampler: SamplerDefinition | null,
  budget: BudgetDefinition | null,
): PrunerDefinition | null {
  const { name, segments, min_segments: minSegments, order, eta, warmup, startup } = body.pruner;
  if (name === 'none') return null;
  const trials = Math.min(budget?.trials ?? Number.POSITIVE_INFINITY, rawPoints ?? Number.POSITIVE_INFINITY);
  const comparesAll = name === 'halving' && sampler !== null && !isAdaptive(sampler.name);
  if (comparesAll && trials > MAX_COMPARED && Number.isFinite(trials)) {
    const path = ['pruner', 'name'];
    problems.add({
      code: 'SWEEP_UNSUPPORTED',
      offset: offsetOf(root, path),
      path,
      message: `halving compares all ${trials} trials with each other, expected at most ${MAX_COMPARED}`,
      hint: 'set budget.trials, take a sampler that learns batch by batch, or the pruner median',
      details: { trials, limit: MAX_COMPARED },
    });
  }
  return { name, segments, minSegments, order, eta, warmup, startup };
}
