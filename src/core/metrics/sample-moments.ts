/**
 * Share of the largest absolute sample value up to which a deviation counts as zero: equal samples
 * can leave about 1e-18 and an absurd ratio (`metrics.md` M-21).
 */
const ZERO_DEVIATION_SHARE = 1e-12;

/** What the ratios of `metrics.md` 4.7 need to know about a sample. */
export interface SampleFigures {
  readonly size: number;
  /** 0 for an empty sample. */
  readonly mean: number;
  /** Sample standard deviation, divisor size - 1; NaN below two values. */
  readonly deviation: number;
  /** Root mean square of the negative values about zero; the divisor is the size, not their number. */
  readonly downside: number;
  /** Largest absolute value. */
  readonly largest: number;
}

/** Sum from left to right divided by the count, so that implementations agree to the last bit; 0 if empty. */
export function mean(sample: Float64Array): number {
  if (sample.length === 0) return 0;
  let sum = 0;
  for (let i = 0; i < sample.length; i++) sum += sample[i];
  return sum / sample.length;
}

/** Sample standard deviation about the mean `center`, divisor size - 1; NaN below two values. */
export function standardDeviation(sample: Float64Array, center: number): number {
  if (sample.length < 2) return Number.NaN;
  let squares = 0;
  for (let i = 0; i < sample.length; i++) {
    const difference = sample[i] - center;
    squares += difference * difference;
  }
  return Math.sqrt(squares / (sample.length - 1));
}

/** Location and spread of a sample at once; every sum runs from left to right. */
export function describeSample(sample: Float64Array): SampleFigures {
  const size = sample.length;
  let sum = 0;
  let negativeSquares = 0;
  let largest = 0;
  for (let i = 0; i < size; i++) {
    const value = sample[i];
    sum += value;
    const magnitude = Math.abs(value);
    // The value where it is negative, else 0: signs come too irregularly for a branch.
    const negative = (value - magnitude) * 0.5;
    if (value < Number.POSITIVE_INFINITY) negativeSquares += negative * negative;
    if (magnitude > largest) largest = magnitude;
  }
  const center = size === 0 ? 0 : sum / size;
  return {
    size,
    mean: center,
    deviation: standardDeviation(sample, center),
    downside: Math.sqrt(negativeSquares / size),
    largest,
  };
}

/** Whether a deviation is no dispersion but rounding noise beside the largest absolute value. */
export function isZeroDeviation(deviation: number, largest: number): boolean {
  return !(deviation > ZERO_DEVIATION_SHARE * largest);
}

export interface ShapeFigures {
  readonly mean: number;
  /** Sample standard deviation, divisor size - 1; NaN below two values. */
  readonly deviation: number;
  readonly skewness: number;
  readonly kurtosis: number;
}

/**
 * Mean, sample deviation, and skewness m3 / m2^1.5 and kurtosis m4 / m2^2 (normal distribution: 3) from
 * population moments (`optimizer.md` 12); the last two NaN ("n/a") below four values or without dispersion.
 */
export function measureShape(sample: Float64Array): ShapeFigures {
  const size = sample.length;
  let sum = 0;
  let largest = 0;
  for (let i = 0; i < size; i++) {
    sum += sample[i];
    const magnitude = Math.abs(sample[i]);
    if (magnitude > largest) largest = magnitude;
  }
  const center = size === 0 ? 0 : sum / size;
  let squares = 0;
  let cubes = 0;
  let fourths = 0;
  for (let i = 0; i < size; i++) {
    const difference = sample[i] - center;
    const square = difference * difference;
    squares += square;
    cubes += square * difference;
    fourths += square * square;
  }
  const variance = squares / size;
  const spread = Math.sqrt(variance);
  const hasShape = size >= 4 && !isZeroDeviation(spread, largest);
  return {
    mean: center,
    deviation: size < 2 ? Number.NaN : Math.sqrt(squares / (size - 1)),
    skewness: hasShape ? cubes / size / (variance * spread) : Number.NaN,
    kurtosis: hasShape ? fourths / size / (variance * variance) : Number.NaN,
  };
}
