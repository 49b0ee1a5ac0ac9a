/** Profit that one window's choice made in training and in the test, with the lengths of both. */
export interface WindowProfit {
  /** Net profit in account currency; 0 where nothing was chosen, because nothing is traded then. */
  readonly trainProfit: number;
  readonly testProfit: number;
  /** Calendar days. */
  readonly trainDays: number;
  readonly testDays: number;
}

/** What is left out of sample of the profit made in sample (`optimizer.md` 13.3). */
export interface WalkForwardEfficiency {
  /** Profit per test day over profit per training day; NaN where training made no profit. */
  readonly wfe: number;
  /** Net profit of all test windows, account currency. */
  readonly oosProfitNet: number;
  /** Share of test windows with a net profit above 0. */
  readonly oosWindowsProfitable: number;
}

/**
 * Walk-forward efficiency: R. Pardo (2008), *The Evaluation and Optimization of Trading Strategies*, 2nd
 * edition. Sums run in the order of the windows; at least one is needed.
 */
export function walkForwardEfficiency(windows: readonly WindowProfit[]): WalkForwardEfficiency {
  const sum = (pick: (window: WindowProfit) => number): number =>
    windows.reduce((total, window) => total + pick(window), 0);
  const oosProfitNet = sum(({ testProfit }) => testProfit);
  const trainPerDay = sum(({ trainProfit }) => trainProfit) / sum(({ trainDays }) => trainDays);
  const testPerDay = oosProfitNet / sum(({ testDays }) => testDays);
  const profitable = windows.filter(({ testProfit }) => testProfit > 0).length;
  return {
    wfe: trainPerDay > 0 ? testPerDay / trainPerDay : Number.NaN,
    oosProfitNet,
    oosWindowsProfitable: profitable / windows.length,
  };
}
