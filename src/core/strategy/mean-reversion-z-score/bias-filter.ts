import type { BiasFilter } from './parameter-set.ts';

export type BiasLabel = 'above' | 'below' | 'neutral' | 'na';

/** Close and mean of a higher timeframe on the primary grid; NaN where not available. */
export interface BiasSeries {
  readonly closes: Float64Array;
  readonly means: Float64Array;
}

/** Where the last completed close stands against its mean (`strategy.md` 5.4); equality is neutral. */
export function biasLabel(series: BiasSeries | null, bar: number): BiasLabel {
  if (series === null) return 'na';
  const close = series.closes[bar];
  const mean = series.means[bar];
  if (!Number.isFinite(close) || !Number.isFinite(mean)) return 'na';
  if (close > mean) return 'above';
  return close < mean ? 'below' : 'neutral';
}

/** Missing data fails `above` and `below`, so that a missing file cannot switch a filter off. */
export function passesBias(filter: BiasFilter, series: BiasSeries | null, bar: number): boolean {
  if (filter === 'both' || filter === 'none') return true;
  return biasLabel(series, bar) === filter;
}
