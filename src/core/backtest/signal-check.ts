import { OmegaError, StrategyError } from '../types/errors.ts';
import type { Signal } from '../types/signal.ts';

/**
 * Refuses signals that no market condition explains (`execution.md` 4.5, step 2): missing or
 * non-finite levels are a defect of the strategy and end the run.
 */
export function checkSignal(signal: Signal, entry: number, bar: number, openTime: number): void {
  checkPrice('entry_price', entry, bar, openTime);
  checkPrice('stop_loss', signal.stopLoss, bar, openTime);
  checkPrice('take_profit', signal.takeProfit, bar, openTime);
}

function checkPrice(field: string, value: number, bar: number, openTime: number): void {
  if (value > 0 && value < Number.POSITIVE_INFINITY) return;
  throw new StrategyError(
    'STRAT_INVALID_SIGNAL',
    `the signal's ${field} is ${value}, expected a finite price above 0`,
    {
      where: `bar ${bar} (${new Date(openTime).toISOString()})`,
      hint: 'the strategy must return finite levels or no signal',
      details: { field, value: String(value), bar, time_ms: openTime },
    },
  );
}

/** Wraps whatever a strategy throws with the bar at which it did. */
export function strategyException(error: unknown, bar: number, openTime: number): OmegaError {
  if (error instanceof OmegaError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new StrategyError('STRAT_EXCEPTION', `the strategy threw: ${message}`, {
    where: `bar ${bar} (${new Date(openTime).toISOString()})`,
    details: { bar, time_ms: openTime },
    cause: error,
  });
}
