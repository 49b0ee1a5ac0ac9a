import type { TrialRecord } from '../../optimizer/storage/trial-record.ts';
import { parameterColumns } from './parameter-columns.ts';
import { fittingColumns, renderTable, type TableColumn } from './render-table.ts';
import { rankingColumns } from './trial-columns.ts';

/** Table of all trials by index with the columns that fit; it may be long, so it has one block only. */
export function renderTrialTable(
  trials: readonly TrialRecord[],
  scoreDecimals: number,
  width: number,
): { readonly text: string; readonly hiddenColumns: number } {
  const columns = [
    { title: 'trial', cells: trials.map((trial) => String(trial.trialIndex)) },
    { title: 'status', cells: trials.map((trial) => trial.status), align: 'left' as const },
    ...rankingColumns(trials, scoreDecimals),
    ...errorColumn(trials),
    ...parameterColumns(trials),
  ];
  const shown = fittingColumns(columns, width);
  return { text: renderTable(shown, width, 1), hiddenColumns: columns.length - shown.length };
}

/** Only where a trial failed. */
function errorColumn(trials: readonly TrialRecord[]): readonly TableColumn[] {
  if (trials.every((trial) => trial.errorCode === null)) return [];
  return [{ title: 'error', cells: trials.map((trial) => trial.errorCode ?? ''), align: 'left' }];
}
