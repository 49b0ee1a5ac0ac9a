import type { TrialRecord } from '../../optimizer/storage/trial-record.ts';
import { parameterColumns } from './parameter-columns.ts';
import { renderTable } from './render-table.ts';
import { rankingColumns } from './trial-columns.ts';

/** Columns that every block of the table begins with: rank and trial. */
const KEY_COLUMNS = 2;

/**
 * Table of ranked trials, best first, with their searched parameters.
 *
 * @param firstRank rank of the first of them
 */
export function renderBestTrials(
  trials: readonly TrialRecord[],
  scoreDecimals: number,
  width: number,
  firstRank = 1,
): string {
  const columns = [
    { title: 'rank', cells: trials.map((_trial, index) => String(index + firstRank)) },
    { title: 'trial', cells: trials.map((trial) => String(trial.trialIndex)) },
    ...rankingColumns(trials, scoreDecimals),
    ...parameterColumns(trials),
  ];
  return renderTable(columns, width, KEY_COLUMNS);
}
