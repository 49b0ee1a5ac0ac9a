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

/** Location and spread of a sample at once. */
export function describeSample(sample: Float64Array): SampleFigures {
  let negativeSquares = 0;
  let largest = 0;
  for (let i = 0; i < sample.length; i++) {
    const value = sample[i];
    if (value < 0) negativeSquares += value * value;
    if (Math.abs(value) > largest) largest = Math.abs(value);
  }
  const center = mean(sample);
  return {
    size: sample.length,
    mean: center,
    deviation: standardDeviation(sample, center),
    downside: Math.sqrt(negativeSquares / sample.length),
    largest,
  };
}

/** Whether a deviation is no dispersion but rounding noise beside the largest absolute value. */
export function isZeroDeviation(deviation: number, largest: number): boolean {
  return !(deviation > ZERO_DEVIATION_SHARE * largest);
}

export interface ShapeFigures {
  readonly skewness: number;
  readonly kurtosis: number;
}

/**
 * Skewness m3 / m2^1.5 and kurtosis m4 / m2^2 (normal distribution: 3) from population moments
 * (`optimizer.md` 12); both NaN ("n/a") below four values or without dispersion.
 */
export function measureShape(sample: Float64Array): ShapeFigures {
  const size = sample.length;
  const center = mean(sample);
  let largest = 0;
  let squares = 0;
  let cubes = 0;
  let fourths = 0;
  for (let i = 0; i < size; i++) {
    if (Math.abs(sample[i]) > largest) largest = Math.abs(sample[i]);
    const difference = sample[i] - center;
    const square = difference * difference;
    squares += square;
    cubes += square * difference;
    fourths += square * square;
  }
  const variance = squares / size;
  const deviation = Math.sqrt(variance);
  if (size < 4 || isZeroDeviation(deviation, largest)) return { skewness: Number.NaN, kurtosis: Number.NaN };
  return {
    skewness: cubes / size / (variance * deviation),
    kurtosis: fourths / size / (variance * variance),
  };
}
