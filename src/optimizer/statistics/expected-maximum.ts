import { normalQuantile } from '../../core/math/normal.ts';

const EULER_MASCHERONI = 0.5772156649015329;

/**
 * Expected largest of `trials` independent standard normal draws, approximated by extreme value theory
 * as (1 - gamma) Z(1 - 1/N) + gamma Z(1 - 1/(N e)): Bailey and Lopez de Prado (2014), *The Deflated
 * Sharpe Ratio*, Journal of Portfolio Management 40(5). 0 for one trial, which selects nothing. N need
 * not be an integer.
 */
export function expectedMaximum(trials: number): number {
  if (trials <= 1) return 0;
  const near = normalQuantile(1 - 1 / trials);
  const far = normalQuantile(1 - 1 / (trials * Math.E));
  return (1 - EULER_MASCHERONI) * near + EULER_MASCHERONI * far;
}
