import { firstFiniteIndex } from './first-finite-index.ts';

/** Variance before the first shock, in scaled-return² units whatever the scale (`indicators.md` 2.10). */
const START_VARIANCE = 1e-6;
/** Smallest share of the start variance that a derived omega may have. */
const SMALLEST_OMEGA_SHARE = 1e-6;

/** Coefficients of the conditional variance; nothing is fitted. */
export interface GarchCoefficients {
  readonly alpha: number;
  readonly beta: number;
  /** Null: derived from the start variance. 0 is a value of its own, a negative one counts as 0. */
  readonly omega: number | null;
  /** Smallest sigma, in scaled units. */
  readonly sigmaFloor: number;
}

/**
 * Conditional variance of scaled returns. var[i] knows the shock of bar i - 1; a return that is not
 * finite repeats the variance and leaves the state alone. Undefined before the first finite return,
 * which serves as the mean for ever.
 * @param returns overwritten with the variances, and returned
 */
export function garchVariance(returns: Float64Array, coefficients: GarchCoefficients): Float64Array {
  const { alpha, beta } = coefficients;
  const start = firstFiniteIndex(returns);
  returns.fill(Number.NaN, 0, start);
  if (start === returns.length) return returns;
  const omega = effectiveOmega(coefficients);
  const floor = coefficients.sigmaFloor * coefficients.sigmaFloor;
  const mean = returns[start];
  let shock = 0;
  let variance = startVariance(floor);
  returns[start] = variance;
  for (let i = start + 1; i < returns.length; i++) {
    const value = returns[i];
    if (Number.isFinite(value)) {
      variance = Math.max(omega + alpha * shock + beta * variance, floor);
      shock = (value - mean) * (value - mean);
    }
    returns[i] = variance;
  }
  return returns;
}

/** Omega that the recursion adds. */
export function effectiveOmega(coefficients: GarchCoefficients): number {
  const { alpha, beta, omega } = coefficients;
  return Math.max(omega ?? START_VARIANCE * Math.max(SMALLEST_OMEGA_SHARE, 1 - alpha - beta), 0);
}

/** Variance at the first return; `floor` is the squared sigma floor. */
export function startVariance(floor: number): number {
  return Math.max(START_VARIANCE, floor);
}
