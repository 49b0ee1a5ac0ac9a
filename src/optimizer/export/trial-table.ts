import { METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import type { JsonObject } from '../../core/types/json.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { storedTrials } from '../sweep/stored-trials.ts';
import { blockOf, type ExportTable, presentNumber, type SourcedColumn } from './export-table.ts';
import { parameterColumns } from './parameter-columns.ts';

interface ParsedTrial {
  readonly trial: TrialRecord;
  readonly parameters: JsonObject;
}

const RESULT_COLUMNS: readonly SourcedColumn<TrialRecord>[] = [
  { name: 'trial_index', kind: 'int32', read: (trial) => trial.trialIndex },
  { name: 'status', kind: 'text', read: (trial) => trial.status },
  { name: 'score', kind: 'float64', read: (trial) => presentNumber(trial.score) },
];

const IDENTITY_COLUMNS: readonly SourcedColumn<TrialRecord>[] = [
  { name: 'seed', kind: 'int64', read: (trial) => trial.seed },
  { name: 'repeat_of', kind: 'int32', read: (trial) => trial.repeatOf },
  { name: 'params_hash', kind: 'text', read: (trial) => trial.paramsHash },
  { name: 'config_hash', kind: 'text', read: (trial) => trial.configHash },
  { name: 'result_hash', kind: 'text', read: (trial) => trial.resultHash },
  { name: 'failed_gates', kind: 'text', read: (trial) => trial.failedGatesJson },
  { name: 'error_code', kind: 'text', read: (trial) => trial.errorCode },
  { name: 'error_message', kind: 'text', read: (trial) => trial.errorMessage },
];

const METRIC_COLUMNS: readonly SourcedColumn<TrialRecord>[] = METRIC_KEYS.map((name, index) => ({
  name,
  kind: 'float64',
  read: (trial) => presentNumber(trial.metrics[index]),
}));

/** Every trial by index: parameters, identities and unrounded metrics. Nothing in it depends on timing. */
export function trialTable(store: TrialReader, sweepId: string): ExportTable {
  const parameters = parameterColumns(store, sweepId).map(
    (column): SourcedColumn<ParsedTrial> => ({ ...column, read: (parsed) => column.read(parsed.parameters) }),
  );
  const columns = [
    ...RESULT_COLUMNS.map(ofTrial),
    ...parameters,
    ...[...IDENTITY_COLUMNS, ...METRIC_COLUMNS].map(ofTrial),
  ];
  function* blocks() {
    for (const trials of storedTrials(store, sweepId)) {
      const parsed = trials.map((trial) => ({ trial, parameters: JSON.parse(trial.parametersJson) as JsonObject }));
      yield blockOf(columns, parsed);
    }
  }
  return { name: 'trials', columns, blocks };
}

function ofTrial(column: SourcedColumn<TrialRecord>): SourcedColumn<ParsedTrial> {
  return { ...column, read: ({ trial }) => column.read(trial) };
}
