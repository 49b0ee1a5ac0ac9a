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
  const ranges = trueRange(bars.high, bars.low, bars.close);
  const averages = new Float64Array(ranges.length);
  const seedEnd = firstFiniteIndex(ranges) + period;
  if (period < 1 || seedEnd > ranges.length || !isSeedDefined(ranges, seedEnd - period, seedEnd)) {
    return averages.fill(Number.NaN);
  }
  averages.fill(Number.NaN, 0, seedEnd - 1);
  let average = pairwiseMean(ranges, seedEnd - period, seedEnd);
  averages[seedEnd - 1] = average;
  for (let i = seedEnd; i < ranges.length; i++) {
    const range = ranges[i];
    if (!Number.isNaN(range)) average = (average * (period - 1) + range) / period;
    averages[i] = average;
  }
  return averages;
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
