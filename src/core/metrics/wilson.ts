/** Two-sided 95 % quantile of the normal distribution. */
const Z95 = 1.959963984540054;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * 95 % score interval of a share (Wilson 1927), clamped to 0..1; both ends NaN ("n/a") without
 * observations (`metrics.md` 5).
 */
export function wilsonInterval(successes: number, observations: number): Interval {
  if (observations === 0) return { low: Number.NaN, high: Number.NaN };
  const share = successes / observations;
  const zz = Z95 * Z95;
  const center = share + zz / (2 * observations);
  const spread = Z95 * Math.sqrt((share * (1 - share)) / observations + zz / (4 * observations * observations));
  const scale = 1 + zz / observations;
  return { low: Math.max(0, (center - spread) / scale), high: Math.min(1, (center + spread) / scale) };
}
