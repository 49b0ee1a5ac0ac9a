import type { TrialRecord } from '../../optimizer/storage/trial-record.ts';
import { parameterColumns } from './parameter-columns.ts';
import { renderTable, type TableColumn } from './render-table.ts';
import { rankingColumns } from './trial-columns.ts';

/** Columns that every block of the table begins with: the trial. */
const KEY_COLUMNS = 1;

/** Table of all trials by index, with their searched parameters. */
export function renderTrialTable(trials: readonly TrialRecord[], scoreDecimals: number, width: number): string {
  const columns = [
    { title: 'trial', cells: trials.map((trial) => String(trial.trialIndex)) },
    { title: 'status', cells: trials.map((trial) => trial.status), align: 'left' as const },
    ...rankingColumns(trials, scoreDecimals),
    ...errorColumn(trials),
    ...failedGateColumn(trials),
    ...parameterColumns(trials),
  ];
  return renderTable(columns, width, KEY_COLUMNS);
}

/** Only where a trial is infeasible. */
function failedGateColumn(trials: readonly TrialRecord[]): readonly TableColumn[] {
  if (trials.every((trial) => trial.failedGatesJson === null)) return [];
  const textOf = ({ failedGatesJson }: TrialRecord) => (JSON.parse(failedGatesJson ?? '[]') as string[]).join(', ');
  return [{ title: 'failed gate', cells: trials.map(textOf), align: 'left' }];
}

/** Only where a trial failed. */
function errorColumn(trials: readonly TrialRecord[]): readonly TableColumn[] {
  if (trials.every((trial) => trial.errorCode === null)) return [];
  return [{ title: 'error', cells: trials.map((trial) => trial.errorCode ?? ''), align: 'left' }];
}
