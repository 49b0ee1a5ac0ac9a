import type { IndicatorDefinition } from './indicator.ts';
import { normaliseParameters, numberParameter, type ParameterRule } from './indicator-parameters.ts';
import { exponentialMean, spanSmoothing } from './kernels/exponential-mean.ts';

const RULES: readonly ParameterRule[] = [{ key: 'period', type: 'integer' }];

/** Exponential mean of closes (`indicators.md` 3.1): defined from the first bar, no seed, no warm-up. */
export function ema(closes: Float64Array, period: number): Float64Array {
  return exponentialMean(closes, spanSmoothing(period));
}

export const emaIndicator: IndicatorDefinition = {
  name: 'ema',
  outputs: ['value'],
  inputs: ['close'],
  projection: 'stepwise',
  normalise: (params) => normaliseParameters('ema', RULES, params),
  minBars: () => 1,
  compute: (bars, params) => [ema(bars.close, numberParameter(params, 'period'))],
};
