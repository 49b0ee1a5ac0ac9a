/**
 * Side of the exponential mean on which the aligned close lies (`indicators.md` 7.6): +1 above, -1
 * below, 0 exactly on it, NaN if either is not available.
 */
export function biasOf(close: number, mean: number): number {
  if (!Number.isFinite(close) || !Number.isFinite(mean)) return Number.NaN;
  if (close > mean) return 1;
  return close < mean ? -1 : 0;
}

/** Bias of every primary bar. */
export function biasSeries(alignedCloses: Float64Array, steppedMeans: Float64Array): Float64Array {
  const biases = new Float64Array(alignedCloses.length);
  for (let i = 0; i < biases.length; i++) biases[i] = biasOf(alignedCloses[i], steppedMeans[i]);
  return biases;
}
