import type { MetricKey } from '../../core/metrics/metric-keys.ts';
import { roundMetric } from '../../core/metrics/metric-rounding.ts';
import type { JsonObject, JsonValue } from '../../core/types/json.ts';
import { isEligible } from '../../optimizer/ranking/comparator.ts';
import type { TrialStatus } from '../../optimizer/storage/trial-record.ts';
import { numberOrNaN } from '../../optimizer/storage/trial-rows.ts';
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

const COLUMNS = [
  ...['trial_index', 'status', 'score', 'result_hash', 'parameters', 'daily_mean', 'daily_sd'],
  ...TABLE_METRICS,
] as const;
type Row = readonly [
  ...[index: number, status: TrialStatus, score: number | null, resultHash: string | null, parameters: string],
  ...[dailyMean: number | null, dailySd: number | null, ...metrics: (number | null)[]],
];

/** Reads of each trial what the page needs. */
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
  store.visitColumns(sweepId, COLUMNS, (row: Row) => add(trials, row));
  return trials;
}

function add(trials: CollectedTrials, row: Row): void {
  const [index, status, storedScore, resultHash, parametersJson, dailyMean, dailySd, ...metrics] = row;
  const position = trials.index.length;
  const score = numberOrNaN(storedScore);
  const deviation = numberOrNaN(dailySd);
  trials.index.push(index);
  trials.status.push(status);
  trials.score.push(score);
  trials.isEligible.push(isEligible({ status, score }));
  trials.sharpe.push(deviation > 0 ? numberOrNaN(dailyMean) / deviation : Number.NaN);
  for (const [path, value] of Object.entries(JSON.parse(parametersJson) as JsonObject)) {
    let column = trials.parameters.get(path);
    if (column === undefined) {
      column = [];
      trials.parameters.set(path, column);
    }
    column[position] = plainValue(value);
  }
  TABLE_METRICS.forEach((key, at) => {
    trials.metrics[at].push(roundMetric(key, resultHash === null ? Number.NaN : numberOrNaN(metrics[at])));
  });
}

/** Lists and objects are names here: only their text is shown and compared. */
function plainValue(value: JsonValue): ParameterValue {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}
