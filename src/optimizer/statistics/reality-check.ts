import type { ResampledMaxima } from './resampled-maxima.ts';
import type { SuperiorityBasis } from './superiority-basis.ts';
import { tailShare } from './tail-share.ts';

/**
 * Reality check: H. White (2000), *A Reality Check for Data Snooping*, Econometrica 68(5). Probability that the
 * best of the trials looks this good, by mean result, if none is better than the benchmark.
 */
export function realityCheckPValue(basis: SuperiorityBasis, maxima: ResampledMaxima): number {
  return tailShare(maxima.realityCheck, basis.realityCheckStatistic);
}
