import { type CandlestickData, CandlestickSeries, type UTCTimestamp } from 'lightweight-charts';
import type { RunPageData } from '../../report/run-page/run-page-data.ts';
import { createTimeChart } from '../charts/time-chart.ts';
import { createDataTable } from '../elements/data-table.ts';
import { button, type Child, element } from '../elements/element.ts';
import { fixed, instant, money } from '../elements/number-format.ts';
import type { Section } from '../elements/page-frame.ts';
import type { Candles } from './market-rows.ts';
import { tradeColumns } from './trade-columns.ts';
import { createTradeOverlay } from './trade-overlay.ts';

/** Candles shown at first where there is room for them, and the room of one in pixels. */
const FIRST_CANDLES = 250;
const CANDLE_ROOM = 3;
/** Fewest candles around a trade. */
const AROUND_TRADE = 40;

/** Candles with every trade on them, and the table of trades that leads to each. */
export function priceSection(data: RunPageData, candles: Candles): Section {
  return {
    id: 'trades',
    title: 'Price and trades',
    lead:
      data.trades.count === 0
        ? 'No trade was closed in this run.'
        : 'Press the number of a trade to see it in the chart. The chart shows the trades that pass the filters.',
    content: () => priceAndTrades(data, candles()),
  };
}

function priceAndTrades(data: RunPageData, candles: ReturnType<Candles>): readonly Child[] {
  const { trades, priceDecimals } = data;
  let selected: number | null = null;
  const neighbour = (step: number) => {
    const rows = table.shownRows();
    if (rows.length === 0) return;
    const at = selected === null ? (step > 0 ? -1 : rows.length) : rows.indexOf(selected);
    pick(rows[Math.min(rows.length - 1, Math.max(0, at + step))]);
  };
  const view = createTimeChart({
    title: `${data.symbol} ${data.timeframe}, bid prices`,
    description: `Candles of ${data.symbol} with the entries, exits, stops and targets of ${trades.count} trades.`,
    height: 'tall',
    rowCount: candles.length,
    extraTools: [button('Previous trade', () => neighbour(-1)), button('Next trade', () => neighbour(1))],
    onColours: (palette) => {
      series.applyOptions({
        upColor: 'transparent',
        downColor: palette.muted,
        borderUpColor: palette.muted,
        borderDownColor: palette.muted,
        wickUpColor: palette.muted,
        wickDownColor: palette.muted,
      });
      overlay.setPalette(palette);
    },
  });
  const series = view.chart.addSeries(CandlestickSeries, {
    priceLineVisible: false,
    lastValueVisible: false,
    priceFormat: { type: 'price', precision: priceDecimals, minMove: 10 ** -priceDecimals },
  });
  const overlay = createTradeOverlay(view.chart, series, trades);
  series.setData([...candles]);
  series.attachPrimitive(overlay.primitive);
  view.start();
  view.chart.subscribeCrosshairMove(({ logical }) => {
    if (logical === undefined || logical === null) return;
    const candle = candles[Math.min(candles.length - 1, Math.max(0, Math.round(Number(logical))))];
    view.readout.textContent = candleText(candle, priceDecimals);
  });
  const pick = (trade: number) => {
    selected = trade;
    const [first, last] = [trades.fillCandle[trade], trades.exitCandle[trade]];
    const margin = Math.max(AROUND_TRADE, last - first);
    view.showRows(first - margin, last + margin);
    overlay.setSelected(trade);
    table.select(trade);
    view.readout.textContent = tradeText(data, trade);
  };
  const table = createDataTable({
    // The list of trades is what a reader prints the page for.
    mostPrinted: 1000,
    caption: 'Closed trades',
    noun: 'trade',
    rowCount: trades.count,
    columns: tradeColumns(data),
    onPick: (trade) => {
      pick(trade);
      view.figure.scrollIntoView({ block: 'nearest' });
    },
    onFilter: (rows) => overlay.setShown(rows),
  });
  const start = trades.count > 0 ? trades.fillCandle[0] : data.equity.firstCandle;
  const room = Math.round(document.documentElement.clientWidth / CANDLE_ROOM);
  view.showRows(start - AROUND_TRADE, start + Math.min(FIRST_CANDLES, room - AROUND_TRADE));
  if (trades.count > 0) view.readout.textContent = tradeText(data, 0);
  return [view.figure, legend(), data.candles.barsPerCandle === 1 ? null : joinedNote(data), table.element];
}

function candleText({ time, open, high, low, close }: CandlestickData<UTCTimestamp>, decimals: number): string {
  const [opened, highest, lowest, closed] = [open, high, low, close].map((price) => price.toFixed(decimals));
  return `${instant(time * 1000)}   open ${opened}   high ${highest}   low ${lowest}   close ${closed}`;
}

function tradeText({ trades, priceDecimals, currency }: RunPageData, trade: number): string {
  const [entry, exit] = [trades.entryPrice[trade], trades.exitPrice[trade]].map((price) =>
    price.toFixed(priceDecimals),
  );
  const outcome = `${money(trades.result[trade])} ${currency} (${fixed(trades.rMultiple[trade], 2)} R)`;
  return `Trade ${trade + 1}: ${trades.direction[trade]} ${entry} to ${exit}, ${trades.reason[trade]}, ${outcome}`;
}

function legend(): HTMLElement {
  const entry = (kind: string, text: string) => element('li', { class: kind }, text);
  return element(
    'ul',
    { class: 'legend', 'aria-label': 'Marks of the chart' },
    entry('key-entry', 'entry (up: long, down: short)'),
    entry('key-gain', 'exit in profit, target'),
    entry('key-loss', 'exit in loss, initial stop'),
    entry('key-stop', 'stop at the exit, if moved'),
  );
}

function joinedNote({ candles }: RunPageData): HTMLElement {
  return element('p', { class: 'lead' }, `One candle stands for ${candles.barsPerCandle} bars.`);
}
