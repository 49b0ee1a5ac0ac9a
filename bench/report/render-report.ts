import type { Cell, ReportColumn, ReportTable, Section, SectionReport, TargetCheck } from '../section.ts';
import { formatNumber } from './format-number.ts';

const GAP = '  ';

/** A section for the terminal. */
export function renderSection({ name, title }: Section, { tables, targets, remarks = [] }: SectionReport): string {
  const blocks = [
    `== ${name}: ${title}`,
    ...tables.map((table) => `${table.title}\n${renderRows(cellsOf(table))}`),
    ...(targets.length === 0 ? [] : [renderRows(targets.map(targetCells))]),
    ...remarks.map((remark) => `note: ${remark}`),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** Cells as text, titles first. */
export function cellsOf({ columns, rows }: ReportTable): readonly (readonly string[])[] {
  return [columns.map(({ title }) => title), ...rows.map((row) => row.map((cell, at) => cellText(cell, columns[at])))];
}

export function isMet({ measured, limit, mustBe }: TargetCheck): boolean {
  return mustBe === 'at least' ? measured >= limit : measured <= limit;
}

/** Figure, limit and verdict of a target. */
export function targetCells(target: TargetCheck): readonly string[] {
  const { what, measured, unit, limit, mustBe } = target;
  const verdict = isMet(target) ? 'met' : 'MISSED';
  return [what, `${shortNumber(measured)} ${unit}`.trimEnd(), `${mustBe} ${shortNumber(limit)}`, verdict];
}

function shortNumber(value: number): string {
  return formatNumber(value, Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : 2);
}

function cellText(cell: Cell, column: ReportColumn): string {
  if (cell === null) return '-';
  return typeof cell === 'string' ? cell : formatNumber(cell, column.digits ?? 0);
}

/** Columns as wide as their widest cell; the first to the left, figures to the right. */
function renderRows(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, at) => Math.max(...rows.map((row) => row[at].length)));
  const line = (row: readonly string[]): string =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join(GAP);
  return rows.map((row) => `  ${line(row).trimEnd()}`).join('\n');
}
