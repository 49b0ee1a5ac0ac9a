import type { IndicatorDefinition } from './indicator.ts';
import { normaliseParameters, numberParameter, type ParameterRule } from './indicator-parameters.ts';

const RULES: readonly ParameterRule[] = [{ key: 'period', type: 'integer', fallback: 14 }];

/** Change of the close over `period` bars in percent (`indicators.md` 4). */
export function roc(closes: Float64Array, period: number): Float64Array {
  if (period < 0) throw new RangeError(`period is ${period}, expected 0 or more`);
  const changes = new Float64Array(closes.length).fill(Number.NaN, 0, period);
  for (let i = period; i < closes.length; i++) {
    const earlier = closes[i - period];
    changes[i] = ((closes[i] - earlier) / earlier) * 100;
  }
  return changes;
}

export const rocIndicator: IndicatorDefinition = {
  name: 'roc',
  outputs: ['value'],
  inputs: ['close'],
  projection: 'mapped',
  normalise: (params) => normaliseParameters('roc', RULES, params),
  minBars: (params) => numberParameter(params, 'period') + 1,
  compute: (bars, params) => [roc(bars.close, numberParameter(params, 'period'))],
};
