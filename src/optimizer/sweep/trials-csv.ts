import { formatFixed } from '../../core/backtest/artifacts/format-number.ts';
import { METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import { metricDecimals } from '../../core/metrics/metric-rounding.ts';
import type { JsonObject } from '../../core/types/json.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { csvLine } from './csv-text.ts';
import { parameterText } from './parameter-text.ts';
import { storedTrials } from './stored-trials.ts';

const FIXED_COLUMNS = ['trial_index', 'status', 'score'] as const;
const IDENTITY_COLUMNS = [
  'seed',
  'params_hash',
  'config_hash',
  'result_hash',
  'failed_gates',
  'error_code',
  'error_message',
] as const;
const NOT_AVAILABLE = 'n/a';

/**
 * Text of `trials.csv` in pieces (RFC 4180): every trial by index with its parameters, identities and
 * metrics, rounded as in files. Reads the store in steps, so that large sweeps fit into memory.
 */
export function* renderTrialsCsv(store: TrialReader, sweepId: string): Generator<string> {
  const paths = store.parameterPaths(sweepId);
  yield csvLine([...FIXED_COLUMNS, ...paths, ...IDENTITY_COLUMNS, ...METRIC_KEYS]);
  for (const trials of storedTrials(store, sweepId)) yield trials.map((trial) => trialLine(trial, paths)).join('');
}

function trialLine(trial: TrialRecord, paths: readonly string[]): string {
  const parameters: JsonObject = JSON.parse(trial.parametersJson);
  const isRun = trial.resultHash !== null;
  return csvLine([
    String(trial.trialIndex),
    trial.status,
    Number.isNaN(trial.score) ? NOT_AVAILABLE : String(trial.score),
    ...paths.map((path) => parameterText(parameters[path])),
    String(trial.seed),
    trial.paramsHash,
    trial.configHash ?? '',
    trial.resultHash ?? '',
    trial.failedGatesJson ?? '',
    trial.errorCode ?? '',
    trial.errorMessage ?? '',
    ...METRIC_KEYS.map((key, column) => (isRun ? metricText(trial.metrics[column]!, metricDecimals(key)) : '')),
  ]);
}

function metricText(value: number, decimals: number): string {
  return Number.isNaN(value) ? NOT_AVAILABLE : formatFixed(value, decimals);
}
