import { formatFixed } from '../../core/backtest/artifacts/format-number.ts';
import { METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import { metricDecimals } from '../../core/metrics/metric-rounding.ts';
import type { JsonObject } from '../../core/types/json.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { csvField, csvLine } from './csv-text.ts';
import { parameterText } from './parameter-text.ts';

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

/** Columns of the store that a line is made of: identities as they are, then metrics. */
const STORED_COLUMNS = ['trial_index', 'status', 'score', 'parameters', ...IDENTITY_COLUMNS, ...METRIC_KEYS] as const;
type Row = readonly [
  ...[index: number, status: string, score: number | null, parameters: string],
  ...[seed: number, paramsHash: string, configHash: string | null, resultHash: string | null],
  ...[failedGates: string | null, errorCode: string | null, errorMessage: string | null],
  ...metrics: (number | null)[],
];
const DECIMALS = METRIC_KEYS.map(metricDecimals);
const NO_METRICS = ','.repeat(METRIC_KEYS.length);
const ROWS_PER_PIECE = 1000;

/**
 * Text of `trials.csv` in pieces (RFC 4180): every trial by index with its parameters, identities and
 * metrics, rounded as in files. Reads the store in steps, so that large sweeps fit into memory.
 */
export function* renderTrialsCsv(store: TrialReader, sweepId: string): Generator<string> {
  const paths = store.parameterPaths(sweepId);
  yield csvLine([...FIXED_COLUMNS, ...paths, ...IDENTITY_COLUMNS, ...METRIC_KEYS]);
  const extent = store.trialExtent(sweepId);
  if (extent === null) return;
  for (let from = extent.first; from <= extent.last; from += ROWS_PER_PIECE) {
    let lines = '';
    const add = (row: Row) => {
      lines += trialLine(row, paths);
    };
    store.visitColumns(sweepId, STORED_COLUMNS, add, { from, to: from + ROWS_PER_PIECE });
    yield lines;
  }
}

function trialLine(row: Row, paths: readonly string[]): string {
  const [index, status, score, parametersJson, seed, paramsHash, configHash, resultHash, ...rest] = row;
  const [failedGates, errorCode, errorMessage, ...metrics] = rest;
  const parameters: JsonObject = JSON.parse(parametersJson);
  const texts = [
    ...paths.map((path) => parameterText(parameters[path])),
    ...[String(seed), paramsHash, configHash ?? '', resultHash ?? ''],
    ...[failedGates ?? '', errorCode ?? '', errorMessage ?? ''],
  ];
  let line = `${index},${status},${score ?? NOT_AVAILABLE},${texts.map(csvField).join(',')}`;
  if (resultHash === null) return `${line}${NO_METRICS}\n`;
  for (let at = 0; at < DECIMALS.length; at++) line += `,${metricText(metrics[at], DECIMALS[at])}`;
  return `${line}\n`;
}

function metricText(value: number | null, decimals: number): string {
  return value === null ? NOT_AVAILABLE : formatFixed(value, decimals);
}
