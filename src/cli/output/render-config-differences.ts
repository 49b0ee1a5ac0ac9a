import type { ConfigDifference } from '../../run/comparison/compare-configs.ts';
import { cellText } from './cell-text.ts';
import { countOf } from './figures.ts';
import { renderSideBySide } from './render-side-by-side.ts';
import type { TableColumn } from './render-table.ts';
import { showControls } from './show-controls.ts';

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
  const named = { title: 'key', names: differences.map(({ key }) => showControls(key)) };
  const verb = differences.length === 1 ? 'differs' : 'differ';
  return `\nconfiguration: ${countOf(differences.length, 'key')} ${verb}\n${renderSideBySide(named, values, width)}`;
}
