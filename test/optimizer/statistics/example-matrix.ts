import { normal } from '../../../src/optimizer/random/draws.ts';
import { stream } from '../../../src/optimizer/random/seeds.ts';
import type { DailyMatrix } from '../../../src/optimizer/statistics/daily-matrix.ts';
import { readFixture } from '../../core/metrics/read-fixture.ts';

/** Reference figures of this area. */
export function readReference<T>(name: string): T {
  return readFixture<T>(`optimizer/statistics/${name}.json`);
}

/** Matrix from rows of days, as the reference files have it. */
export function matrixOf(rows: readonly (readonly number[])[]): DailyMatrix {
  const [days, columns] = [rows.length, rows[0]!.length];
  const values = new Float64Array(days * columns);
  rows.forEach((row, day) => {
    row.forEach((value, column) => {
      values[column * days + day] = value;
    });
  });
  return { days, columns, values };
}

/** Independent normal daily returns of 1 % deviation; `edges` are mean returns in deviations, by column. */
export function noiseMatrix(
  seed: number,
  days: number,
  columns: number,
  edges: Readonly<Record<number, number>> = {},
): DailyMatrix {
  const random = stream(seed, 'example', 'noise');
  const values = Float64Array.from(
    { length: days * columns },
    (_, at) => 0.01 * (normal(random) + (edges[Math.floor(at / days)] ?? 0)),
  );
  return { days, columns, values };
}

export function allColumns({ columns }: DailyMatrix): Int32Array {
  return Int32Array.from({ length: columns }, (_, column) => column);
}
