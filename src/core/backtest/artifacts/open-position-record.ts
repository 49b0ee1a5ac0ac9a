import { formatInstant, toNanoseconds } from '../../data/dates.ts';
import { roundHalfAway } from '../../math/rounding.ts';
import type { OpenPosition } from '../../types/trade.ts';
import type { OutputObject } from './format-json.ts';
import { roundMoney } from './format-number.ts';
import type { RecordFormat } from './record-format.ts';

/** Member of `diagnostics.open_positions_at_end` (`data-and-config.md` 17.5). */
export function openPositionRecord(position: OpenPosition, format: RecordFormat): OutputObject {
  const price = (value: number): number => roundHalfAway(value, format.priceDecimals);
  const entryTime = format.openTimes[position.entryBar];
  return {
    entry_time: formatInstant(entryTime),
    entry_time_ns: toNanoseconds(entryTime),
    direction: position.direction === 1 ? 'long' : 'short',
    order_type: position.orderType,
    entry_price: price(position.entryPrice),
    symbol: format.symbol,
    stop_loss: price(position.stopLoss),
    take_profit: price(position.takeProfit),
    initial_stop_loss: price(position.initialStopLoss),
    size: roundHalfAway(position.size, format.sizeDecimals),
    scenario_id: position.scenarioId,
    entry_fee: roundMoney(position.entryFee),
    unrealised: position.unrealised === null ? null : roundMoney(position.unrealised),
  };
}
