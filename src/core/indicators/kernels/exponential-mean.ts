/**
 * Exponential mean with unadjusted weights (`indicators.md` 2.1): starts at the first number, has no
 * warm-up, repeats the mean over missing values and lets them count for the decay. Infinite input
 * counts as missing.
 */
export function exponentialMean(x: Float64Array, smoothing: number): Float64Array {
  const means = new Float64Array(x.length);
  const decay = 1 - smoothing;
  let mean = Number.NaN;
  // Weight left to the mean by the gap before this value: 1 without a gap.
  let gapWeight = 1;
  for (let i = 0; i < x.length; i++) {
    const value = x[i];
    if (Number.isFinite(value)) {
      if (Number.isNaN(mean)) mean = value;
      else if (mean !== value) {
        // decay + smoothing rounds to exactly 1, so the division of the general form changes nothing.
        if (gapWeight === 1) mean = decay * mean + smoothing * value;
        else mean = (gapWeight * decay * mean + smoothing * value) / (gapWeight * decay + smoothing);
      }
      gapWeight = 1;
    } else if (!Number.isNaN(mean)) gapWeight *= decay;
    means[i] = mean;
  }
  return means;
}

/** Smoothing constant of an exponential mean given as a span of bars. */
export function spanSmoothing(period: number): number {
  requirePositivePeriod(period);
  return 1 / (1 + (period - 1) / 2);
}

/** Wilder's smoothing constant; the detour over the centre of mass costs an ulp that the results carry. */
export function wilderSmoothing(period: number): number {
  requirePositivePeriod(period);
  const inverse = 1 / period;
  return 1 / (1 + (1 - inverse) / inverse);
}

function requirePositivePeriod(period: number): void {
  if (!(period >= 1)) throw new RangeError(`period is ${period}, expected 1 or more`);
}
