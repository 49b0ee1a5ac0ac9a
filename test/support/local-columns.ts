import type { SeriesColumn } from '../../src/core/indicators/series-provider.ts';

/** Columns as a strategy gets them, known by their local ids only. */
export function localColumns(
  columns: Iterable<readonly [id: string, values: Float64Array]>,
): Map<string, SeriesColumn> {
  return new Map([...columns].map(([id, values]) => [id, { key: `local ${id}`, values }]));
}
