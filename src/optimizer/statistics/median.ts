import { quantile } from '../../core/indicators/kernels/quantile.ts';

/** Median, the mean of the middle two for an even count; NaN for an empty list. */
export function median(values: Float64Array): number {
  return values.length === 0 ? Number.NaN : quantile(Float64Array.from(values).sort(), 0.5);
}
