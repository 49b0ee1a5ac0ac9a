import type { ExportReport } from '../../optimizer/export/export-sweep.ts';
import { count } from './figures.ts';
import { renderFacts } from './render-facts.ts';
import { renderTable } from './render-table.ts';

/** The files of an export, and which tables there are not. */
export function renderExport({ files, missing }: ExportReport, shownFolder: string, width: number): string {
  const table = renderTable(
    [
      { title: 'file', cells: files.map(({ name }) => name), align: 'left' },
      { title: 'rows', cells: files.map(({ rows }) => count(rows)) },
      { title: 'bytes', cells: files.map(({ sizeBytes }) => count(sizeBytes)) },
      { title: '', cells: files.map(({ isNew }) => (isNew ? 'new' : 'same')), align: 'left' },
    ],
    width,
    1,
  );
  const absent = missing.map(({ table: name, reason }) => [`no ${name}`, reason] as const);
  return `${table}below ${shownFolder}\n${renderFacts(absent, width)}`;
}
