import type { SideBars } from '../types/bars.ts';
import type { IndicatorDefinition } from './indicator.ts';
import { normaliseParameters, numberParameter, type ParameterRule } from './indicator-parameters.ts';
import { naturalLogarithm } from './kernels/natural-logarithm.ts';
import { rollingMaximum, rollingMinimum } from './kernels/rolling-extremum.ts';
import { rollingSum } from './kernels/rolling-sum.ts';
import { trueRange } from './kernels/true-range.ts';

const RULES: readonly ParameterRule[] = [{ key: 'period', type: 'integer', fallback: 14 }];

/**
 * Choppiness index, 0 to 100 (`indicators.md` 4): how much longer the path of the prices is than their
 * range. A quotient of logarithms does not depend on their base, so the deterministic natural one serves.
 */
export function choppiness(bars: Pick<SideBars, 'high' | 'low' | 'close'>, period: number): Float64Array {
  const paths = rollingSum(trueRange(bars.high, bars.low, bars.close), period);
  const highest = rollingMaximum(bars.high, period);
  const lowest = rollingMinimum(bars.low, period);
  const scale = naturalLogarithm(period);
  for (let i = 0; i < paths.length; i++) {
    const range = highest[i] - lowest[i];
    paths[i] = range === 0 ? Number.NaN : (100 * naturalLogarithm(paths[i] / range)) / scale;
  }
  return paths;
}

export const choppinessIndicator: IndicatorDefinition = {
  name: 'choppiness',
  outputs: ['value'],
  inputs: ['high', 'low', 'close'],
  projection: 'mapped',
  normalise: (params) => normaliseParameters('choppiness', RULES, params),
  minBars: (params) => numberParameter(params, 'period'),
  compute: (bars, params) => [choppiness(bars, numberParameter(params, 'period'))],
};
