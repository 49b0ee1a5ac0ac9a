import type { Page } from 'playwright-core';
import { settle } from './report-viewer.ts';

/** Number in a text of the page; null for a figure that cannot be told. */
export function shownNumber(text: string | null | undefined): number | null {
  return text === 'n/a' || text === '' ? null : Number(text?.replace(/[,%\s]/g, ''));
}

/** Cells of the rows of a section's long table that are in the document now. */
export async function rowsInDocument(page: Page, section: string): Promise<readonly TableRow[]> {
  await settle(page);
  return page.evaluate(`[...document.querySelectorAll('#${section} tbody tr[data-row]')].map((row) => ({
    position: Number(row.getAttribute('aria-rowindex')), cells: [...row.cells].map((cell) => cell.textContent) }))`);
}

export interface TableRow {
  /** Place in the table, its head included. */
  readonly position: number;
  readonly cells: readonly string[];
}

/** Cells of all rows of a section's long table, in their order, although only some are in the document at a time. */
export async function allRows(page: Page, section: string): Promise<readonly (readonly string[])[]> {
  const frame = `document.querySelector('#${section} .rows')`;
  const [last, step]: [number, number] = await page.evaluate(`[${frame}.scrollHeight, ${frame}.clientHeight]`);
  const rows = new Map<number, readonly string[]>();
  for (let top = 0; top <= last; top += step) {
    await page.evaluate(`${frame}.scrollTop = ${top}`);
    for (const { position, cells } of await rowsInDocument(page, section)) rows.set(position, cells);
  }
  return [...rows].sort(([left], [right]) => left - right).map(([, cells]) => cells);
}
