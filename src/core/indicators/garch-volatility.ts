import { GARCH_RULES, garchParameters, isStationary } from './garch-parameters.ts';
import type { IndicatorDefinition } from './indicator.ts';
import { normaliseParameters, numberParameter } from './indicator-parameters.ts';
import { type GarchParameters, garchSigma } from './kernels/garch-sigma.ts';
import { fillForward, logReturns, simpleReturns } from './kernels/returns.ts';

/**
 * GARCH(1,1) volatility of the whole series (`indicators.md` 5.1), as a return per bar. The first return
 * is the mean for ever, so the values depend on the first bar for the rest of the run: never compute it
 * on a cut series. Simple returns bridge missing closes, logarithmic ones do not.
 */
export function garchVolatility(closes: Float64Array, garch: GarchParameters): Float64Array {
  if (!isStationary(garch)) return new Float64Array(closes.length).fill(Number.NaN);
  const returns = garch.useLogReturns
    ? logReturns(closes, garch.scale)
    : simpleReturns(fillForward(closes), garch.scale);
  return garchSigma(returns, garch);
}

export const garchVolatilityIndicator: IndicatorDefinition = {
  name: 'garch_volatility',
  outputs: ['value'],
  inputs: ['close'],
  projection: 'mapped',
  normalise: (params) => normaliseParameters('garch_volatility', GARCH_RULES, params),
  minBars: (params) => Math.max(0, numberParameter(params, 'min_periods')) + 2,
  compute: (bars, params) => [garchVolatility(bars.close, garchParameters(params))],
};
