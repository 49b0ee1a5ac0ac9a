import { element } from './element.ts';
import type { CellValue, DataColumn } from './table-order.ts';

type Passes = (row: number) => boolean;

/**
 * The controls above a data table: words that a row must contain, a choice for each column that offers one, and
 * limits for numbers. `onChange` is told what passes all of them, at first by `start`.
 */
export function createFilterBar(
  columns: readonly DataColumn[],
  rows: readonly number[],
  onChange: (passes: Passes) => void,
): { readonly element: HTMLElement; start(): void } {
  const words = wordFilter(columns);
  const filters = [words, ...columns.flatMap((column) => columnFilter(column, rows))];
  const tell = () => {
    const tests = filters.flatMap(({ test }) => test() ?? []);
    onChange((row) => tests.every((test) => test(row)));
  };
  const bar = element('div', { class: 'filters' }, ...filters.map((filter) => filter.element));
  bar.addEventListener('input', tell);
  return { element: bar, start: tell };
}

interface Filter {
  readonly element: HTMLElement;
  /** Null where everything passes. */
  readonly test: () => Passes | null;
}

function wordFilter(columns: readonly DataColumn[]): Filter {
  // Formatting a row takes longer than searching it, and rows never change.
  const texts = new Map<number, string>();
  const textOf = (row: number) => {
    let text = texts.get(row);
    if (text === undefined) {
      text = columns
        .map((column) => column.text(row))
        .join(' ')
        .toLowerCase();
      texts.set(row, text);
    }
    return text;
  };
  const input = element('input', { type: 'search', placeholder: 'words in a row', size: '14' });
  return {
    element: element('label', {}, 'Find', input),
    test: () => {
      const wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      if (wanted.length === 0) return null;
      return (row) => wanted.every((word) => textOf(row).includes(word));
    },
  };
}

function columnFilter(column: DataColumn, rows: readonly number[]): Filter[] {
  if (column.filter === 'choice') return [choiceFilter(column, rows)];
  if (column.filter === 'range') return [limitFilter(column, 'from'), limitFilter(column, 'to')];
  return [];
}

function choiceFilter({ title, value }: DataColumn, rows: readonly number[]): Filter {
  const values = [...new Set(rows.map((row) => String(value(row))))].sort();
  const options = values.map((text) => element('option', { value: text }, text));
  const select = element('select', {}, element('option', { value: '' }, 'all'), ...options);
  return {
    element: element('label', {}, title, select),
    // The first option is "all": a value of a column may be the empty text.
    test: () => (select.selectedIndex <= 0 ? null : (row) => String(value(row)) === select.value),
  };
}

function limitFilter({ title, value }: DataColumn, side: 'from' | 'to'): Filter {
  const input = element('input', { type: 'number', step: 'any', class: 'limit' });
  const isWithin = (cell: CellValue, limit: number) =>
    typeof cell === 'number' && (side === 'from' ? cell >= limit : cell <= limit);
  return {
    element: element('label', {}, `${title} ${side}`, input),
    test: () => {
      const limit = input.valueAsNumber;
      return Number.isNaN(limit) ? null : (row) => isWithin(value(row), limit);
    },
  };
}
