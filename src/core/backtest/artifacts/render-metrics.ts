import { CONTRACT_DEFINITIONS } from '../../metrics/contract-definitions.ts';
import { CONTRACT_METRIC_KEYS } from '../../metrics/metric-keys.ts';
import { roundMetric } from '../../metrics/metric-rounding.ts';
import { formatJson, mapMembers, type OutputValue } from './format-json.ts';

/**
 * Text of `metrics.json` (`metrics.md` 1.1): exactly the contract keys. `values` is a metric vector
 * as `computeMetrics` returns it: contract keys first, unrounded.
 */
export function renderMetrics(values: Float64Array): string {
  const metrics: Record<string, OutputValue> = {};
  for (const [index, key] of CONTRACT_METRIC_KEYS.entries()) {
    const value = values[index];
    const isMissing = Number.isNaN(value) && CONTRACT_DEFINITIONS[key].type === 'number|string';
    metrics[key] = isMissing ? 'n/a' : roundMetric(key, value);
  }
  const definitions = mapMembers(CONTRACT_DEFINITIONS, (definition) => ({ ...definition }));
  return formatJson({ metrics, definitions }, 'metrics.json');
}
