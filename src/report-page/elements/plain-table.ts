import { breakableText } from './breakable-text.ts';
import { type Child, element } from './element.ts';

export interface PlainColumn<Row> {
  readonly title: string;
  readonly align?: 'left' | 'right';
  readonly cell: (row: Row) => Child;
  /** Class of the cell. */
  readonly tone?: (row: Row) => string;
}

/**
 * A short table, all rows at once; the first column names the row. Wide ones scroll inside their own frame; a narrow one takes
 * no more width than it needs.
 */
export function plainTable<Row>(
  caption: string,
  columns: readonly PlainColumn<Row>[],
  rows: readonly Row[],
  width: 'wide' | 'narrow' = 'wide',
): HTMLElement {
  const head = columns.map(({ title, align }) =>
    element('th', { scope: 'col', class: align ?? 'right' }, ...breakableText(title)),
  );
  const body = rows.map((row) => element('tr', {}, ...columns.map((column, at) => cellOf(column, row, at))));
  return element(
    'div',
    { class: `table-frame ${width}`, tabindex: '0', role: 'group', 'aria-label': caption },
    element(
      'table',
      {},
      element('caption', {}, caption),
      element('thead', {}, element('tr', {}, ...head)),
      element('tbody', {}, ...body),
    ),
  );
}

function cellOf<Row>({ align, cell, tone }: PlainColumn<Row>, row: Row, at: number): HTMLElement {
  const classes = `${align ?? 'right'} ${tone?.(row) ?? ''}`.trim();
  return at === 0
    ? element('th', { scope: 'row', class: classes }, cell(row))
    : element('td', { class: classes }, cell(row));
}
