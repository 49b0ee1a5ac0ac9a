import { element } from './element.ts';
import { wholeNumber } from './number-format.ts';
import { rowAfterKey } from './row-keys.ts';
import type { DataColumn } from './table-order.ts';

/** Height of a row in pixels; the style sets the same. */
const ROW_HEIGHT = 30;
/** Rows kept above and below the visible ones. */
const SPARE_ROWS = 12;

/**
 * The body of a long table: rows near the visible part, and two empty rows that are as high as the rest. The buttons of
 * the rows are one stop of the tabulator key; arrow keys, page keys, Home and End move among them.
 */
export interface RowWindow {
  readonly body: HTMLTableSectionElement;
  scrollIn(frame: HTMLElement): void;
  show(rows: readonly number[]): void;
  select(row: number | null): void;
}

/** @param mostPrinted rows that are printed, the first ones in their present order */
export function createRowWindow(
  columns: readonly DataColumn[],
  mostPrinted: number,
  onPick?: (row: number) => void,
): RowWindow {
  const body = element('tbody');
  let frame: HTMLElement | null = null;
  let rows: readonly number[] = [];
  let selected: number | null = null;
  let drawnFrom = -1;
  /** Place of the row whose button the tabulator key leads to. */
  let current = 0;
  let isPrinting = false;
  const draw = (isForced: boolean) => {
    // Paper changes the size of the frame, but has room for all rows that are printed.
    if (isPrinting) return;
    const scrollTop = frame?.scrollTop ?? 0;
    const first = Math.max(0, Math.floor(scrollTop / ROW_HEIGHT) - SPARE_ROWS);
    // Redrawing a focused button would take the focus away, so small movements keep the rows.
    if (!isForced && Math.abs(first - drawnFrom) < SPARE_ROWS / 2) return;
    const focused = focusedRow(body);
    const height = frame?.clientHeight || 420;
    const end = Math.min(rows.length, first + Math.ceil(height / ROW_HEIGHT) + 3 * SPARE_ROWS);
    // Rows that the wheel has moved out of the document cannot take the focus; the first visible one does.
    if (current < first || current >= end) current = Math.min(Math.ceil(scrollTop / ROW_HEIGHT), rows.length - 1);
    const lines = rows.slice(first, end).map((row, at) => line(row, first + at));
    body.replaceChildren(filler(first), ...lines, filler(rows.length - end));
    drawnFrom = first;
    if (focused !== null) buttonOf(body, focused)?.focus();
  };
  const drawForPrint = () => {
    isPrinting = true;
    const lines = rows.slice(0, mostPrinted).map((row, at) => line(row, at));
    const left = rows.length - lines.length;
    const more = element('td', { class: 'left', colspan: String(columns.length) }, `and ${wholeNumber(left)} more`);
    const note = left === 0 ? [] : [element('tr', {}, more)];
    body.replaceChildren(...lines, ...note);
  };
  const line = (row: number, at: number) =>
    element(
      'tr',
      {
        'aria-rowindex': String(at + 2),
        'data-row': String(row),
        ...(row === selected ? { class: 'selected', 'aria-current': 'true' } : {}),
      },
      ...columns.map((column, index) => cell(column, row, at, index === 0)),
    );
  const cell = (column: DataColumn, row: number, at: number, isFirst: boolean) => {
    const classes = `${column.align ?? 'right'} ${column.tone?.(row) ?? ''}`.trim();
    if (!isFirst) return element('td', { class: classes }, column.text(row));
    if (onPick === undefined) return element('th', { scope: 'row', class: classes }, column.text(row));
    const pick = element('button', { type: 'button', tabindex: at === current ? '0' : '-1' }, column.text(row));
    pick.addEventListener('click', () => onPick(row));
    pick.addEventListener('focus', () => makeCurrent(at));
    pick.addEventListener('keydown', (event) => {
      const next = event.ctrlKey || event.metaKey || event.altKey ? null : rowAfterKey(event.key, at, rows.length);
      if (next === null) return;
      event.preventDefault();
      current = next;
      if (frame !== null) keepInView(frame, next);
      draw(true);
      buttonOf(body, rows[next])?.focus();
    });
    return element('th', { scope: 'row', class: classes }, pick);
  };
  const makeCurrent = (at: number) => {
    buttonOf(body, rows[current])?.setAttribute('tabindex', '-1');
    current = at;
    buttonOf(body, rows[current])?.setAttribute('tabindex', '0');
  };
  return {
    body,
    scrollIn(scrolled) {
      frame = scrolled;
      scrolled.addEventListener('scroll', () => draw(false), { passive: true });
      new ResizeObserver(() => draw(true)).observe(scrolled);
      addEventListener('beforeprint', drawForPrint);
      addEventListener('afterprint', () => {
        isPrinting = false;
        draw(true);
      });
    },
    show(shown) {
      rows = shown;
      current = 0;
      draw(true);
    },
    select(row) {
      selected = row;
      const at = row === null ? -1 : rows.indexOf(row);
      if (frame !== null && at !== -1) keepInView(frame, at);
      draw(true);
    },
  };
}

function keepInView(frame: HTMLElement, at: number): void {
  const top = at * ROW_HEIGHT;
  const isVisible = top >= frame.scrollTop && top + 3 * ROW_HEIGHT <= frame.scrollTop + frame.clientHeight;
  if (!isVisible) frame.scrollTop = Math.max(0, top - frame.clientHeight / 2);
}

function focusedRow(body: HTMLElement): number | null {
  const active = document.activeElement;
  const row = active !== null && body.contains(active) ? active.closest('tr')?.dataset.row : undefined;
  return row === undefined ? null : Number(row);
}

function buttonOf(body: HTMLElement, row: number): HTMLElement | null {
  return body.querySelector(`tr[data-row="${row}"] button`);
}

function filler(rowCount: number): HTMLElement {
  const row = element('tr', { class: 'filler', 'aria-hidden': 'true' });
  row.style.height = `${Math.max(0, rowCount) * ROW_HEIGHT}px`;
  return row;
}
