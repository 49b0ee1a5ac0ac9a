import { type Figure, isMissing, type NotAvailable, notAvailable } from './figure.ts';
import {
  describePaths,
  type MonteCarloMethod,
  type MonteCarloResult,
  type MonteCarloSettings,
  resampleTrades,
} from './monte-carlo-trades.ts';
import type { SweepStatisticsInput, TradeSample } from './sweep-statistics-input.ts';
import { type TradePValues, tradePValues } from './trade-p-values.ts';

/** What the closed trades of the selected trial allow (`optimizer.md` 12.6, `metrics.md` 9.9). */
export interface TradesSection {
  /** Null for methods that were not asked for. */
  readonly monteCarlo: Readonly<Record<MonteCarloMethod, MonteCarloResult | null>> | NotAvailable;
  readonly pValues: TradePValues | NotAvailable;
}

export function examineTrades(input: SweepStatisticsInput): TradesSection {
  const { trades, trialSeed } = input.selected;
  if (isMissing(trades)) return { monteCarlo: trades, pValues: trades };
  return {
    monteCarlo: trades.net.length === 0 ? notAvailable('the selected trial has no trades') : runMethods(input, trades),
    pValues: tradePValues(trades.r, trades.net, trialSeed, input.pValueResamples),
  };
}

function runMethods(
  { settings, selected, initialBalance }: SweepStatisticsInput,
  { net }: TradeSample,
): Record<MonteCarloMethod, MonteCarloResult | null> {
  const { methods, resamples, ruin_drawdown: ruinDrawdown } = settings.monte_carlo;
  const common: MonteCarloSettings = {
    trialSeed: selected.trialSeed,
    resamples,
    initialBalance,
    ruinBalance: initialBalance * (1 - ruinDrawdown),
  };
  const run = (method: MonteCarloMethod) =>
    methods.includes(method) ? describePaths(resampleTrades(net, method, common)) : null;
  return { bootstrap: run('bootstrap'), shuffle: run('shuffle'), block: run('block') };
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
