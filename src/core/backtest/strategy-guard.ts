import type { StrategyInstance } from '../strategy/strategy.ts';
import { OmegaError, StrategyError } from '../types/errors.ts';

/**
 * The same strategy with everything it throws turned into `STRAT_EXCEPTION` with the bar it was asked
 * about: an exception is a defect of the strategy, never a market condition (`strategy.md` 15.5).
 */
export function guardStrategy(strategy: StrategyInstance, openTimes: Float64Array): StrategyInstance {
  const guard =
    <T>(ask: (bar: number, end: number) => T) =>
    (bar: number, end = bar): T => {
      try {
        return ask(bar, end);
      } catch (error) {
        throw strategyException(error, bar, openTimes[bar]);
      }
    };
  const { nextCandidate, describe, isUndefinedAt } = strategy;
  return {
    onBar: guard((bar) => strategy.onBar(bar)),
    ...(nextCandidate && { nextCandidate: guard((bar, end) => nextCandidate.call(strategy, bar, end)) }),
    ...(describe && { describe: guard((bar) => describe.call(strategy, bar)) }),
    ...(isUndefinedAt && { isUndefinedAt: guard((bar) => isUndefinedAt.call(strategy, bar)) }),
  };
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
