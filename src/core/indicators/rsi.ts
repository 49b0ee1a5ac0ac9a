import type { IndicatorDefinition } from './indicator.ts';
import { normaliseParameters, numberParameter, type ParameterRule } from './indicator-parameters.ts';
import { exponentialMean, wilderSmoothing } from './kernels/exponential-mean.ts';

const RULES: readonly ParameterRule[] = [{ key: 'period', type: 'integer', fallback: 14 }];

/**
 * Relative strength index, 0 to 100 (`indicators.md` 4). Without a loss 100; without any movement
 * undefined.
 */
export function rsi(closes: Float64Array, period: number): Float64Array {
  const smoothing = wilderSmoothing(period);
  const gains = new Float64Array(closes.length);
  const losses = new Float64Array(closes.length);
  let previous = Number.NaN;
  for (let i = 0; i < closes.length; i++) {
    const change = closes[i] - previous;
    gains[i] = Math.max(change, 0);
    losses[i] = Math.max(-change, 0);
    previous = closes[i];
  }
  const meanGains = exponentialMean(gains, smoothing);
  const meanLosses = exponentialMean(losses, smoothing);
  const strengths = new Float64Array(closes.length);
  for (let i = 0; i < closes.length; i++) strengths[i] = 100 - 100 / (1 + meanGains[i] / meanLosses[i]);
  return strengths;
}

export const rsiIndicator: IndicatorDefinition = {
  name: 'rsi',
  outputs: ['value'],
  inputs: ['close'],
  projection: 'mapped',
  normalise: (params) => normaliseParameters('rsi', RULES, params),
  minBars: () => 2,
  compute: (bars, params) => [rsi(bars.close, numberParameter(params, 'period'))],
};
