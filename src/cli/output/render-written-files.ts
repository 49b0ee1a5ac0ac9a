import { formatDate } from '../../core/data/dates.ts';
import type { WrittenFile } from '../../core/data/market-files.ts';
import { count } from './figures.ts';
import { renderTable } from './render-table.ts';

/** As few as `data info` shows, so that the longest usual file names leave room for everything. */
const HASH_DIGITS = 7;

/** Table of market files as they lie below a root now. */
export function renderWrittenFiles(files: readonly WrittenFile[], shownRoot: string, width: number): string {
  const table = renderTable(
    [
      { title: 'file', cells: files.map((file) => file.path), align: 'left' },
      { title: 'bars', cells: files.map((file) => count(file.rows)) },
      { title: 'from', cells: files.map((file) => formatDate(file.firstTimeMs)), align: 'left' },
      { title: 'to', cells: files.map((file) => formatDate(file.lastTimeMs)), align: 'left' },
      { title: 'sha256', cells: files.map((file) => file.sha256.slice(0, HASH_DIGITS)), align: 'left' },
      { title: '', cells: files.map((file) => (file.isNew ? 'new' : 'same')), align: 'left' },
    ],
    width,
    1,
  );
  return `${table}below ${shownRoot}\n`;
}
