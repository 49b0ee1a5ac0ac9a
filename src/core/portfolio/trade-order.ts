import type { SignalDetails } from '../types/signal.ts';
import type { TradeColumns } from '../types/trade.ts';
import type { TradeLog } from './trade-log.ts';

/** Closed trades in the order of `trades.json`, with the words of their signals in the same order. */
export interface OrderedTrades {
  readonly trades: TradeColumns;
  readonly details: readonly (SignalDetails | null)[] | null;
}

/**
 * Orders trades by exit time, entry time, position id (`data-and-config.md` 17.2). Closing order
 * differs from it only where several positions close in one bar, so usually nothing moves.
 */
export function orderTrades(log: TradeLog): OrderedTrades {
  if (isOrdered(log)) return { trades: log, details: log.details };
  const rows = Array.from({ length: log.count }, (_, row) => row).sort((left, right) => compareRows(log, left, right));
  const trades: TradeColumns = {
    count: log.count,
    positionId: Int32Array.from(rows, (row) => log.positionId[row]!),
    direction: Int8Array.from(rows, (row) => log.direction[row]!),
    orderType: Uint8Array.from(rows, (row) => log.orderType[row]!),
    scenarioId: Int32Array.from(rows, (row) => log.scenarioId[row]!),
    entryBar: Int32Array.from(rows, (row) => log.entryBar[row]!),
    placedBar: Int32Array.from(rows, (row) => log.placedBar[row]!),
    fillBar: Int32Array.from(rows, (row) => log.fillBar[row]!),
    exitBar: Int32Array.from(rows, (row) => log.exitBar[row]!),
    entryPrice: Float64Array.from(rows, (row) => log.entryPrice[row]!),
    exitPrice: Float64Array.from(rows, (row) => log.exitPrice[row]!),
    initialStopLoss: Float64Array.from(rows, (row) => log.initialStopLoss[row]!),
    stopLoss: Float64Array.from(rows, (row) => log.stopLoss[row]!),
    takeProfit: Float64Array.from(rows, (row) => log.takeProfit[row]!),
    size: Float64Array.from(rows, (row) => log.size[row]!),
    result: Float64Array.from(rows, (row) => log.result[row]!),
    rMultiple: Float64Array.from(rows, (row) => log.rMultiple[row]!),
    entryFee: Float64Array.from(rows, (row) => log.entryFee[row]!),
    exitFee: Float64Array.from(rows, (row) => log.exitFee[row]!),
    entrySlippage: Float64Array.from(rows, (row) => log.entrySlippage[row]!),
    exitSlippage: Float64Array.from(rows, (row) => log.exitSlippage[row]!),
    reason: Uint8Array.from(rows, (row) => log.reason[row]!),
    stopKind: Uint8Array.from(rows, (row) => log.stopKind[row]!),
    entryRule: Uint8Array.from(rows, (row) => log.entryRule[row]!),
    exitRule: Uint8Array.from(rows, (row) => log.exitRule[row]!),
  };
  const { details } = log;
  return { trades, details: details === null ? null : rows.map((row) => details[row]!) };
}

function isOrdered(log: TradeLog): boolean {
  for (let row = 1; row < log.count; row++) if (compareRows(log, row - 1, row) > 0) return false;
  return true;
}

function compareRows(log: TradeLog, left: number, right: number): number {
  return (
    log.exitBar[left]! - log.exitBar[right]! ||
    log.entryBar[left]! - log.entryBar[right]! ||
    log.positionId[left]! - log.positionId[right]!
  );
}
