import type { Bars, SideBars } from '../../../src/core/types/bars.ts';
import type { Dataset } from '../../../src/core/types/dataset.ts';
import type { IndicatorRequest } from '../../../src/core/types/strategy.ts';

/** A dataset of these bars and nothing else. */
export function datasetOf(primary: Bars, additional: readonly Bars[]): Dataset {
  return {
    symbol: 'EURUSD',
    primary,
    firstTradingBar: 0,
    additional,
    additionalOrigin: {},
    rates: [],
    news: null,
    inputs: [],
    governance: {},
    warnings: [],
  };
}

/** A request with the common values filled in. */
export function requestOf(request: Partial<IndicatorRequest> & { indicator: string }): IndicatorRequest {
  return { id: 'x', output: 'value', timeframe: 'M5', side: 'bid', params: {}, ...request };
}

/** The first bars of one side. */
export function prefixOf(bars: SideBars, length: number): SideBars {
  return {
    open: bars.open.slice(0, length),
    high: bars.high.slice(0, length),
    low: bars.low.slice(0, length),
    close: bars.close.slice(0, length),
    volume: bars.volume.slice(0, length),
  };
}

/** Prices times a factor. */
export function scaled(bars: SideBars, factor: number): SideBars {
  const scale = (column: Float64Array) => column.map((price) => price * factor);
  return {
    open: scale(bars.open),
    high: scale(bars.high),
    low: scale(bars.low),
    close: scale(bars.close),
    volume: bars.volume,
  };
}
