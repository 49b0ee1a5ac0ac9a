import { readFileSync } from 'node:fs';

const PAGE = new URL('../../docs/execution.md', import.meta.url);
const TABLE_ROW = /^\| (\d+) +\| (.+?) +\|$/gm;

/** Fill rules by number as the page about execution explains them, in the order of its table. */
export function readDocumentedFillRules(): ReadonlyMap<number, string> {
  const page = readFileSync(PAGE, 'utf8');
  return new Map(Array.from(page.matchAll(TABLE_ROW), ([, number, meaning]) => [Number(number), meaning]));
}
