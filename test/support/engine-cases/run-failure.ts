import type { BacktestResult } from '../../../src/core/types/backtest-result.ts';
import { describeError, type ErrorDescription } from '../../../src/core/types/errors.ts';
import type { Signal } from '../../../src/core/types/signal.ts';
import { TIMEFRAME_MS } from '../../../src/core/types/timeframe.ts';
import { CALM_START, type CalmChanges, calmCase, calmSignal } from './calm-case.ts';
import { runEngine } from './run-engine.ts';

/** Bar at which the failing strategies act, its open time and its name in messages. */
export const FAILING_BAR = 3;
export const FAILING_TIME = CALM_START + FAILING_BAR * TIMEFRAME_MS.M5;
export const FAILING_PLACE = `bar ${FAILING_BAR} (2024-03-05T09:15:00.000Z)`;

export function runCalm(changes: CalmChanges, record = false): BacktestResult {
  return runEngine(calmCase(changes), record);
}

/** Plain form of what an action throws; null if it throws nothing. */
export function errorOf(action: () => unknown): ErrorDescription | null {
  try {
    action();
  } catch (error) {
    return describeError(error);
  }
  return null;
}

export function failureOf(changes: CalmChanges, record = false): ErrorDescription | null {
  return errorOf(() => runCalm(changes, record));
}

/** A strategy that gives one signal, at `FAILING_BAR`. */
export function signalOnce(changes: Partial<Signal> = {}): CalmChanges['instance'] {
  return { onBar: (bar) => (bar === FAILING_BAR ? calmSignal(changes) : null) };
}
