import { shortNames } from '../../optimizer/space/short-names.ts';
import { isMissing } from '../../optimizer/statistics/figure.ts';
import type { GroupReport } from '../../optimizer/sweep/group-report.ts';
import { count, ratio } from './figures.ts';
import { parameterColumns } from './parameter-columns.ts';
import { renderTable, type TableColumn } from './render-table.ts';
import { rankingColumns } from './trial-columns.ts';

/** One line per group: its values, its size, and its best trial. */
export function renderGroups(groups: readonly GroupReport[], scoreDecimals: number, width: number): string {
  const paths = Object.keys(groups[0]?.values ?? {});
  const ranked = groups.filter(({ top }) => top.length > 0);
  const best = ranked.map(({ top }) => top[0]!);
  const keys = groupColumns(ranked, paths);
  const columns: TableColumn[] = [
    ...keys,
    { title: 'trials', cells: ranked.map(({ trials }) => count(trials)) },
    { title: 'best', cells: best.map(({ trialIndex }) => String(trialIndex)) },
    ...rankingColumns(best, scoreDecimals),
    { title: 'plateau', cells: ranked.map(({ plateauRatio }) => plateauText(plateauRatio)) },
    ...parameterColumns(best).filter(({ title }) => !keys.some((key) => key.title === title)),
  ];
  const empty = groups.length - ranked.length;
  const note = empty === 0 ? '' : `${count(empty)} of ${count(groups.length)} groups have no trial that may be best\n`;
  return `${ranked.length === 0 ? '' : renderTable(columns, width, keys.length)}${note}`;
}

function groupColumns(groups: readonly GroupReport[], paths: readonly string[]): TableColumn[] {
  const names = shortNames(paths);
  return paths.map((path, index) => ({
    title: names[index]!,
    cells: groups.map(({ values }) => {
      const value = values[path];
      return typeof value === 'string' ? value : JSON.stringify(value);
    }),
    align: 'left',
  }));
}

function plateauText(ratioOfBest: GroupReport['plateauRatio']): string {
  return ratioOfBest === null || isMissing(ratioOfBest) ? 'n/a' : ratio(ratioOfBest);
}
