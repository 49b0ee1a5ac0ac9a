import { METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import { type ErrorCategory, RuntimeFailure } from '../../core/types/errors.ts';
import { type ColumnValue, columnPosition, TRIAL_COLUMNS, type TrialColumn } from './trial-columns.ts';
import type { TrialRecord, TrialStatus } from './trial-record.ts';

/** Values of all columns of table `trial`, in table order. */
export type TrialRow = readonly ColumnValue[];

const AT = {
  sweepId: columnPosition('sweep_id'),
  trialIndex: columnPosition('trial_index'),
  status: columnPosition('status'),
  score: columnPosition('score'),
  configHash: columnPosition('config_hash'),
  paramsHash: columnPosition('params_hash'),
  resultHash: columnPosition('result_hash'),
  seed: columnPosition('seed'),
  repeatOf: columnPosition('repeat_of'),
  errorCategory: columnPosition('error_category'),
  errorCode: columnPosition('error_code'),
  errorMessage: columnPosition('error_message'),
  errorBar: columnPosition('error_bar'),
  failedGatesJson: columnPosition('failed_gates'),
  parametersJson: columnPosition('parameters'),
  changedPathsJson: columnPosition('changed_paths'),
  dailyMean: columnPosition('daily_mean'),
  dailySd: columnPosition('daily_sd'),
  firstMetric: columnPosition(METRIC_KEYS[0]),
  durationUs: columnPosition('duration_us'),
  finishedAt: columnPosition('finished_at'),
  worker: columnPosition('worker'),
  completionSeq: columnPosition('completion_seq'),
  basisSeq: columnPosition('basis_seq'),
};

/**
 * Fills `row` with the checked column values of a trial. Everything is checked here because SQLite
 * is too polite: it takes undefined and NaN as NULL without a word and keeps infinities.
 */
export function encodeTrial(trial: TrialRecord, row: ColumnValue[]): void {
  if (trial.metrics.length !== METRIC_KEYS.length) {
    throw misuse(trial, `has ${trial.metrics.length} metrics, expected ${METRIC_KEYS.length}`);
  }
  if (trial.status === 'complete' && (trial.configHash === null || trial.resultHash === null)) {
    throw misuse(trial, 'is complete without config_hash or result_hash, expected both');
  }
  for (let position = 0; position < TRIAL_COLUMNS.length; position++) {
    const column = TRIAL_COLUMNS[position];
    row[position] = encodeValue(trial, column, column.read(trial));
  }
}

/** Turns a row of table `trial` into a record of its own. */
export function decodeTrial(row: TrialRow): TrialRecord {
  const metrics = new Float64Array(METRIC_KEYS.length);
  for (let position = 0; position < metrics.length; position++) {
    metrics[position] = numberOrNaN(row[AT.firstMetric + position]);
  }
  return {
    sweepId: row[AT.sweepId] as string,
    trialIndex: row[AT.trialIndex] as number,
    status: row[AT.status] as TrialStatus,
    score: numberOrNaN(row[AT.score]),
    configHash: row[AT.configHash] as string | null,
    paramsHash: row[AT.paramsHash] as string,
    resultHash: row[AT.resultHash] as string | null,
    seed: row[AT.seed] as number,
    repeatOf: row[AT.repeatOf] as number | null,
    errorCategory: row[AT.errorCategory] as ErrorCategory | null,
    errorCode: row[AT.errorCode] as string | null,
    errorMessage: row[AT.errorMessage] as string | null,
    errorBar: row[AT.errorBar] as number | null,
    failedGatesJson: row[AT.failedGatesJson] as string | null,
    parametersJson: row[AT.parametersJson] as string,
    changedPathsJson: row[AT.changedPathsJson] as string,
    dailyMean: numberOrNaN(row[AT.dailyMean]),
    dailySd: numberOrNaN(row[AT.dailySd]),
    metrics,
    durationUs: row[AT.durationUs] as number | null,
    finishedAt: row[AT.finishedAt] as number | null,
    worker: row[AT.worker] as number | null,
    completionSeq: row[AT.completionSeq] as number | null,
    basisSeq: row[AT.basisSeq] as number | null,
  };
}

/** NULL is the stored form of a missing REAL. */
export function numberOrNaN(value: ColumnValue): number {
  return value === null ? Number.NaN : (value as number);
}

function encodeValue(trial: TrialRecord, column: TrialColumn, value: ColumnValue | undefined): ColumnValue {
  if (value === null && column.nullable && column.type !== 'REAL') return null;
  if (column.type === 'TEXT') {
    if (typeof value === 'string') return value;
  } else if (column.type === 'INTEGER') {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value + 0;
  } else if (typeof value === 'number') {
    return encodeReal(trial, column, value);
  }
  throw misuse(trial, `has ${String(value)} in ${column.name}, expected ${expectedIn(column)}`);
}

/** NaN becomes NULL; adding 0 turns -0, which SQLite does not keep, into 0. */
function encodeReal(trial: TrialRecord, column: TrialColumn, value: number): number | null {
  if (Number.isNaN(value)) return null;
  if (Number.isFinite(value)) return value + 0;
  throw new RuntimeFailure(
    'RUNTIME_NON_FINITE_OUTPUT',
    `${column.name} is ${value}, expected a finite number or NaN for "n/a"`,
    { where: placeOf(trial), details: { key: column.name } },
  );
}

function expectedIn(column: TrialColumn): string {
  if (column.type === 'REAL') return 'a number, NaN for a missing one';
  const kind = column.type === 'TEXT' ? 'a string' : 'an integer from 0 to 2^53 - 1';
  return column.nullable ? `${kind} or null` : kind;
}

function misuse(trial: TrialRecord, finding: string): RuntimeFailure {
  return new RuntimeFailure('RUNTIME_INTERNAL', `the trial ${finding}`, { where: placeOf(trial) });
}

/** How messages name a trial. */
export function placeOf(trial: TrialRecord): string {
  return `sweep ${trial.sweepId} trial ${trial.trialIndex}`;
}
