import type { IChartApi, IPrimitivePaneView, ISeriesApi, ISeriesPrimitive, Logical } from 'lightweight-charts';
import type { TradeData } from '../../report/run-page/run-page-data.ts';
import type { Palette } from '../theme/theme.ts';
import { drawTrade, type TradePlace } from './draw-trade.ts';

/** Above this many visible candles only entries and exits are drawn: lines of stops would cover the prices. */
const MOST_CANDLES_WITH_LINES = 1500;

export interface TradeOverlay {
  readonly primitive: ISeriesPrimitive;
  setPalette(palette: Palette): void;
  setShown(trades: readonly number[]): void;
  setSelected(trade: number | null): void;
}

/** Draws entries, exits, stops and targets over the candles of a series. */
export function createTradeOverlay(
  chart: IChartApi,
  series: ISeriesApi<'Candlestick'>,
  trades: TradeData,
): TradeOverlay {
  let palette: Palette | null = null;
  let shown: readonly number[] = [];
  let selected: number | null = null;
  let redraw: (() => void) | null = null;
  const scale = chart.timeScale();
  const x = (candle: number) => scale.logicalToCoordinate(candle as Logical);
  const y = (price: number | null) => (price === null ? null : series.priceToCoordinate(price));
  const placeOf = (trade: number): TradePlace | null => {
    const [left, right] = [x(trades.fillCandle[trade]), x(trades.exitCandle[trade])];
    const [entry, exit] = [y(trades.entryPrice[trade]), y(trades.exitPrice[trade])];
    if (left === null || right === null || entry === null || exit === null) return null;
    return {
      left,
      right,
      entry,
      exit,
      initialStop: y(trades.initialStopLoss[trade]),
      stop: y(trades.stopLoss[trade]),
      target: y(trades.takeProfit[trade]),
      isLong: trades.direction[trade] === 'long',
      isGain: trades.result[trade] > 0,
    };
  };
  const view: IPrimitivePaneView = {
    zOrder: () => 'top',
    renderer: () => ({
      draw: (target) => {
        const range = scale.getVisibleLogicalRange();
        const colours = palette;
        if (range === null || colours === null) return;
        const hasLines = range.to - range.from <= MOST_CANDLES_WITH_LINES;
        target.useMediaCoordinateSpace(({ context }) => {
          for (const trade of shown) {
            if (trades.exitCandle[trade] < range.from || trades.fillCandle[trade] > range.to) continue;
            const place = placeOf(trade);
            if (place === null) continue;
            drawTrade(context, place, colours, trade === selected ? 'selected' : hasLines ? 'lines' : 'marks');
          }
        });
      },
    }),
  };
  return {
    primitive: {
      attached: ({ requestUpdate }) => {
        redraw = requestUpdate;
      },
      paneViews: () => [view],
      // Prices of the chosen trade stay in view even where no candle reached them.
      autoscaleInfo: (first, last) => {
        if (selected === null) return null;
        if (trades.exitCandle[selected] < first || trades.fillCandle[selected] > last) return null;
        const prices = [trades.initialStopLoss, trades.stopLoss, trades.takeProfit].flatMap(
          (column) => column[selected ?? 0] ?? [],
        );
        return { priceRange: { minValue: Math.min(...prices), maxValue: Math.max(...prices) } };
      },
    },
    setPalette(next) {
      palette = next;
      redraw?.();
    },
    setShown(next) {
      shown = next;
      redraw?.();
    },
    setSelected(next) {
      selected = next;
      redraw?.();
    },
  };
}
