import type { JsonObject } from '../types/json.ts';
import { ema } from './ema.ts';
import type { IndicatorDefinition } from './indicator.ts';
import { normaliseParameters, numberParameter, type ParameterRule } from './indicator-parameters.ts';
import { residualZscore } from './kernels/residual-zscore.ts';
import { rollingMean } from './kernels/rolling-mean.ts';

const RULES: readonly ParameterRule[] = [
  { key: 'window', type: 'integer', fallback: 100 },
  { key: 'mean_source', type: 'choice', choices: ['rolling', 'ema'], fallback: 'rolling' },
  { key: 'ema_period', type: 'integer', nullable: true, fallback: null },
];

/** Close minus rolling mean, by the deviation of that residual (`indicators.md` 3.7). */
export function rollingZscore(closes: Float64Array, window: number): Float64Array {
  return residualZscore(closes, rollingMean(closes, window), window);
}

/** Close minus exponential mean, by the rolling deviation of that residual. */
export function emaZscore(closes: Float64Array, window: number, emaPeriod: number): Float64Array {
  return residualZscore(closes, ema(closes, emaPeriod), window);
}

export const zscoreIndicator: IndicatorDefinition = {
  name: 'zscore',
  outputs: ['value'],
  inputs: ['close'],
  projection: 'mapped',
  normalise: normaliseZscore,
  minBars: (params) => {
    const window = numberParameter(params, 'window');
    return params.mean_source === 'ema' ? window : 2 * window - 1;
  },
  compute: (bars, params) => {
    const window = numberParameter(params, 'window');
    if (params.mean_source === 'rolling') return [rollingZscore(bars.close, window)];
    return [emaZscore(bars.close, window, numberParameter(params, 'ema_period'))];
  },
};

/** `ema_period` has no effect on the rolling form, so it must not tell equal series apart. */
function normaliseZscore(params: JsonObject): JsonObject {
  const normalised = normaliseParameters('zscore', RULES, params);
  if (normalised.mean_source === 'rolling') normalised.ema_period = null;
  else if (normalised.ema_period === null) {
    throw new RangeError('zscore: parameter "ema_period" is null, expected an integer with mean_source "ema"');
  }
  return normalised;
}
