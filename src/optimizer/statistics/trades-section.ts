import { type Figure, isMissing, type NotAvailable, notAvailable } from './figure.ts';
import {
  describePaths,
  joinPaths,
  MONTE_CARLO_METHODS,
  type MonteCarloMethod,
  type MonteCarloResult,
  type MonteCarloSettings,
} from './monte-carlo-trades.ts';
import { cutRange } from './pieces/cut-range.ts';
import type { PieceRunner } from './pieces/piece-runner.ts';
import { shareNumbers } from './pieces/shared-numbers.ts';
import type { SweepStatisticsInput } from './sweep-statistics-input.ts';
import type { TradePValues } from './trade-p-values.ts';

/** What the closed trades of the selected trial allow (`optimizer.md` 12.6, `metrics.md` 9.9). */
export interface TradesSection {
  /** Null for methods that were not asked for. */
  readonly monteCarlo: Readonly<Record<MonteCarloMethod, MonteCarloResult | null>> | NotAvailable;
  readonly pValues: TradePValues | NotAvailable;
}

/** Resamples of a piece: 20 ms with 500 trades. */
const RESAMPLES_PER_PIECE = 1000;

export async function examineTrades(input: SweepStatisticsInput, runner: PieceRunner): Promise<TradesSection> {
  const { trades, trialSeed } = input.selected;
  if (isMissing(trades)) return { monteCarlo: trades, pValues: trades };
  const [pValues] = await runner.run('tradePValues', [{ trades, trialSeed, from: 0, to: input.pValueResamples }]);
  return {
    monteCarlo:
      trades.net.length === 0
        ? notAvailable('the selected trial has no trades')
        : await runMethods(input, shareNumbers(trades.net), runner),
    pValues: pValues!,
  };
}

async function runMethods(
  { settings, selected, initialBalance }: SweepStatisticsInput,
  net: Float64Array,
  runner: PieceRunner,
): Promise<Record<MonteCarloMethod, MonteCarloResult | null>> {
  const { methods, resamples, ruin_drawdown: ruinDrawdown } = settings.monte_carlo;
  const common: MonteCarloSettings = {
    trialSeed: selected.trialSeed,
    resamples,
    initialBalance,
    ruinBalance: initialBalance * (1 - ruinDrawdown),
  };
  const ranges = cutRange(resamples, RESAMPLES_PER_PIECE);
  const asked = MONTE_CARLO_METHODS.filter((method) => methods.includes(method));
  const pieces = asked.flatMap((method) => ranges.map((range) => ({ net, method, settings: common, ...range })));
  const paths = await runner.run('tradePaths', pieces);
  const resultOf = (method: MonteCarloMethod): MonteCarloResult | null => {
    const position = asked.indexOf(method);
    if (position === -1) return null;
    return describePaths(joinPaths(paths.slice(position * ranges.length, (position + 1) * ranges.length)));
  };
  return { bootstrap: resultOf('bootstrap'), shuffle: resultOf('shuffle'), block: resultOf('block') };
}

/** The Monte Carlo figures of `optimizer_metrics.json`. */
export interface MonteCarloFigures {
  readonly profitP05: Figure;
  readonly profitP50: Figure;
  readonly drawdownP50: Figure;
  readonly drawdownP95: Figure;
  readonly probLoss: Figure;
  readonly probRuin: Figure;
}

/** Everything from `bootstrap`, but the 95th drawdown percentile from the larger of `bootstrap` and `shuffle`. */
export function summariseMonteCarlo({ monteCarlo }: TradesSection): MonteCarloFigures {
  if (isMissing(monteCarlo)) return allMissing(monteCarlo);
  const { bootstrap, shuffle } = monteCarlo;
  const drawdowns = [bootstrap, shuffle].flatMap((result) => (result === null ? [] : [result.maxDrawdownAbs.p95]));
  const none = notAvailable("statistics.monte_carlo.methods leaves out 'bootstrap'");
  const drawdownP95 = drawdowns.length === 0 ? none : Math.max(...drawdowns);
  if (bootstrap === null) return { ...allMissing(none), drawdownP95 };
  return {
    profitP05: bootstrap.profitNet.p05,
    profitP50: bootstrap.profitNet.p50,
    drawdownP50: bootstrap.maxDrawdownAbs.p50,
    drawdownP95,
    probLoss: bootstrap.probLoss,
    probRuin: bootstrap.probRuin,
  };
}

function allMissing(reason: NotAvailable): MonteCarloFigures {
  return {
    profitP05: reason,
    profitP50: reason,
    drawdownP50: reason,
    drawdownP95: reason,
    probLoss: reason,
    probRuin: reason,
  };
}
