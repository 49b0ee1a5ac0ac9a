import { LANES } from './row-counts.ts';

/**
 * Sums of two series over four resamples, each day times its count: eight sums for six loads. This loop is
 * where the time of the test goes.
 *
 * @param first index of the first day of a series in `values`, as `second`
 * @param start index of the first count of a group in `counts`
 * @param sums result: lanes of the first series, then of the second
 */
export function sumTwoSeries(
  values: Float64Array,
  first: number,
  second: number,
  counts: Float64Array,
  start: number,
  days: number,
  sums: Float64Array,
): void {
  let a0 = 0;
  let a1 = 0;
  let a2 = 0;
  let a3 = 0;
  let b0 = 0;
  let b1 = 0;
  let b2 = 0;
  let b3 = 0;
  for (let day = 0, at = start; day < days; day++, at += LANES) {
    const a = values[first + day];
    const b = values[second + day];
    const c0 = counts[at];
    const c1 = counts[at + 1];
    const c2 = counts[at + 2];
    const c3 = counts[at + 3];
    a0 += c0 * a;
    a1 += c1 * a;
    a2 += c2 * a;
    a3 += c3 * a;
    b0 += c0 * b;
    b1 += c1 * b;
    b2 += c2 * b;
    b3 += c3 * b;
  }
  sums[0] = a0;
  sums[1] = a1;
  sums[2] = a2;
  sums[3] = a3;
  sums[4] = b0;
  sums[5] = b1;
  sums[6] = b2;
  sums[7] = b3;
}
