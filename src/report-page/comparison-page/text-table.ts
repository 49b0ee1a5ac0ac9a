import type { ComparedText } from '../../report/comparison-page/comparison-page-data.ts';
import { type PlainColumn, plainTable } from '../elements/plain-table.ts';

const MISSING = '–';

/** Texts of several inputs side by side, a key a row. */
export function textTable(
  caption: string,
  keyTitle: string,
  labels: readonly string[],
  rows: readonly ComparedText[],
): HTMLElement {
  const values = labels.map(
    (title, place): PlainColumn<ComparedText> => ({ title, cell: ({ values: texts }) => texts[place] ?? MISSING }),
  );
  return plainTable(caption, [{ title: keyTitle, align: 'left', cell: ({ key }) => key }, ...values], rows);
}
