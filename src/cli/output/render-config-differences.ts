import type { ConfigDifference } from '../../run/comparison/compare-configs.ts';
import { cellText } from './cell-text.ts';
import { countOf } from './figures.ts';
import { renderTable, type TableColumn } from './render-table.ts';
import { showControls } from './show-controls.ts';

/** Of a key that does not fit, as much is shown in any case. */
const NARROWEST_KEY = 20;
const GAP_COLUMNS = 2;
const CUT = '...';

/** The keys whose values are not the same for all runs, with their values. */
export function renderConfigDifferences(
  differences: readonly ConfigDifference[],
  labels: readonly string[],
  width: number,
): string {
  if (differences.length === 0) return '\nconfiguration: no key differs\n';
  const values = labels.map(
    (title, place): TableColumn => ({
      title,
      cells: differences.map((difference) => cellText(difference.values[place])),
    }),
  );
  const widest = Math.max(...values.flatMap(({ cells }) => cells.map((cell) => cell.length)));
  const room = Math.max(NARROWEST_KEY, width - widest - GAP_COLUMNS);
  const keys: TableColumn = {
    title: 'key',
    align: 'left',
    cells: differences.map(({ key }) => endOf(showControls(key), room)),
  };
  const verb = differences.length === 1 ? 'differs' : 'differ';
  return `\nconfiguration: ${countOf(differences.length, 'key')} ${verb}\n${renderTable([keys, ...values], width, 1)}`;
}

/** The end of a key that is too long: keys of one group begin in the same way. */
function endOf(key: string, room: number): string {
  return key.length <= room ? key : `${CUT}${key.slice(CUT.length - room)}`;
}
