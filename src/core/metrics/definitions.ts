import { CONTRACT_DEFINITIONS } from './contract-definitions.ts';
import { EXTENDED_DEFINITIONS } from './extended-definitions.ts';
import type { MetricDefinition } from './metric-definition.ts';
import type { MetricKey } from './metric-keys.ts';

/** Definitions of all single-run keys, contract and extended. */
export const METRIC_DEFINITIONS: Readonly<Record<MetricKey, MetricDefinition>> = {
  ...CONTRACT_DEFINITIONS,
  ...EXTENDED_DEFINITIONS,
};
