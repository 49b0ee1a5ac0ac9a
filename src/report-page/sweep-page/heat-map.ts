import type { HeatMapData, SweepPageData } from '../../report/sweep-page/sweep-page-data.ts';
import { element } from '../elements/element.ts';
import { fixed, wholeNumber } from '../elements/number-format.ts';

/** Strongest share of the accent colour behind a figure, so that the figure stays readable. */
const STRONGEST = 40;

const FIGURES = { best: 'best score', mean: 'mean score', eligible: 'trials that may be best' } as const;
type FigureName = keyof typeof FIGURES;

/** A table of two parameters with a shade by score; the pair and the figure are chosen above it. */
export function heatMapFigure({ parameters, heatMaps }: SweepPageData): HTMLElement {
  const used = [...new Set(heatMaps.flatMap(({ row, column }) => [column, row]))].sort((left, right) => left - right);
  const choose = (label: string, options: readonly (readonly [value: string, text: string])[], chosen: string) => {
    const select = element('select', {}, ...options.map(([value, text]) => element('option', { value }, text)));
    select.value = chosen;
    select.addEventListener('input', () => draw());
    return { select, label: element('label', {}, label, select) };
  };
  const names = used.map((position) => [String(position), parameters[position].name] as const);
  const columns = choose('Columns', names, String(heatMaps[0].column));
  const rows = choose('Rows', names, String(heatMaps[0].row));
  const figure = choose('Figure', Object.entries(FIGURES), 'best');
  const holder = element('div', { class: 'heat-map', tabindex: '0', role: 'group', 'aria-label': 'Heat map' });
  const draw = () => {
    const pair = findPair(heatMaps, Number(columns.select.value), Number(rows.select.value));
    const table =
      pair === null
        ? element('p', { class: 'lead' }, 'Choose two different parameters.')
        : heatTable(
            pair,
            figure.select.value as FigureName,
            [columns, rows].map(({ select }) => nameOf(select)),
          );
    holder.replaceChildren(table);
  };
  draw();
  return element(
    'figure',
    {},
    element('figcaption', {}, 'Scores by pairs of parameters'),
    element('div', { class: 'filters' }, columns.label, rows.label, figure.label),
    holder,
    element(
      'p',
      { class: 'lead' },
      'A dashed cell has no trial that may be best; it tells how many trials were proposed there. The best cell has a frame.',
    ),
  );
}

function nameOf(select: HTMLSelectElement): string {
  return select.selectedOptions[0]?.textContent ?? '';
}

/** Both orders of a pair are there to choose from, one is in the data. */
function findPair(heatMaps: readonly HeatMapData[], column: number, row: number): HeatMapData | null {
  const direct = heatMaps.find((pair) => pair.column === column && pair.row === row);
  if (direct !== undefined) return direct;
  const turned = heatMaps.find((pair) => pair.column === row && pair.row === column);
  return turned === undefined ? null : transposed(turned);
}

function transposed(pair: HeatMapData): HeatMapData {
  const { columnLabels, rowLabels } = pair;
  const turn = <T>(cells: readonly T[]): T[] =>
    columnLabels.flatMap((_, column) => rowLabels.map((_, row) => cells[row * columnLabels.length + column]));
  return {
    column: pair.row,
    row: pair.column,
    columnLabels: rowLabels,
    rowLabels: columnLabels,
    trials: turn(pair.trials),
    eligible: turn(pair.eligible),
    best: turn(pair.best),
    mean: turn(pair.mean),
  };
}

function heatTable(pair: HeatMapData, figure: FigureName, [columnName, rowName]: readonly string[]): HTMLElement {
  const { columnLabels, rowLabels } = pair;
  const values = pair[figure];
  const present = values.filter((value, cell) => value !== null && pair.eligible[cell] > 0) as number[];
  const [low, high] = [Math.min(...present), Math.max(...present)];
  const cellOf = (cell: number): HTMLElement => {
    const value = values[cell];
    const proposed = wholeNumber(pair.trials[cell]);
    if (value === null || pair.eligible[cell] === 0) return element('td', { class: 'empty' }, `0 of ${proposed}`);
    const isTop = value === high;
    const text = figure === 'eligible' ? wholeNumber(value) : fixed(value, 3);
    const title = `${wholeNumber(pair.eligible[cell])} of ${proposed} trials may be best; best ${fixed(pair.best[cell], 4)}, mean ${fixed(pair.mean[cell], 4)}`;
    const created = element('td', { class: isTop ? 'heat top-cell' : 'heat', title }, text);
    const share = high > low ? (value - low) / (high - low) : 1;
    created.style.setProperty('--heat', `${Math.round(STRONGEST * share)}%`);
    return created;
  };
  return element(
    'table',
    {},
    element('caption', {}, `${FIGURES[figure]} by ${rowName} and ${columnName}`),
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        element(
          'th',
          { class: 'axis', scope: 'col' },
          element('span', { class: 'whole' }, `${rowName} ↓`),
          '  ',
          element('span', { class: 'whole' }, `${columnName} →`),
        ),
        ...columnLabels.map((label) => element('th', { scope: 'col' }, label)),
      ),
    ),
    element(
      'tbody',
      {},
      ...rowLabels.map((label, row) =>
        element(
          'tr',
          {},
          element('th', { scope: 'row' }, label),
          ...columnLabels.map((_, column) => cellOf(row * columnLabels.length + column)),
        ),
      ),
    ),
  );
}
