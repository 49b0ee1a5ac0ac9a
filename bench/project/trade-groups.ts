import type { PreparedTrial, TrialRunner } from './trial-runner.ts';

/** Trials with about the same number of trades. */
export interface TradeGroup {
  readonly wantedTrades: number;
  readonly trials: readonly PreparedTrial[];
}

/**
 * Picks, for each wanted number of trades and each stop distance of a sweep, the trial that comes nearest
 * to it, so that every group holds near and far stops alike.
 */
export function groupByTrades(
  runner: TrialRunner,
  trials: readonly PreparedTrial[],
  wanted: readonly number[],
): readonly TradeGroup[] {
  const counted = runner.simulateAll(trials).map(({ trades }, index) => ({ trial: trials[index], trades }));
  const stops = [...new Set(trials.map(stopOf))];
  return wanted.map((wantedTrades) => {
    const distance = (trades: number): number => Math.abs(Math.log((trades + 1) / (wantedTrades + 1)));
    const nearest = stops.map((stop) =>
      counted
        .filter(({ trial }) => stopOf(trial) === stop)
        .reduce((best, other) => (distance(other.trades) < distance(best.trades) ? other : best)),
    );
    return { wantedTrades, trials: nearest.map(({ trial }) => trial) };
  });
}

function stopOf({ config }: PreparedTrial): unknown {
  return config.strategy_parameters.atr_mult;
}
