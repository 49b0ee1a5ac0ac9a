import { firstFiniteIndex } from './first-finite-index.ts';
import { type GarchCoefficients, garchVariance } from './garch-variance.ts';

/** A GARCH volatility: the recursion and how its input is made and its output shown. */
export interface GarchParameters extends GarchCoefficients {
  readonly useLogReturns: boolean;
  /** Factor of the returns inside the recursion; 100 means percent. */
  readonly scale: number;
  /** Returns after the first one before a value is shown. */
  readonly minPeriods: number;
}

/**
 * Volatility per bar as a plain return: root of the conditional variance, unscaled, hidden for the
 * first `minPeriods` bars after the first return. The mask does not delay the recursion.
 * @param scaledReturns overwritten with the volatilities, and returned
 */
export function garchSigma(scaledReturns: Float64Array, garch: GarchParameters): Float64Array {
  const visibleFrom = Math.min(firstFiniteIndex(scaledReturns) + Math.max(0, garch.minPeriods), scaledReturns.length);
  const sigmas = garchVariance(scaledReturns, garch);
  sigmas.fill(Number.NaN, 0, visibleFrom);
  for (let i = visibleFrom; i < sigmas.length; i++) sigmas[i] = Math.sqrt(sigmas[i]) / garch.scale;
  return sigmas;
}
