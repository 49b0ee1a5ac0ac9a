/**
 * p-value of a resampling test, (1 + #{resampled >= observed}) / (B + 1); the added 1 keeps it above 0:
 * B. Phipson and G. Smyth (2010), *Permutation P-values Should Never Be Zero*.
 */
export function tailShare(resampled: Float64Array, observed: number): number {
  return (1 + countReached(resampled, observed)) / (resampled.length + 1);
}

/** Number of resamples that reach the observed statistic. */
export function countReached(resampled: Float64Array, observed: number): number {
  let count = 0;
  for (let b = 0; b < resampled.length; b++) if (resampled[b] >= observed) count += 1;
  return count;
}
