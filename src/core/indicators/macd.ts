import { ema } from './ema.ts';
import type { IndicatorDefinition } from './indicator.ts';
import { normaliseParameters, numberParameter, type ParameterRule } from './indicator-parameters.ts';

const RULES: readonly ParameterRule[] = [
  { key: 'fast_period', type: 'integer', fallback: 12 },
  { key: 'slow_period', type: 'integer', fallback: 26 },
  { key: 'signal_period', type: 'integer', fallback: 9 },
];

export interface MacdPeriods {
  readonly fast: number;
  readonly slow: number;
  readonly signal: number;
}

/** Fast minus slow exponential mean in price units, and the exponential mean of it (`indicators.md` 4). */
export function macd(closes: Float64Array, periods: MacdPeriods): { macd: Float64Array; signal: Float64Array } {
  const slow = ema(closes, periods.slow);
  const difference = ema(closes, periods.fast);
  for (let i = 0; i < difference.length; i++) difference[i] -= slow[i];
  return { macd: difference, signal: ema(difference, periods.signal) };
}

export const macdIndicator: IndicatorDefinition = {
  name: 'macd',
  outputs: ['macd', 'signal'],
  inputs: ['close'],
  projection: 'mapped',
  normalise: (params) => normaliseParameters('macd', RULES, params),
  minBars: () => 1,
  compute: (bars, params) => {
    const columns = macd(bars.close, {
      fast: numberParameter(params, 'fast_period'),
      slow: numberParameter(params, 'slow_period'),
      signal: numberParameter(params, 'signal_period'),
    });
    return [columns.macd, columns.signal];
  },
};
