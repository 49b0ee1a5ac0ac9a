import { ORDER_TYPES } from '../../../src/core/types/signal.ts';
import { EXIT_REASON, STOP_KINDS, type Trade, type TradeColumns } from '../../../src/core/types/trade.ts';

const TEMPLATE: Trade = {
  positionId: 1,
  direction: 1,
  orderType: 'market',
  scenarioId: 0,
  entryBar: 0,
  placedBar: 0,
  fillBar: 0,
  exitBar: 0,
  entryPrice: 1.1,
  exitPrice: 1.1,
  initialStopLoss: 1.09,
  stopLoss: 1.09,
  takeProfit: 1.12,
  size: 1,
  result: 0,
  rMultiple: 0,
  entryFee: 0,
  exitFee: 0,
  entrySlippage: 0,
  exitSlippage: 0,
  reason: 'stop_loss',
  stopKind: 'initial',
  entryRule: 1,
  exitRule: 6,
};

/** Columns with one trade per element; what an element leaves out comes from a plain template. */
export function tradeColumns(parts: readonly Partial<Trade>[]): TradeColumns {
  const trades = parts.map((part) => ({ ...TEMPLATE, ...part }));
  const doubles = (pick: (trade: Trade) => number): Float64Array => Float64Array.from(trades, pick);
  const integers = (pick: (trade: Trade) => number): Int32Array => Int32Array.from(trades, pick);
  const codes = (pick: (trade: Trade) => number): Uint8Array => Uint8Array.from(trades, pick);
  return {
    count: trades.length,
    positionId: integers((trade) => trade.positionId),
    direction: Int8Array.from(trades, (trade) => trade.direction),
    orderType: codes((trade) => ORDER_TYPES.indexOf(trade.orderType)),
    scenarioId: integers((trade) => trade.scenarioId),
    entryBar: integers((trade) => trade.entryBar),
    placedBar: integers((trade) => trade.placedBar),
    fillBar: integers((trade) => trade.fillBar),
    exitBar: integers((trade) => trade.exitBar),
    entryPrice: doubles((trade) => trade.entryPrice),
    exitPrice: doubles((trade) => trade.exitPrice),
    initialStopLoss: doubles((trade) => trade.initialStopLoss),
    stopLoss: doubles((trade) => trade.stopLoss),
    takeProfit: doubles((trade) => trade.takeProfit),
    size: doubles((trade) => trade.size),
    result: doubles((trade) => trade.result),
    rMultiple: doubles((trade) => trade.rMultiple),
    entryFee: doubles((trade) => trade.entryFee),
    exitFee: doubles((trade) => trade.exitFee),
    entrySlippage: doubles((trade) => trade.entrySlippage),
    exitSlippage: doubles((trade) => trade.exitSlippage),
    reason: codes((trade) => EXIT_REASON[trade.reason]),
    stopKind: codes((trade) => STOP_KINDS.indexOf(trade.stopKind)),
    entryRule: codes((trade) => trade.entryRule),
    exitRule: codes((trade) => trade.exitRule),
  };
}

/** Trades of which only the results matter. */
export function tradesWithResults(...results: readonly number[]): TradeColumns {
  return tradeColumns(results.map((result) => ({ result })));
}
