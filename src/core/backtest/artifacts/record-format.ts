import { decimalsOf } from '../../math/rounding.ts';
import type { Bars } from '../../types/bars.ts';
import type { SymbolSpec } from '../../types/symbol-spec.ts';
import type { Timeframe } from '../../types/timeframe.ts';

/** What turns the figures of a trade or position into its record: bar times and decimals. */
export interface RecordFormat {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  /** Open times in ms of the loaded primary bars. */
  readonly openTimes: Float64Array;
  /** Decimals of `tick_size`. */
  readonly priceDecimals: number;
  /** Decimals of `volume_step`. */
  readonly sizeDecimals: number;
}

/** Record format of a symbol on its loaded primary bars. */
export function recordFormat(primary: Bars, spec: SymbolSpec): RecordFormat {
  return {
    symbol: spec.symbol,
    timeframe: primary.timeframe,
    openTimes: primary.openTimes,
    priceDecimals: decimalsOf(spec.tickSize),
    sizeDecimals: decimalsOf(spec.volumeStep),
  };
}
