import { normalQuantile } from '../../core/math/normal.ts';

/**
 * Sharpe ratio after a haircut for multiple testing: the one that would give the adjusted p-value, with the
 * same standard error. C. Harvey and Y. Liu (2015), *Backtesting*, Journal of Portfolio Management 42. Never
 * below 0 for a positive ratio; one of 0 or below has nothing to lose and stays. NaN without a test.
 */
export function haircutSharpe(sharpe: number, pValue: number, adjustedPValue: number): number {
  if (Number.isNaN(pValue)) return Number.NaN;
  if (!(sharpe > 0)) return sharpe;
  // Both tails empty: no distance is left to compare.
  if (adjustedPValue === 0) return sharpe;
  return Math.max(0, (sharpe * normalQuantile(adjustedPValue)) / normalQuantile(pValue));
}
