import { METRIC_KEYS, type MetricKey } from './metric-keys.ts';

/** A figure as readers see it; "n/a" where the basis is missing, never for a zero result. */
export type MetricValue = number | 'n/a';

/** Turns a metric vector (order of `METRIC_KEYS`) into an object of unrounded values. */
export function metricsObject(values: Float64Array): Record<MetricKey, MetricValue> {
  const metrics = {} as Record<MetricKey, MetricValue>;
  for (let i = 0; i < METRIC_KEYS.length; i++) {
    const value = values[i];
    metrics[METRIC_KEYS[i]] = Number.isNaN(value) ? 'n/a' : value;
  }
  return metrics;
}
