import { METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import { RuntimeFailure } from '../../core/types/errors.ts';

/** Values of the metric columns of a row, in the order of `METRIC_KEYS`; NULL stands for `"n/a"`. */
export function encodeMetrics(metrics: Float64Array): (number | null)[] {
  return METRIC_KEYS.map((_key, position) => numberOrNull(metrics[position]!));
}

/** The metric vector of a row. */
export function decodeMetrics(row: Readonly<Record<string, string | number | null>>): Float64Array {
  return Float64Array.from(METRIC_KEYS, (key) => (row[key] === null ? Number.NaN : (row[key] as number)));
}

/** NULL for a missing number; SQLite keeps no negative zero. */
export function numberOrNull(value: number): number | null {
  if (Number.isNaN(value)) return null;
  if (Number.isFinite(value)) return value + 0;
  throw new RuntimeFailure('RUNTIME_NON_FINITE_OUTPUT', `found ${value}, expected a finite number or NaN for "n/a"`);
}
