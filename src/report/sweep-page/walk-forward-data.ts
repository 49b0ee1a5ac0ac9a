import { roundMoney } from '../../core/backtest/artifacts/format-number.ts';
import { METRIC_KEYS, type MetricKey } from '../../core/metrics/metric-keys.ts';
import { roundMetric } from '../../core/metrics/metric-rounding.ts';
import type { JsonObject } from '../../core/types/json.ts';
import type { SweepRecord } from '../../optimizer/storage/sweep-record.ts';
import type { TrialRecord } from '../../optimizer/storage/trial-record.ts';
import type { TrialReader } from '../../optimizer/storage/trial-store.ts';
import { parameterText } from '../../optimizer/sweep/parameter-text.ts';
import {
  readWalkForwardReport,
  type WalkForwardReport,
  type WindowReport,
} from '../../optimizer/sweep/walk-forward-report.ts';
import type { ParameterDrift } from '../../optimizer/validation/parameter-drift.ts';
import type { WalkForwardData, WindowData } from './sweep-page-data.ts';

/** The windows of a walk-forward and what their choices made out of sample; null without one. */
export function walkForwardData(store: TrialReader, sweep: SweepRecord): WalkForwardData | null {
  const report = readWalkForwardReport(store, sweep.sweepId);
  if (report === null) return null;
  const choices = report.windows.map(({ train }) => parametersOf(train));
  const paths = [...new Set(choices.flatMap((choice) => Object.keys(choice)))];
  return {
    mode: report.mode,
    purgeDays: report.purgeDays,
    parameters: paths,
    windows: report.windows.map((window, at) => windowData(window, paths, choices[at])),
    ...joinedCurve(store, sweep, report),
    drift: report.drift.map((drift) => [drift.path, describeDrift(drift)]),
  };
}

function parametersOf(trial: TrialRecord | null): JsonObject {
  return trial === null ? {} : (JSON.parse(trial.parametersJson) as JsonObject);
}

function windowData(window: WindowReport, paths: readonly string[], choice: JsonObject): WindowData {
  const { windowIndex, trainStart, trainEnd, testStart, testEnd, chosenTrial, train, test, rankCorrelation } = window;
  return {
    window: windowIndex,
    trainStart,
    trainEnd,
    testStart,
    testEnd,
    chosenTrial,
    trainScore: finite(train?.score),
    testScore: finite(test?.score),
    testProfit: metric(test, 'profit_net'),
    testTrades: metric(test, 'total_trades'),
    rankCorrelation: finite(rankCorrelation),
    parameters: paths.map((path) => parameterText(choice[path])),
  };
}

function metric(trial: TrialRecord | null, key: MetricKey): number | null {
  const value = trial?.metrics[METRIC_KEYS.indexOf(key)];
  return value === undefined || !Number.isFinite(value) ? null : roundMetric(key, value);
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

/** Daily results of the chosen trials one test window after the other; nothing where the store keeps none. */
function joinedCurve(
  store: TrialReader,
  { initialBalance }: SweepRecord,
  { windows }: WalkForwardReport,
): Pick<WalkForwardData, 'joinedDays' | 'joinedEquity'> {
  const joinedDays: number[] = [];
  const joinedEquity: number[] = [];
  let equity = initialBalance;
  for (const { testId, chosenTrial } of windows) {
    const results = chosenTrial === null ? null : store.readDaily(testId, chosenTrial);
    const days = store.loadSweep(testId)?.days;
    if (results === null || days === undefined) continue;
    results.forEach((result, day) => {
      equity += result;
      joinedDays.push(days[day]);
      joinedEquity.push(roundMoney(equity));
    });
  }
  return { joinedDays, joinedEquity };
}

function describeDrift({ windows, distinct, changes, modal, modalShare, spread }: ParameterDrift): string {
  if (distinct === 1) return `${parameterText(modal)} in all ${windows} windows`;
  const range = spread === null ? '' : ` from ${spread.min} to ${spread.max}`;
  const share = Math.round(100 * modalShare);
  return `${distinct} values${range} in ${windows} windows, ${changes} changes, most often ${parameterText(modal)} (${share} %)`;
}
