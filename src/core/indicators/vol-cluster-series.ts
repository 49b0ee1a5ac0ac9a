import type { SideBars } from '../types/bars.ts';
import { atr } from './atr.ts';
import { garchVolatilityLocal } from './garch-volatility-local.ts';
import type { GarchParameters } from './kernels/garch-sigma.ts';

export interface VolClusterSeriesParameters {
  /** `atr_points`; everything else means `garch_forecast`. */
  readonly feature: string;
  readonly atrLength: number;
  readonly garchLookback: number;
  readonly garch: GarchParameters;
}

/**
 * Feature that the volatility clusters are made of (`indicators.md` 6.1): the full ATR series in price
 * units, or the local GARCH window that ends at bar `index`.
 */
export function volClusterSeries(bars: SideBars, index: number, parameters: VolClusterSeriesParameters): Float64Array {
  if (parameters.feature.trim().toLowerCase() === 'atr_points') return atr(bars, parameters.atrLength);
  return garchVolatilityLocal(bars.close, index, parameters.garchLookback, parameters.garch);
}
