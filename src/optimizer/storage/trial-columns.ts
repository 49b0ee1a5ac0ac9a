import { METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import { TRIAL_STATUSES, type TrialRecord } from './trial-record.ts';

/** What SQLite gives and takes in table `trial`. */
export type ColumnValue = string | number | null;

/** One column of table `trial`: its declaration and where its value comes from. */
export interface TrialColumn {
  readonly name: string;
  readonly type: 'TEXT' | 'INTEGER' | 'REAL';
  readonly nullable: boolean;
  /** Timing and scheduling; such columns stay out of the digest (`optimizer.md` 5.5). */
  readonly informational: boolean;
  readonly check?: string;
  /** Value in the record; a missing REAL is NaN there and NULL in the table. */
  readonly read: (trial: TrialRecord) => ColumnValue;
}

const STATUS_LIST = TRIAL_STATUSES.map((status) => `'${status}'`).join(', ');

/**
 * Columns of table `trial` in table order. What ranking reads comes first, so that SQLite need not
 * walk through the long texts to get at it.
 */
export const TRIAL_COLUMNS: readonly TrialColumn[] = [
  required('sweep_id', 'TEXT', (trial) => trial.sweepId),
  required('trial_index', 'INTEGER', (trial) => trial.trialIndex),
  { ...required('status', 'TEXT', (trial) => trial.status), check: `status IN (${STATUS_LIST})` },
  nullable('score', 'REAL', (trial) => trial.score),
  nullable('config_hash', 'TEXT', (trial) => trial.configHash),
  required('params_hash', 'TEXT', (trial) => trial.paramsHash),
  nullable('result_hash', 'TEXT', (trial) => trial.resultHash),
  required('seed', 'INTEGER', (trial) => trial.seed),
  nullable('repeat_of', 'INTEGER', (trial) => trial.repeatOf),
  nullable('error_category', 'TEXT', (trial) => trial.errorCategory),
  nullable('error_code', 'TEXT', (trial) => trial.errorCode),
  nullable('error_message', 'TEXT', (trial) => trial.errorMessage),
  nullable('error_bar', 'INTEGER', (trial) => trial.errorBar),
  nullable('failed_gates', 'TEXT', (trial) => trial.failedGatesJson),
  required('parameters', 'TEXT', (trial) => trial.parametersJson),
  required('changed_paths', 'TEXT', (trial) => trial.changedPathsJson),
  nullable('daily_mean', 'REAL', (trial) => trial.dailyMean),
  nullable('daily_sd', 'REAL', (trial) => trial.dailySd),
  ...METRIC_KEYS.map((key, position) => nullable(key, 'REAL', (trial) => trial.metrics[position])),
  informational('duration_us', (trial) => trial.durationUs),
  informational('finished_at', (trial) => trial.finishedAt),
  informational('worker', (trial) => trial.worker),
  informational('completion_seq', (trial) => trial.completionSeq),
  informational('basis_seq', (trial) => trial.basisSeq),
];

const POSITIONS: Readonly<Record<string, number>> = Object.fromEntries(
  TRIAL_COLUMNS.map((column, position) => [column.name, position]),
);

/** Position of a column by name; throws for a name that table `trial` does not have. */
export function columnPosition(column: string): number {
  const position = POSITIONS[column];
  if (position === undefined) throw new Error(`table trial has no column ${column}`);
  return position;
}

function required(name: string, type: TrialColumn['type'], read: TrialColumn['read']): TrialColumn {
  return { name, type, nullable: false, informational: false, read };
}

function nullable(name: string, type: TrialColumn['type'], read: TrialColumn['read']): TrialColumn {
  return { name, type, nullable: true, informational: false, read };
}

function informational(name: string, read: TrialColumn['read']): TrialColumn {
  return { name, type: 'INTEGER', nullable: true, informational: true, read };
}
