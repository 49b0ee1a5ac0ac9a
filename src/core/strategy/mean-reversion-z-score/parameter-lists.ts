import { describeJsonKind, isJsonArray } from '../../math/json-kind.ts';
import { elementPath } from '../../math/json-path.ts';
import type { JsonValue } from '../../types/json.ts';
import type { ParameterDescriptor } from '../../types/strategy.ts';
import { CLUSTER_LABELS } from './parameter-descriptors.ts';
import type { ParameterIssues } from './parameter-issues.ts';

/** Normalises a list parameter; undefined where it was refused. */
export function resolveList(
  descriptor: ParameterDescriptor,
  value: JsonValue,
  path: string,
  issues: ParameterIssues,
): JsonValue | undefined {
  if (!isJsonArray(value)) {
    const message = `expected array${descriptor.nullable ? ' or null' : ''}, got ${describeJsonKind(value)}`;
    issues.refuse('CFG_TYPE', path, { message }, descriptor.key);
    return undefined;
  }
  if (descriptor.key === 'enabled_scenarios') return resolveScenarios(descriptor, value, path, issues);
  const texts = resolveTexts(descriptor, value, path, issues);
  if (descriptor.key !== 'intraday_vol_allowed') return texts;
  if (texts.length === 0 && issues.areKnown(descriptor.key)) {
    const message = 'the list is empty, so that no entry would ever be allowed';
    issues.violate('CFG_RANGE', path, { message, hint: `list some of ${CLUSTER_LABELS.join(', ')}` });
  }
  return texts.sort(byClusterRank);
}

/**
 * Scenario numbers, ascending and without repetition. The parity variant drops what is invalid and
 * enables all six if nothing is left (`strategy.md` 2.6).
 */
function resolveScenarios(
  descriptor: ParameterDescriptor,
  value: readonly JsonValue[],
  path: string,
  issues: ParameterIssues,
): JsonValue | undefined {
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

/** Known texts in the case of the choices, repetitions dropped; the parity variant keeps unknown ones. */
function resolveTexts(
  descriptor: ParameterDescriptor,
  value: readonly JsonValue[],
  path: string,
  issues: ParameterIssues,
): string[] {
  const choices = descriptor.choices ?? [];
  const isUpper = choices[0] === choices[0]?.toUpperCase();
  const texts = new Set<string>();
  for (const [index, element] of value.entries()) {
    const place = elementPath(path, index);
    if (typeof element !== 'string') {
      issues.refuse(
        'CFG_TYPE',
        place,
        { message: `expected string, got ${describeJsonKind(element)}` },
        descriptor.key,
      );
      continue;
    }
    const text = isUpper ? element.trim().toUpperCase() : element.trim().toLowerCase();
    const message = `"${element}" is not one of ${choices.join(', ')}`;
    if (choices.includes(text)) texts.add(text);
    else if (issues.isParity) {
      issues.violate('CFG_ENUM', place, { message });
      texts.add(text);
    } else issues.refuse('CFG_ENUM', place, { message }, descriptor.key);
  }
  return [...texts];
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
