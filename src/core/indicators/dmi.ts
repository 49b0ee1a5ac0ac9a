import type { SideBars } from '../types/bars.ts';
import type { IndicatorDefinition } from './indicator.ts';
import { normaliseParameters, numberParameter, type ParameterRule } from './indicator-parameters.ts';
import { exponentialMean, wilderSmoothing } from './kernels/exponential-mean.ts';
import { trueRange } from './kernels/true-range.ts';

const RULES: readonly ParameterRule[] = [{ key: 'period', type: 'integer', fallback: 14 }];

/** Directional movement, each 0 to 100. */
export interface DirectionalMovement {
  readonly plusDi: Float64Array;
  readonly minusDi: Float64Array;
  readonly adx: Float64Array;
}

/**
 * Directional movement index (`indicators.md` 4). Its average range is the exponential form, which
 * starts at the first bar and differs from the ATR.
 */
export function dmi(bars: Pick<SideBars, 'high' | 'low' | 'close'>, period: number): DirectionalMovement {
  const smoothing = wilderSmoothing(period);
  const ranges = exponentialMean(trueRange(bars.high, bars.low, bars.close), smoothing);
  const { plus, minus } = directionalMoves(bars.high, bars.low);
  const plusDi = exponentialMean(plus, smoothing);
  const minusDi = exponentialMean(minus, smoothing);
  const directionality = new Float64Array(ranges.length);
  for (let i = 0; i < ranges.length; i++) {
    plusDi[i] = (100 * plusDi[i]) / ranges[i];
    minusDi[i] = (100 * minusDi[i]) / ranges[i];
    directionality[i] = (Math.abs(plusDi[i] - minusDi[i]) / (plusDi[i] + minusDi[i])) * 100;
  }
  return { plusDi, minusDi, adx: exponentialMean(directionality, smoothing) };
}

export const dmiIndicator: IndicatorDefinition = {
  name: 'dmi',
  outputs: ['plus_di', 'minus_di', 'adx'],
  inputs: ['high', 'low', 'close'],
  projection: 'mapped',
  normalise: (params) => normaliseParameters('dmi', RULES, params),
  minBars: () => 2,
  compute: (bars, params) => {
    const { plusDi, minusDi, adx } = dmi(bars, numberParameter(params, 'period'));
    return [plusDi, minusDi, adx];
  },
};

/** How far the high rose or the low fell, whichever went further; 0 on the first bar. */
function directionalMoves(high: Float64Array, low: Float64Array): { plus: Float64Array; minus: Float64Array } {
  const plus = new Float64Array(high.length);
  const minus = new Float64Array(high.length);
  for (let i = 1; i < high.length; i++) {
    const up = high[i] - high[i - 1];
    const down = low[i - 1] - low[i];
    if (up > down && up > 0) plus[i] = up;
    if (down > up && down > 0) minus[i] = down;
  }
  return { plus, minus };
}
