import { formatInstant, toNanoseconds } from '../../data/dates.ts';
import { roundHalfAway } from '../../math/rounding.ts';
import { ExecutionError } from '../../types/errors.ts';
import { ORDER_TYPES, type SignalDetails } from '../../types/signal.ts';
import { TIMEFRAME_MS } from '../../types/timeframe.ts';
import { EXIT_REASON, STOP_KINDS, type TradeColumns } from '../../types/trade.ts';
import { formatJson, type OutputObject, roundFloats } from './format-json.ts';
import { META_DECIMALS, roundMoney, roundRatio } from './format-number.ts';
import type { RecordFormat } from './record-format.ts';

const REASON_NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(EXIT_REASON).map(([name, code]) => [code, name]),
);

/**
 * Text of `trades.json` (`data-and-config.md` 17.2). `details` holds the words of each trade's
 * signal in the same order; null leaves the signal's part of `meta` out.
 */
export function renderTrades(
  trades: TradeColumns,
  details: readonly (SignalDetails | null)[] | null,
  format: RecordFormat,
): string {
  const records: OutputObject[] = [];
  for (let i = 0; i < trades.count; i++) records.push(tradeRecord(trades, i, details?.[i] ?? null, format));
  return formatJson(records, 'trades.json');
}

function tradeRecord(
  trades: TradeColumns,
  index: number,
  details: SignalDetails | null,
  format: RecordFormat,
): OutputObject {
  const price = (value: number): number => roundHalfAway(value, format.priceDecimals);
  const entryTime = format.openTimes[trades.entryBar[index]];
  const exitTime = format.openTimes[trades.exitBar[index]];
  return {
    entry_time: formatInstant(entryTime),
    entry_time_ns: toNanoseconds(entryTime),
    exit_time: formatInstant(exitTime),
    exit_time_ns: toNanoseconds(exitTime),
    direction: trades.direction[index] === 1 ? 'long' : 'short',
    entry_price: price(trades.entryPrice[index]),
    exit_price: price(trades.exitPrice[index]),
    symbol: format.symbol,
    stop_loss: price(trades.stopLoss[index]),
    take_profit: price(trades.takeProfit[index]),
    initial_stop_loss: price(trades.initialStopLoss[index]),
    size: roundHalfAway(trades.size[index], format.sizeDecimals),
    result: roundMoney(trades.result[index]),
    fees: roundMoney(trades.entryFee[index] + trades.exitFee[index]),
    r_multiple: roundRatio(trades.rMultiple[index]),
    reason: reasonName(trades.reason[index]),
    order_type: ORDER_TYPES[trades.orderType[index]],
    status: 'closed',
    scenario_id: trades.scenarioId[index],
    meta: tradeMeta(trades, index, details, format),
  };
}

function reasonName(code: number): string {
  const name = REASON_NAMES.get(code);
  if (name === undefined) throw new ExecutionError('EXEC_INVARIANT', `trade has exit reason ${code}, expected 1 to 7`);
  return name;
}

/** Signal meta first, so that the keys reserved for the engine win (`strategy.md` 15.7). */
function tradeMeta(
  trades: TradeColumns,
  index: number,
  details: SignalDetails | null,
  format: RecordFormat,
): OutputObject {
  const float = (value: number): number => roundHalfAway(value, META_DECIMALS);
  return {
    ...(details === null ? {} : signalMeta(details, trades.scenarioId[index], trades.placedBar[index], format)),
    stop_loss_kind: STOP_KINDS[trades.stopKind[index]],
    in_entry_candle: trades.exitBar[index] === trades.fillBar[index],
    entry_fee: float(trades.entryFee[index]),
    exit_fee: float(trades.exitFee[index]),
    entry_slippage: float(trades.entrySlippage[index]),
    exit_slippage: float(trades.exitSlippage[index]),
    entry_rule: trades.entryRule[index],
    exit_rule: trades.exitRule[index],
    ...(ORDER_TYPES[trades.orderType[index]] === 'market'
      ? {}
      : { placed_time_ns: toNanoseconds(format.openTimes[trades.placedBar[index]]) }),
  };
}

/** The decision instant is the close of the signal bar (`strategy.md` 1.1). */
function signalMeta(details: SignalDetails, scenarioId: number, signalBar: number, format: RecordFormat): OutputObject {
  const openTime = format.openTimes[signalBar];
  const decisionTime = openTime + TIMEFRAME_MS[format.timeframe];
  return {
    ...(roundFloats(details.meta, META_DECIMALS) as OutputObject),
    scenario: details.label,
    scenario_id: scenarioId,
    reason: details.reason,
    tags: details.tags,
    decision_time: formatInstant(decisionTime),
    decision_time_ns: toNanoseconds(decisionTime),
    bar_open_time_ns: toNanoseconds(openTime),
    tf: format.timeframe,
  };
}
