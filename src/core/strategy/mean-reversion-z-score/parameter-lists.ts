import { describeJsonKind, isJsonArray } from '../../math/json-kind.ts';
import { elementPath } from '../../math/json-path.ts';
import type { JsonValue } from '../../types/json.ts';
import type { ParameterDescriptor } from '../../types/strategy.ts';
import type { ParameterIssues } from '../parameters/parameter-issues.ts';
import { readTexts } from '../parameters/read-list.ts';
import { readValue } from '../parameters/read-value.ts';
import { CLUSTER_LABELS } from './parameter-descriptors.ts';

/**
 * Scenario numbers, ascending and without repetition. The parity variant drops what is invalid and
 * enables all six if nothing is left (`strategy.md` 2.6).
 */
export function readScenarios(
  descriptor: ParameterDescriptor,
  value: JsonValue,
  path: string,
  issues: ParameterIssues,
): JsonValue | undefined {
  if (!isJsonArray(value)) return readValue(descriptor, value, path, issues);
  const scenarios = new Set<number>();
  for (const [index, element] of value.entries()) {
    if (isScenario(element)) scenarios.add(element);
    else reportScenario(element, elementPath(path, index), issues);
  }
  if (value.length === 0) {
    const message = 'the list is empty; expected a subset of 1 … 6, or null for all';
    if (issues.isParity) issues.violate('CFG_RANGE', path, { message });
    else issues.refuse('CFG_RANGE', path, { message }, descriptor.key);
  }
  if (scenarios.size > 0) return [...scenarios].sort((left, right) => left - right);
  return issues.isParity ? null : undefined;
}

function isScenario(value: JsonValue): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 6;
}

function reportScenario(value: JsonValue, path: string, issues: ParameterIssues): void {
  const isNumber = typeof value === 'number' && Number.isInteger(value);
  const message = isNumber
    ? `there is no scenario ${value}; allowed: 1 … 6`
    : `expected integer, got ${describeJsonKind(value)}`;
  if (issues.isParity) issues.violate('CFG_RANGE', path, { message: `${message}; the entry is dropped` });
  else issues.refuse(isNumber ? 'CFG_RANGE' : 'CFG_TYPE', path, { message }, 'enabled_scenarios');
}

/** Labels of volatility clusters by rank; an empty list would never allow an entry. */
export function readClusterLabels(
  descriptor: ParameterDescriptor,
  value: JsonValue,
  path: string,
  issues: ParameterIssues,
): JsonValue | undefined {
  if (!isJsonArray(value)) return readValue(descriptor, value, path, issues);
  const labels = readTexts(descriptor, CLUSTER_LABELS, value, path, issues);
  if (labels.length === 0 && issues.areKnown(descriptor.key)) {
    const message = 'the list is empty, so that no entry would ever be allowed';
    issues.violate('CFG_RANGE', path, { message, hint: `list some of ${CLUSTER_LABELS.join(', ')}` });
  }
  return labels.sort(byClusterRank);
}

/** Known labels by rank, unknown ones behind them by their text. */
function byClusterRank(left: string, right: string): number {
  const difference = clusterRank(left) - clusterRank(right);
  if (difference !== 0) return difference;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Position of a cluster label by ascending volatility; unknown labels come last. */
export function clusterRank(label: string): number {
  const rank = (CLUSTER_LABELS as readonly string[]).indexOf(label);
  return rank === -1 ? CLUSTER_LABELS.length : rank;
}
