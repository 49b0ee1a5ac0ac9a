import { closeSync, openSync } from 'node:fs';
import { writeWhole } from '../../core/data/atomic-file.ts';
import { formatDate, formatInstant } from '../../core/data/dates.ts';
import type { Cell, CellKind, TableBlock, TableBlocks, TableColumn } from '../../core/data/tables/table.ts';
import { MS_PER_DAY } from '../../core/types/timeframe.ts';
import { csvLine } from '../sweep/csv-text.ts';

/**
 * Writes a table to a CSV file (RFC 4180) that must not exist yet, one block in memory at a time. Numbers have
 * all their digits, so that reading them gives the same doubles; a missing value is an empty field.
 *
 * @returns number of rows
 */
export async function writeCsvTable(
  file: string,
  columns: readonly TableColumn[],
  blocks: TableBlocks,
): Promise<number> {
  const descriptor = openSync(file, 'wx');
  let rows = 0;
  try {
    writeWhole(descriptor, Buffer.from(csvLine(columns.map(({ name }) => name))));
    for await (const block of blocks) {
      rows += block.rows;
      writeWhole(descriptor, Buffer.from(blockText(columns, block)));
    }
  } finally {
    closeSync(descriptor);
  }
  return rows;
}

function blockText(columns: readonly TableColumn[], { rows, cells }: TableBlock): string {
  const lines: string[] = [];
  for (let row = 0; row < rows; row++) {
    lines.push(csvLine(columns.map(({ kind }, column) => cellText(cells[column]?.[row] ?? null, kind))));
  }
  return lines.join('');
}

function cellText(cell: Cell, kind: CellKind): string {
  if (cell === null) return '';
  if (kind === 'day') return formatDate(Number(cell) * MS_PER_DAY);
  if (kind === 'time') return formatInstant(Number(cell));
  return String(cell);
}
