import { StrategyError } from '../types/errors.ts';
import { ORDER_TYPES, type Signal } from '../types/signal.ts';

/**
 * Refuses signals that no market condition explains (`execution.md` 4.5, step 2, and `strategy.md` 15.7):
 * missing or non-finite levels are a defect of the strategy and end the run. A strategy need not have
 * gone through the type checker, so the types count too.
 */
export function checkSignal(signal: Signal, entry: number, bar: number, openTimes: Float64Array): void {
  if (isPrice(entry) && isComplete(signal)) return;
  refuseSignal(signal, entry, bar, openTimes[bar]);
}

/** Names what is wrong. */
function refuseSignal(signal: Signal, entry: number, bar: number, openTime: number): void {
  const { direction, orderType, scenarioId, goodTillMs } = signal;
  if (direction !== 1 && direction !== -1) throw invalid('direction', direction, '1 or -1', bar, openTime);
  if (!ORDER_TYPES.includes(orderType)) throw invalid('order_type', orderType, ORDER_TYPES.join(', '), bar, openTime);
  checkPrice('entry_price', entry, bar, openTime);
  checkPrice('stop_loss', signal.stopLoss, bar, openTime);
  checkPrice('take_profit', signal.takeProfit, bar, openTime);
  if (!Number.isInteger(scenarioId)) throw invalid('scenario_id', scenarioId, 'an integer', bar, openTime);
  if (typeof goodTillMs !== 'number' || Number.isNaN(goodTillMs)) {
    throw invalid('good_till', goodTillMs, 'a time in milliseconds or Infinity', bar, openTime);
  }
}

/** The same rules for all but the entry at once, for the usual case. */
function isComplete({ direction, orderType, stopLoss, takeProfit, scenarioId, goodTillMs }: Signal): boolean {
  return (
    (direction === 1 || direction === -1) &&
    (orderType === 'market' || orderType === 'limit' || orderType === 'stop') &&
    isPrice(stopLoss) &&
    isPrice(takeProfit) &&
    Number.isInteger(scenarioId) &&
    typeof goodTillMs === 'number' &&
    !Number.isNaN(goodTillMs)
  );
}

function isPrice(value: number): boolean {
  return typeof value === 'number' && value > 0 && value < Number.POSITIVE_INFINITY;
}

function checkPrice(field: string, value: number, bar: number, openTime: number): void {
  if (isPrice(value)) return;
  throw invalid(field, value, 'a finite price above 0', bar, openTime);
}

function invalid(field: string, value: unknown, expected: string, bar: number, openTime: number): StrategyError {
  const message = `the signal's ${field} is ${value}, expected ${expected}`;
  return new StrategyError('STRAT_INVALID_SIGNAL', message, {
    where: `bar ${bar} (${new Date(openTime).toISOString()})`,
    hint: 'the strategy must return a complete signal with finite levels, or none',
    details: { field, value: String(value), bar, time_ms: openTime },
  });
}
