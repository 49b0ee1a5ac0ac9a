import { formatFixed } from '../../core/backtest/artifacts/format-number.ts';
import { METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import { metricDecimals } from '../../core/metrics/metric-rounding.ts';
import type { JsonObject } from '../../core/types/json.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import { csvLine } from './csv-text.ts';
import { parameterText } from './parameter-text.ts';
import type { WalkForwardReport, WindowReport } from './walk-forward-report.ts';

const NOT_AVAILABLE = 'n/a';
const RATIO_DECIMALS = 6;

const WINDOW_COLUMNS = [
  'window',
  'train_start',
  'train_end',
  'test_start',
  'test_end',
  'chosen_trial',
  'chosen_rank',
  'train_id',
  'test_id',
] as const;
const FIGURE_COLUMNS = ['retested', 'rank_correlation', 'p_value_mean_r', 'p_value_net_profit'] as const;

/**
 * Text of `windows.csv` (RFC 4180): every window with its dates, the chosen parameters, and all metrics in
 * training (`train_…`) and out of sample (`test_…`), rounded as in files.
 */
export function renderWindowsCsv({ windows }: WalkForwardReport): string {
  const parametersOf = ({ train }: WindowReport): JsonObject =>
    train === null ? {} : (JSON.parse(train.parametersJson) as JsonObject);
  const paths = [...new Set(windows.flatMap((window) => Object.keys(parametersOf(window))))];
  const header = [
    ...WINDOW_COLUMNS,
    ...paths,
    ...FIGURE_COLUMNS,
    'train_score',
    'test_score',
    'test_status',
    ...METRIC_KEYS.flatMap((key) => [`train_${key}`, `test_${key}`]),
  ];
  const lines = windows.map((window) => {
    const parameters = parametersOf(window);
    return csvLine([
      String(window.windowIndex),
      window.trainStart,
      window.trainEnd,
      window.testStart,
      window.testEnd,
      ...[window.chosenTrial, window.chosenRank].map((value) => (value === null ? NOT_AVAILABLE : String(value))),
      window.trainId,
      window.testId,
      ...paths.map((path) => parameterText(parameters[path])),
      String(window.retested),
      ...[window.rankCorrelation, window.pValueMeanR, window.pValueNetProfit].map(ratioText),
      scoreText(window.train),
      scoreText(window.test),
      window.test?.status ?? NOT_AVAILABLE,
      ...METRIC_KEYS.flatMap((key, column) =>
        [window.train, window.test].map((trial) => metricText(trial, column, metricDecimals(key))),
      ),
    ]);
  });
  return csvLine(header) + lines.join('');
}

function ratioText(value: number): string {
  return Number.isNaN(value) ? NOT_AVAILABLE : formatFixed(value, RATIO_DECIMALS);
}

function scoreText(trial: TrialRecord | null): string {
  return trial === null || Number.isNaN(trial.score) ? NOT_AVAILABLE : String(trial.score);
}

function metricText(trial: TrialRecord | null, column: number, decimals: number): string {
  const value = trial?.metrics[column] ?? Number.NaN;
  return Number.isNaN(value) ? NOT_AVAILABLE : formatFixed(value, decimals);
}
