/**
 * Share of the largest absolute sample value up to which a deviation counts as zero: equal samples
 * can leave about 1e-18 and an absurd ratio (`metrics.md` M-21).
 */
const ZERO_DEVIATION_SHARE = 1e-12;

/** Location and spread of a sample (`metrics.md` 4.7). */
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

/** Sums run from left to right, so that implementations agree to the last bit. */
export function describeSample(sample: Float64Array): SampleFigures {
  const size = sample.length;
  let sum = 0;
  let negativeSquares = 0;
  let largest = 0;
  for (let i = 0; i < size; i++) {
    const value = sample[i];
    sum += value;
    if (value < 0) negativeSquares += value * value;
    if (Math.abs(value) > largest) largest = Math.abs(value);
  }
  const mean = size === 0 ? 0 : sum / size;
  let squares = 0;
  for (let i = 0; i < size; i++) {
    const difference = sample[i] - mean;
    squares += difference * difference;
  }
  return {
    size,
    mean,
    deviation: size < 2 ? Number.NaN : Math.sqrt(squares / (size - 1)),
    downside: Math.sqrt(negativeSquares / size),
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
  let sum = 0;
  let largest = 0;
  for (let i = 0; i < size; i++) {
    sum += sample[i];
    if (Math.abs(sample[i]) > largest) largest = Math.abs(sample[i]);
  }
  const mean = sum / size;
  let squares = 0;
  let cubes = 0;
  let fourths = 0;
  for (let i = 0; i < size; i++) {
    const difference = sample[i] - mean;
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
