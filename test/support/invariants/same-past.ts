import { expect } from 'vitest';
import type { EngineCase } from '../engine-cases/engine-case.ts';
import { truncateCase } from '../engine-cases/truncated-case.ts';
import { firstDifference } from '../plain-engine/first-difference.ts';
import { isRun, type ObservedFailure, type ObservedRun, observeEngine } from '../plain-engine/observed-run.ts';

/** The trading bar at a share of the way from the first to the last. */
export function barAtShare({ context }: EngineCase, share: number): number {
  const { firstTradingBar, primary } = context.dataset;
  return firstTradingBar + Math.floor(share * (primary.openTimes.length - 1 - firstTradingBar));
}

/** Data that ends with `lastBar` gives the same trades and books up to there: nothing looks ahead. */
export function expectSamePast(engineCase: EngineCase, lastBar: number): void {
  const full = observeEngine(engineCase, true);
  const short = observeEngine(truncateCase(engineCase, lastBar), true);
  // A run that fails later than the cut has no history to compare with, but must not fail earlier.
  if (!isRun(full) && Number(full.bar) > lastBar) expect(isRun(short)).toBe(true);
  else
    expect(firstDifference(historyUpTo(full, engineCase, lastBar), historyUpTo(short, engineCase, lastBar))).toBeNull();
}

/** What a run has done up to a bar. */
function historyUpTo(run: ObservedRun | ObservedFailure, engineCase: EngineCase, lastBar: number): unknown {
  if (!isRun(run)) return Number(run.bar) <= lastBar ? run : null;
  if (run.recorded === null) return null;
  const rows = lastBar - engineCase.context.dataset.firstTradingBar + 1;
  const { equity, balance, drawdown, highWater } = run.recorded;
  return {
    trades: run.trades.filter((trade) => trade.exitBar <= lastBar),
    columns: [equity, balance, drawdown, highWater].map((column) => column.slice(0, rows)),
  };
}
