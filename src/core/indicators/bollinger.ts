import type { IndicatorDefinition } from './indicator.ts';
import { normaliseParameters, numberParameter, type ParameterRule } from './indicator-parameters.ts';
import { rollingMoments } from './kernels/rolling-moments.ts';

const RULES: readonly ParameterRule[] = [
  { key: 'period', type: 'integer', fallback: 20 },
  { key: 'std_factor', type: 'number', fallback: 2 },
];

/** Rolling mean of closes and a multiple of the sample deviation to both sides. */
export interface BollingerBands {
  readonly upper: Float64Array;
  readonly mid: Float64Array;
  readonly lower: Float64Array;
}

/** Bollinger bands (`indicators.md` 3.5); in a flat window all three equal the price. */
export function bollinger(closes: Float64Array, period: number, stdFactor: number): BollingerBands {
  const upper = new Float64Array(closes.length);
  const mid = new Float64Array(closes.length);
  const lower = new Float64Array(closes.length);
  rollingMoments(closes, period, mid, upper);
  for (let i = 0; i < closes.length; i++) {
    const distance = stdFactor * upper[i];
    upper[i] = mid[i] + distance;
    lower[i] = mid[i] - distance;
  }
  return { upper, mid, lower };
}

export const bollingerIndicator: IndicatorDefinition = {
  name: 'bollinger',
  outputs: ['upper', 'mid', 'lower'],
  inputs: ['close'],
  projection: 'stepwise',
  normalise: (params) => normaliseParameters('bollinger', RULES, params),
  minBars: (params) => numberParameter(params, 'period'),
  compute: (bars, params) => {
    const period = numberParameter(params, 'period');
    const { upper, mid, lower } = bollinger(bars.close, period, numberParameter(params, 'std_factor'));
    return [upper, mid, lower];
  },
};
