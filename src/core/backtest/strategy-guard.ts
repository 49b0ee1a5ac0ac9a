import type { StrategyInstance } from '../strategy/strategy.ts';
import { OmegaError, StrategyError } from '../types/errors.ts';
import type { Signal, SignalDetails } from '../types/signal.ts';

/**
 * The same strategy with everything it throws turned into `STRAT_EXCEPTION` with the bar it was asked
 * about: an exception is a defect of the strategy, never a market condition (`strategy.md` 15.5).
 */
export class GuardedStrategy {
  private readonly strategy: StrategyInstance;
  private readonly openTimes: Float64Array;

  constructor(strategy: StrategyInstance, openTimes: Float64Array) {
    this.strategy = strategy;
    this.openTimes = openTimes;
  }

  onBar(bar: number): Signal | null {
    try {
      return this.strategy.onBar(bar);
    } catch (error) {
      throw strategyException(error, bar, this.openTimes[bar]);
    }
  }

  describe(bar: number): SignalDetails | null {
    try {
      return this.strategy.describe?.(bar) ?? null;
    } catch (error) {
      throw strategyException(error, bar, this.openTimes[bar]);
    }
  }

  isUndefinedAt(bar: number): boolean {
    try {
      return this.strategy.isUndefinedAt?.(bar) ?? false;
    } catch (error) {
      throw strategyException(error, bar, this.openTimes[bar]);
    }
  }
}

function strategyException(error: unknown, bar: number, openTime: number): OmegaError {
  if (error instanceof OmegaError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new StrategyError('STRAT_EXCEPTION', `the strategy threw: ${message}`, {
    where: `bar ${bar} (${new Date(openTime).toISOString()})`,
    details: { bar, time_ms: openTime },
    cause: error,
  });
}
