import type { IndicatorDefinition } from './indicator.ts';
import { normaliseParameters, numberParameter, type ParameterRule } from './indicator-parameters.ts';
import { rollingMean } from './kernels/rolling-mean.ts';

const RULES: readonly ParameterRule[] = [{ key: 'period', type: 'integer' }];

/** Mean of the last `period` closes (`indicators.md` 3.3). */
export function sma(closes: Float64Array, period: number): Float64Array {
  return rollingMean(closes, period);
}

export const smaIndicator: IndicatorDefinition = {
  name: 'sma',
  outputs: ['value'],
  inputs: ['close'],
  projection: 'mapped',
  normalise: (params) => normaliseParameters('sma', RULES, params),
  minBars: (params) => numberParameter(params, 'period'),
  compute: (bars, params) => [sma(bars.close, numberParameter(params, 'period'))],
};
