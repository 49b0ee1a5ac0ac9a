import type { SideBars } from '../types/bars.ts';
import type { IndicatorDefinition } from './indicator.ts';
import { normaliseParameters, numberParameter, type ParameterRule } from './indicator-parameters.ts';
import { firstFiniteIndex } from './kernels/first-finite-index.ts';
import { pairwiseMean } from './kernels/pairwise-mean.ts';
import { trueRange } from './kernels/true-range.ts';

const RULES: readonly ParameterRule[] = [{ key: 'period', type: 'integer', fallback: 14 }];

/**
 * Wilder's average true range in price units (`indicators.md` 3.4), seeded by the plain mean of the
 * first `period` true ranges, the first bar's included. A missing bar inside the seed leaves the whole
 * series undefined, a later one repeats the value.
 */
export function atr(bars: Pick<SideBars, 'high' | 'low' | 'close'>, period: number): Float64Array {
  // The averages take the place of the ranges, each of which is read once.
  const values = trueRange(bars.high, bars.low, bars.close);
  const seedEnd = firstFiniteIndex(values) + period;
  if (period < 1 || seedEnd > values.length || !isSeedDefined(values, seedEnd - period, seedEnd)) {
    return values.fill(Number.NaN);
  }
  let average = pairwiseMean(values, seedEnd - period, seedEnd);
  values.fill(Number.NaN, 0, seedEnd - 1);
  values[seedEnd - 1] = average;
  for (let i = seedEnd; i < values.length; i++) {
    const range = values[i];
    if (!Number.isNaN(range)) average = (average * (period - 1) + range) / period;
    values[i] = average;
  }
  return values;
}

export const atrIndicator: IndicatorDefinition = {
  name: 'atr',
  outputs: ['value'],
  inputs: ['high', 'low', 'close'],
  projection: 'mapped',
  normalise: (params) => normaliseParameters('atr', RULES, params),
  minBars: (params) => numberParameter(params, 'period'),
  compute: (bars, params) => [atr(bars, numberParameter(params, 'period'))],
};

function isSeedDefined(ranges: Float64Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!Number.isFinite(ranges[i])) return false;
  return true;
}
