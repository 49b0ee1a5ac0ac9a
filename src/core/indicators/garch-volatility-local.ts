import { isStationary } from './garch-parameters.ts';
import { type GarchParameters, garchSigma } from './kernels/garch-sigma.ts';
import { logReturns, simpleReturns } from './kernels/returns.ts';

/**
 * GARCH volatility of the last `lookback` closes up to bar `index`, computed from those alone
 * (`indicators.md` 5.3). The last element belongs to bar `index`, which is clamped to the last bar.
 * Empty without bars or where the variance is not stationary.
 */
export function garchVolatilityLocal(
  closes: Float64Array,
  index: number,
  lookback: number,
  garch: GarchParameters,
): Float64Array {
  if (!isStationary(garch) || index < 0 || closes.length === 0) return new Float64Array(0);
  const end = Math.min(index, closes.length - 1) + 1;
  const window = closes.subarray(Math.max(0, end - Math.max(1, lookback)), end);
  const returns = garch.useLogReturns ? logReturns(window, garch.scale) : simpleReturns(window, garch.scale);
  return garchSigma(returns, garch);
}
