import type { RunPageData } from '../../report/run-page/run-page-data.ts';
import { fixed, instant, money, toneOf, wholeNumber } from '../elements/number-format.ts';
import type { CellValue, DataColumn } from '../elements/table-order.ts';

/** Columns of the trade table, with the figures of `trades.json`. */
export function tradeColumns({ trades, priceDecimals, sizeDecimals }: RunPageData): readonly DataColumn[] {
  const number = (title: string, values: readonly CellValue[], decimals: number): DataColumn => ({
    title,
    value: (row) => values[row],
    text: (row) => fixed(values[row] as number | null, decimals),
  });
  const words = (title: string, values: readonly (string | number)[]): DataColumn => ({
    title,
    align: 'left',
    value: (row) => values[row],
    text: (row) => String(values[row]),
    filter: 'choice',
  });
  const time = (title: string, values: readonly number[]): DataColumn => ({
    title,
    align: 'left',
    value: (row) => values[row],
    text: (row) => instant(values[row]),
  });
  return [
    { title: 'Trade', value: (row) => row + 1, text: (row) => wholeNumber(row + 1) },
    time('Entry', trades.entryTime),
    time('Exit', trades.exitTime),
    words('Direction', trades.direction),
    {
      title: 'Result',
      value: (row) => trades.result[row],
      text: (row) => money(trades.result[row]),
      tone: (row) => toneOf(trades.result[row]),
    },
    { ...number('R', trades.rMultiple, 2), filter: 'range' },
    words('Reason', trades.reason),
    number('Bars', trades.holdingBars, 0),
    number('Size', trades.size, sizeDecimals),
    number('Entry price', trades.entryPrice, priceDecimals),
    number('Exit price', trades.exitPrice, priceDecimals),
    number('Initial SL', trades.initialStopLoss, priceDecimals),
    number('SL', trades.stopLoss, priceDecimals),
    number('TP', trades.takeProfit, priceDecimals),
    number('Fees', trades.fees, 2),
    number('MAE', trades.adverse, 2),
    number('MFE', trades.favourable, 2),
    words('Scenario', trades.scenario),
  ];
}
