import { roundRatio } from '../../core/backtest/artifacts/format-number.ts';
import type { RunReport } from '../../core/metrics/run-report/run-report.ts';
import type { TradeColumns } from '../../core/types/trade.ts';
import type { TradeData } from './run-page-data.ts';

/** What `trades.json` says of a trade, as far as the page shows it. */
interface TradeRecord {
  readonly entry_time: string;
  readonly exit_time: string;
  readonly direction: string;
  readonly entry_price: number;
  readonly exit_price: number;
  readonly stop_loss: number;
  readonly take_profit: number | null;
  readonly initial_stop_loss: number;
  readonly size: number;
  readonly result: number;
  readonly fees: number;
  readonly r_multiple: number;
  readonly reason: string;
  readonly scenario_id: number;
}

/**
 * Closed trades with their figures as `trades.json` carries them.
 *
 * @param tradesJson text of `trades.json`
 * @param trades the same trades, for the bars of their fills
 * @param width bars of a candle
 */
export function tradeData(tradesJson: string, trades: TradeColumns, report: RunReport, width: number): TradeData {
  const records: readonly TradeRecord[] = JSON.parse(tradesJson);
  const column = <T>(cellOf: (record: TradeRecord, index: number) => T): T[] => records.map(cellOf);
  return {
    count: records.length,
    entryTime: column((record) => Date.parse(record.entry_time)),
    exitTime: column((record) => Date.parse(record.exit_time)),
    fillCandle: column((_, index) => Math.floor(trades.fillBar[index] / width)),
    exitCandle: column((_, index) => Math.floor(trades.exitBar[index] / width)),
    direction: column((record) => record.direction),
    size: column((record) => record.size),
    entryPrice: column((record) => record.entry_price),
    exitPrice: column((record) => record.exit_price),
    initialStopLoss: column((record) => record.initial_stop_loss),
    stopLoss: column((record) => record.stop_loss),
    takeProfit: column((record) => record.take_profit),
    result: column((record) => record.result),
    fees: column((record) => record.fees),
    rMultiple: column((record) => record.r_multiple),
    reason: column((record) => record.reason),
    scenario: column((record) => record.scenario_id),
    holdingBars: [...report.holdingBars],
    adverse: report.excursions.map(({ adverse }) => roundRatio(adverse)),
    favourable: report.excursions.map(({ favourable }) => roundRatio(favourable)),
  };
}
