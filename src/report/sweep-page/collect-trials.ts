import { METRIC_KEYS, type MetricKey } from '../../core/metrics/metric-keys.ts';
import { roundMetric } from '../../core/metrics/metric-rounding.ts';
import type { JsonObject, JsonValue } from '../../core/types/json.ts';
import { isEligible } from '../../optimizer/ranking/comparator.ts';
import type { TrialRecord, TrialStatus } from '../../optimizer/storage/trial-record.ts';
import type { TrialReader } from '../../optimizer/storage/trial-store.ts';
import type { ParameterValue } from './sweep-page-data.ts';

/** Metrics beside the score in the trial table; all others are in `trials.csv`. */
export const TABLE_METRICS = [
  'total_trades',
  'profit_net',
  'max_drawdown',
  'profit_factor',
  'sharpe_equity_daily',
  'win_rate',
  'avg_r_multiple',
] as const satisfies readonly MetricKey[];

/** All trials of a sweep in columns, by index; a missing number is NaN. */
export interface CollectedTrials {
  readonly index: number[];
  readonly status: TrialStatus[];
  readonly score: number[];
  readonly isEligible: boolean[];
  /** Sharpe ratio of the daily returns, per day. */
  readonly sharpe: number[];
  /** By path; undefined where inactive. */
  readonly parameters: Map<string, (ParameterValue | undefined)[]>;
  /** Rounded as in files, in the order of `TABLE_METRICS`. */
  readonly metrics: readonly number[][];
}

const ROWS_PER_STEP = 1000;

/** Reads the store in steps, and keeps of each trial what the page needs. */
export function collectTrials(store: TrialReader, sweepId: string): CollectedTrials {
  const trials: CollectedTrials = {
    index: [],
    status: [],
    score: [],
    isEligible: [],
    sharpe: [],
    parameters: new Map(),
    metrics: TABLE_METRICS.map(() => []),
  };
  const extent = store.trialExtent(sweepId);
  for (let from = extent?.first ?? 0; extent !== null && from <= extent.last; from += ROWS_PER_STEP) {
    for (const trial of store.readTrials(sweepId, { from, to: from + ROWS_PER_STEP })) add(trials, trial);
  }
  return trials;
}

function add(trials: CollectedTrials, trial: TrialRecord): void {
  const row = trials.index.length;
  trials.index.push(trial.trialIndex);
  trials.status.push(trial.status);
  trials.score.push(trial.score);
  trials.isEligible.push(isEligible(trial));
  trials.sharpe.push(trial.dailySd > 0 ? trial.dailyMean / trial.dailySd : Number.NaN);
  for (const [path, value] of Object.entries(JSON.parse(trial.parametersJson) as JsonObject)) {
    let column = trials.parameters.get(path);
    if (column === undefined) {
      column = [];
      trials.parameters.set(path, column);
    }
    column[row] = plainValue(value);
  }
  TABLE_METRICS.forEach((key, position) => {
    const value = trial.resultHash === null ? Number.NaN : trial.metrics[METRIC_KEYS.indexOf(key)];
    trials.metrics[position].push(roundMetric(key, value));
  });
}

/** Lists and objects are names here: only their text is shown and compared. */
function plainValue(value: JsonValue): ParameterValue {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}
