import type { BacktestResult } from '../../src/core/types/backtest-result.ts';
import type { TradeColumns } from '../../src/core/types/trade.ts';

/** What a trial came to, in the order in which `main.c` writes it: figures, daily equity, trades. */
export interface TrialFigures {
  readonly figures: Readonly<Record<(typeof FIGURE_NAMES)[number], number>>;
  readonly dailyEquity: Float64Array;
  readonly trades: readonly Readonly<Record<(typeof TRADE_NAMES)[number], number>>[];
}

export const FIGURE_NAMES = [
  'trades',
  'balance',
  'fees',
  'maxDrawdown',
  'maxDrawdownAbs',
  'minEquity',
  'lastEquity',
  'exposedBars',
  'longestEpisode',
  'deepestEpisode',
] as const;

export const TRADE_NAMES = [
  'entryBar',
  'exitBar',
  'direction',
  'entryPrice',
  'exitPrice',
  'stopLoss',
  'takeProfit',
  'size',
  'result',
  'entryFee',
  'exitFee',
] as const satisfies readonly (keyof TradeColumns)[];

/** The figures of omega's own run. */
export function figuresOf({ trades, feesTotal, finalBalance, equitySummary }: BacktestResult): TrialFigures {
  return {
    figures: {
      trades: trades.count,
      balance: finalBalance,
      fees: feesTotal,
      maxDrawdown: equitySummary.maxDrawdown,
      maxDrawdownAbs: equitySummary.maxDrawdownAbs,
      minEquity: equitySummary.minEquity,
      lastEquity: equitySummary.lastEquity,
      exposedBars: equitySummary.exposedBars,
      longestEpisode: equitySummary.maxDrawdownDurationBars,
      deepestEpisode: equitySummary.deepestEpisodeBars,
    },
    dailyEquity: equitySummary.dailyEquity.slice(),
    trades: Array.from({ length: trades.count }, (_, row) => recordOf(TRADE_NAMES, (name) => trades[name][row])),
  };
}

/** Reads one trial from the values that a C program has written. */
export function readFigures(values: Float64Array, from: number, days: number): { trial: TrialFigures; next: number } {
  const figures = recordOf(FIGURE_NAMES, (_, index) => values[from + index]);
  const firstDay = from + FIGURE_NAMES.length;
  const firstTrade = firstDay + days;
  const width = TRADE_NAMES.length;
  const trades = Array.from({ length: figures.trades }, (_, row) =>
    recordOf(TRADE_NAMES, (_name, index) => values[firstTrade + row * width + index]),
  );
  const trial = { figures, dailyEquity: values.slice(firstDay, firstTrade), trades };
  return { trial, next: firstTrade + figures.trades * width };
}

function recordOf<Name extends string>(
  names: readonly Name[],
  read: (name: Name, index: number) => number,
): Record<Name, number> {
  return Object.fromEntries(names.map((name, index) => [name, read(name, index)])) as Record<Name, number>;
}
