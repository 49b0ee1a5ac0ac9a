import { mean } from '../../core/metrics/sample-moments.ts';

/** Expected block length of the stationary bootstrap, and the steps to it. */
export interface BlockLength {
  /** At least 0; days. */
  readonly blockLength: number;
  /** Autocorrelations in a row that must be insignificant. */
  readonly window: number;
  readonly maximumLag: number;
  /** Limit of significance of an autocorrelation. */
  readonly band: number;
  /** M, the largest lag that enters. */
  readonly lags: number;
  /** G. */
  readonly curvature: number;
  /** s^2, of the mean times n. */
  readonly longRunVariance: number;
  /** Upper limit of the block length. */
  readonly cap: number;
  /** R(0) to R(M), divisor n. */
  readonly autocovariances: Float64Array;
}

/**
 * Automatic block length: D. Politis and H. White (2004), *Automatic Block-Length Selection for the Dependent
 * Bootstrap*, Econometric Reviews 23, as corrected by A. Patton, D. Politis and H. White (2009). Formulas as in
 * `optimizer.md` 12.5. 0 for a series without dependence that could be measured, as a constant one.
 */
export function selectBlockLength(series: Float64Array): BlockLength {
  const size = series.length;
  const center = mean(series);
  const errors = series.map((value) => value - center);
  const window = Math.max(5, Math.floor(Math.log10(size)));
  const maximumLag = Math.ceil(Math.sqrt(size)) + window;
  const band = 2 * Math.sqrt(Math.log10(size) / size);
  const cap = Math.ceil(Math.min(3 * Math.sqrt(size), size / 3));
  const quietLag = findQuietLag(errors, window, maximumLag, band);
  const lags = Math.min(quietLag === null ? maximumLag : 2 * quietLag, maximumLag, size - 1);

  const autocovariances = new Float64Array(lags + 1);
  for (let k = 0; k <= lags; k++) autocovariances[k] = lagProduct(errors, k) / size;
  let curvature = 0;
  let longRunVariance = autocovariances[0];
  for (let k = 1; k <= lags; k++) {
    const weight = flatTopWeight(k / lags);
    curvature += 2 * weight * k * autocovariances[k];
    longRunVariance += 2 * weight * autocovariances[k];
  }
  const ratio = longRunVariance === 0 ? 0 : curvature ** 2 / longRunVariance ** 2;
  const blockLength = Math.min(cap, Math.cbrt(ratio) * Math.cbrt(size));
  return { blockLength, window, maximumLag, band, lags, curvature, longRunVariance, cap, autocovariances };
}

/** First lag, at least 1, from which `window` autocorrelations in a row are below the band. */
function findQuietLag(errors: Float64Array, window: number, maximumLag: number, band: number): number | null {
  let quiet = 0;
  for (let lag = 1; lag <= Math.min(maximumLag, errors.length - 2); lag++) {
    quiet = lagCorrelation(errors, lag) < band ? quiet + 1 : 0;
    if (quiet === window) return lag - window + 1;
  }
  return null;
}

/** Absolute correlation at a lag; each of the two sums of squares leaves lag + 1 values out. */
function lagCorrelation(errors: Float64Array, lag: number): number {
  const size = errors.length;
  let late = 0;
  let early = 0;
  for (let t = lag + 1; t < size; t++) {
    late += errors[t] * errors[t];
    early += errors[t - lag - 1] * errors[t - lag - 1];
  }
  return Math.abs(lagProduct(errors, lag)) / Math.sqrt(late * early);
}

function lagProduct(errors: Float64Array, lag: number): number {
  let sum = 0;
  for (let t = lag; t < errors.length; t++) sum += errors[t - lag] * errors[t];
  return sum;
}

/** 1 up to one half, then falling to 0 at 1. */
function flatTopWeight(share: number): number {
  return share <= 0.5 ? 1 : 2 * (1 - share);
}
