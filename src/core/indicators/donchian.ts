import type { SideBars } from '../types/bars.ts';
import type { IndicatorDefinition } from './indicator.ts';
import { normaliseParameters, numberParameter, type ParameterRule } from './indicator-parameters.ts';
import { rollingMaximum, rollingMinimum } from './kernels/rolling-extremum.ts';

const RULES: readonly ParameterRule[] = [{ key: 'period', type: 'integer', fallback: 20 }];

/** Extremes of the last `period` bars, the bar itself included, and the price half-way between them. */
export interface DonchianChannel {
  readonly upper: Float64Array;
  readonly mid: Float64Array;
  readonly lower: Float64Array;
}

/** Donchian channel in price units: highest high, lowest low and their mean, from bar `period - 1` on. */
export function donchian(bars: Pick<SideBars, 'high' | 'low'>, period: number): DonchianChannel {
  const upper = rollingMaximum(bars.high, period);
  const lower = rollingMinimum(bars.low, period);
  return { upper, mid: upper.map((high, bar) => 0.5 * (high + lower[bar])), lower };
}

export const donchianIndicator: IndicatorDefinition = {
  name: 'donchian',
  outputs: ['upper', 'mid', 'lower'],
  inputs: ['high', 'low'],
  projection: 'mapped',
  normalise: (params) => normaliseParameters('donchian', RULES, params),
  minBars: (params) => numberParameter(params, 'period'),
  compute: (bars, params) => {
    const { upper, mid, lower } = donchian(bars, numberParameter(params, 'period'));
    return [upper, mid, lower];
  },
};
