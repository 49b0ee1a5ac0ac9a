import type { MarketFacts } from '../core/backtest/run-backtest.ts';
import type { StrategyDefinition } from '../core/strategy/strategy.ts';
import type { EffectiveConfig } from '../core/types/config.ts';
import type { Dataset } from '../core/types/dataset.ts';
import { describeError, OmegaError } from '../core/types/errors.ts';
import { TIMEFRAME_MS } from '../core/types/timeframe.ts';
import { chooseCuts } from './lookahead/choose-cuts.ts';
import { findFirstDifference, type RunDifference } from './lookahead/compare-runs.ts';
import { cutDataset } from './lookahead/cut-dataset.ts';
import { type ObservedRun, type ObservedSetup, observeRun } from './lookahead/observed-run.ts';

/** What is checked for look-ahead. */
export interface LookaheadCheck {
  readonly config: EffectiveConfig;
  readonly dataset: Dataset;
  readonly market: MarketFacts;
  /** May be one that is not registered. */
  readonly strategy: StrategyDefinition;
  readonly seed: number;
  /** At how many bars the data are cut. */
  readonly cuts: number;
  /** Called before every cut with the number of finished ones; true ends the check early. */
  readonly onCut?: (done: number, total: number) => boolean | Promise<boolean>;
}

/** A decision that changes when later data are taken away. */
export interface LookaheadDifference extends RunDifference {
  /** Open time of the bar that differs, in ms. */
  readonly barTimeMs: number;
  /** Last bar of the data of the run that differs. */
  readonly cutBar: number;
  /** When these data end: the decision time of that bar, in ms. */
  readonly cutTimeMs: number;
}

/** What a check for look-ahead came to. */
export interface LookaheadReport {
  /** Cuts that were made; fewer than asked for if the run is short, differs or was ended. */
  readonly cuts: number;
  readonly tradingBars: number;
  readonly signals: number;
  readonly trades: number;
  readonly series: number;
  /** Null: every decision is the same without the data that come after it. */
  readonly difference: LookaheadDifference | null;
}

/**
 * Runs a backtest on all data, then again on data that end at many bars, and compares everything up to
 * there bit by bit (`strategy.md` 15.10, prefix invariance). The first cut that differs ends the check.
 * @throws OmegaError where the run on all data fails
 */
export async function checkLookahead(check: LookaheadCheck): Promise<LookaheadReport> {
  const { dataset } = check;
  const full = observeRun(check, dataset);
  const barCount = dataset.primary.openTimes.length;
  const signalBars = [...full.signals.keys()].sort((left, right) => left - right);
  const cuts = chooseCuts(dataset.firstTradingBar, barCount, signalBars, check.cuts);
  let done = 0;
  let difference: LookaheadDifference | null = null;
  for (const bar of cuts) {
    if ((await check.onCut?.(done, cuts.length)) === true) break;
    done += 1;
    const found = compareAt(check, full, bar);
    if (found === null) continue;
    difference = locate(found, dataset, bar);
    break;
  }
  return {
    cuts: done,
    tradingBars: barCount - dataset.firstTradingBar,
    signals: full.signals.size,
    trades: full.result.trades.count,
    series: full.series.size,
    difference,
  };
}

/** A run that fails on the data up to a bar decides otherwise than the full run, which did not fail there. */
function compareAt(setup: ObservedSetup, full: ObservedRun, bar: number): RunDifference | null {
  try {
    return findFirstDifference(full, observeRun(setup, cutDataset(full.dataset, bar, setup.config)), bar);
  } catch (error) {
    if (!(error instanceof OmegaError)) throw error;
    const { code, message } = describeError(error);
    return { bar, field: 'outcome', full: 'no error', cut: `${code}: ${message}` };
  }
}

function locate(found: RunDifference, dataset: Dataset, cutBar: number): LookaheadDifference {
  const { openTimes, timeframe } = dataset.primary;
  return {
    ...found,
    barTimeMs: openTimes[found.bar],
    cutBar,
    cutTimeMs: openTimes[cutBar] + TIMEFRAME_MS[timeframe],
  };
}
