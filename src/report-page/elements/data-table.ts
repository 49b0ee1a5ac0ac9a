import { breakableText } from './breakable-text.ts';
import { element } from './element.ts';
import { createRowWindow } from './row-window.ts';
import { createFilterBar } from './table-filters.ts';
import { type DataColumn, type SortState, sortedRows } from './table-order.ts';

export interface DataTable {
  readonly element: HTMLElement;
  /** Marks a row and brings it into view; null marks none. */
  select(row: number | null): void;
  /** Shows of the rows that pass the filters only these; null lifts it. */
  restrict(rows: ReadonlySet<number> | null): void;
  /** Rows shown now, in their order. */
  shownRows(): readonly number[];
}

export interface DataTableOptions {
  readonly caption: string;
  /** What a row is called, for the count of rows: `trade`. */
  readonly noun: string;
  readonly rowCount: number;
  readonly columns: readonly DataColumn[];
  /** Order at first; by the first column without it. */
  readonly initialSort?: SortState;
  /** Rows on paper, the first ones in their order; without it 50, about a page. */
  readonly mostPrinted?: number;
  /** Called with the row whose button was pressed; rows have a button in their first column then. */
  readonly onPick?: (row: number) => void;
  /** Called with the rows that pass the filters, whenever they change. */
  readonly onFilter?: (rows: readonly number[]) => void;
}

const PRINTED_ROWS = 50;

/** A table of any length: sorted by its heads, filtered above, with only the visible rows in the document. */
export function createDataTable(options: DataTableOptions): DataTable {
  const { caption, noun, rowCount, columns, onFilter } = options;
  const allRows = Array.from({ length: rowCount }, (_, row) => row);
  let sort: SortState = options.initialSort ?? { column: 0, direction: 'ascending' };
  let passing: readonly number[] = allRows;
  let restriction: ReadonlySet<number> | null = null;
  let shown: readonly number[] = allRows;
  const counter = element('span', { role: 'status', class: 'status' });
  const rowWindow = createRowWindow(columns, options.mostPrinted ?? PRINTED_ROWS, options.onPick);
  const heads = columns.map((column, index) => {
    const press = element('button', { type: 'button' }, ...breakableText(column.title));
    press.addEventListener('click', () => {
      const isSame = sort.column === index;
      sort = { column: index, direction: isSame && sort.direction === 'ascending' ? 'descending' : 'ascending' };
      order();
    });
    return element('th', { scope: 'col', class: column.align ?? 'right' }, press);
  });
  const order = () => {
    heads.forEach((head, index) => {
      if (index === sort.column) head.setAttribute('aria-sort', sort.direction);
      else head.removeAttribute('aria-sort');
    });
    const kept = restriction === null ? passing : passing.filter((row) => restriction?.has(row));
    counter.textContent = `${kept.length.toLocaleString('en-US')} of ${rowCount.toLocaleString('en-US')} ${noun}s`;
    shown = sortedRows(kept, columns[sort.column], sort.direction);
    rowWindow.show(shown);
  };
  const filterBar = createFilterBar(columns, allRows, (passes) => {
    passing = allRows.filter(passes);
    onFilter?.(passing);
    order();
  });
  const table = element(
    'table',
    { 'aria-rowcount': String(rowCount + 1) },
    element('caption', {}, caption),
    element('thead', {}, element('tr', { 'aria-rowindex': '1' }, ...heads)),
    rowWindow.body,
  );
  const frame = element('div', { class: 'rows', tabindex: '0', role: 'group', 'aria-label': caption }, table);
  rowWindow.scrollIn(frame);
  filterBar.start();
  return {
    element: element(
      'div',
      { class: 'data-table' },
      element('div', { class: 'tools' }, filterBar.element, counter),
      frame,
    ),
    select: (row) => rowWindow.select(row),
    restrict: (rows) => {
      restriction = rows;
      order();
    },
    shownRows: () => shown,
  };
}
