import { intBelow } from '../random/draws.ts';
import { stream } from '../random/seeds.ts';
import type { NumberRule } from './number-rules.ts';

/** A number that is moved a little, and what its new value has to be. */
export interface JitteredParameter {
  readonly path: string;
  readonly value: number;
  readonly rule: NumberRule;
}

/**
 * One draw of parameter jitter (`metrics.md` 9.1), in the order of the parameters: integers move by whole
 * steps, floats by a share of their size. Kept within the hard limits, neither snapped to a step of the search
 * nor held inside its bounds.
 * @param fraction `metrics.robustness.jitter_frac`
 */
export function jitterParameters(
  parameters: readonly JitteredParameter[],
  trialSeed: number,
  repeat: number,
  fraction: number,
): ReadonlyMap<string, number> {
  const random = stream(trialSeed, 'robustness_1', repeat);
  const drawn = new Map<string, number>();
  for (const { path, value, rule } of parameters) {
    let moved: number;
    if (rule.isInteger) {
      const span = Math.max(1, Math.floor(Math.abs(value) * fraction + 0.5));
      moved = value - span + intBelow(random, 2 * span + 1);
    } else {
      const span = value === 0 ? fraction : Math.abs(value) * fraction;
      moved = value - span + 2 * span * random.uniform();
    }
    drawn.set(path, keepWithin(moved, value, rule));
  }
  return drawn;
}

/** A strict limit has no closest number, so that the candidate's own value takes the place of one beyond it. */
function keepWithin(
  moved: number,
  own: number,
  { isInteger, min, max, minExclusive, maxExclusive }: NumberRule,
): number {
  const step = isInteger ? 1 : 0;
  if (minExclusive ? moved <= min : moved < min)
    return minExclusive && !isInteger ? own : min + (minExclusive ? step : 0);
  if (maxExclusive ? moved >= max : moved > max)
    return maxExclusive && !isInteger ? own : max - (maxExclusive ? step : 0);
  return moved;
}
