import { AreaSeries, LineSeries } from 'lightweight-charts';
import type { RunPageData } from '../../report/run-page/run-page-data.ts';
import { createTimeChart } from '../charts/time-chart.ts';
import { instant, money, percent } from '../elements/number-format.ts';
import type { Section } from '../elements/page-frame.ts';
import { type Candles, readEquity } from './market-rows.ts';

/** Equity and balance above, drawdown below, on one time axis. */
export function equitySection(data: RunPageData, candles: Candles): Section {
  return {
    id: 'equity',
    title: 'Equity',
    lead: joinedNote(data.candles.barsPerCandle),
    content: () => [equityChart(data, candles())],
  };
}

function equityChart(data: RunPageData, candles: ReturnType<Candles>): HTMLElement {
  const rows = readEquity(data.equity);
  const timeOf = (row: number) => candles[data.equity.firstCandle + row].time;
  const view = createTimeChart({
    title: `Equity and balance in ${data.currency}, drawdown in percent`,
    description: `Equity from ${money(data.initialBalance)} to ${money(data.finalEquity)} ${data.currency}, with the drawdown below.`,
    height: 'tall',
    rowCount: rows.length,
    onColours: (palette) => {
      equity.applyOptions({
        lineColor: palette.accent,
        topColor: `${palette.accent}40`,
        bottomColor: `${palette.accent}05`,
      });
      balance.applyOptions({ color: palette.muted });
      drawdown.applyOptions({
        lineColor: palette.loss,
        topColor: `${palette.loss}10`,
        bottomColor: `${palette.loss}50`,
      });
    },
  });
  const quiet = { priceLineVisible: false, lastValueVisible: false, lineWidth: 1 } as const;
  const moneyFormat = { type: 'custom' as const, formatter: (price: number) => money(price), minMove: 0.01 };
  const shareFormat = { type: 'custom' as const, formatter: (price: number) => `${price.toFixed(1)} %`, minMove: 0.01 };
  const balance = view.chart.addSeries(LineSeries, { ...quiet, priceFormat: moneyFormat });
  const equity = view.chart.addSeries(AreaSeries, { ...quiet, lineWidth: 2, priceFormat: moneyFormat });
  const drawdown = view.chart.addSeries(AreaSeries, { ...quiet, priceFormat: shareFormat, invertFilledArea: true }, 1);
  balance.setData(rows.map((row, index) => ({ time: timeOf(index), value: row.balance })));
  equity.setData(rows.map((row, index) => ({ time: timeOf(index), value: row.equity })));
  drawdown.setData(rows.map((row, index) => ({ time: timeOf(index), value: -100 * row.drawdown })));
  view.chart.panes()[0].setStretchFactor(3);
  view.chart.panes()[1].setStretchFactor(1);
  view.start();
  const tell = (row: number) => {
    const { equity: value, balance: booked, drawdown: depth } = rows[row];
    view.readout.textContent = `${instant(timeOf(row) * 1000)}   equity ${money(value)}   balance ${money(booked)}   drawdown ${percent(depth)}`;
  };
  view.chart.subscribeCrosshairMove(({ logical }) => {
    const row = Math.round(Number(logical ?? rows.length - 1));
    tell(Math.min(rows.length - 1, Math.max(0, row)));
  });
  if (rows.length > 0) tell(rows.length - 1);
  view.showAll();
  return view.figure;
}

function joinedNote(width: number): string {
  const whole = 'One row a bar: open positions are valued at every close.';
  return width === 1
    ? whole
    : `The run has more bars than a page can hold: one point stands for ${width} bars, with their last equity and deepest drawdown.`;
}
