import type { ResampledMaxima } from './resampled-maxima.ts';
import type { SuperiorityBasis } from './superiority-basis.ts';
import { tailShare } from './tail-share.ts';

/** p-values of the three variants; the consistent one is the headline, the others bound it. */
export interface SpaResult {
  readonly lower: number;
  readonly consistent: number;
  readonly upper: number;
}

/**
 * Test for superior predictive ability: P. Hansen (2005), *A Test for Superior Predictive Ability*, Journal of
 * Business and Economic Statistics 23(4). As the reality check, but every trial is measured by its own
 * dispersion, and poor trials do not dilute the result. Both the statistic and the threshold are studentised.
 */
export function spaPValues(basis: SuperiorityBasis, maxima: ResampledMaxima): SpaResult {
  return {
    lower: tailShare(maxima.lower, basis.spaStatistic),
    consistent: tailShare(maxima.consistent, basis.spaStatistic),
    upper: tailShare(maxima.upper, basis.spaStatistic),
  };
}
