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
