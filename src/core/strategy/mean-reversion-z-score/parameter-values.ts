import { describeJsonKind } from '../../math/json-kind.ts';
import type { JsonValue } from '../../types/json.ts';
import type { ParameterDescriptor } from '../../types/strategy.ts';
import type { ParameterIssues } from './parameter-issues.ts';
import { resolveList } from './parameter-lists.ts';

/** What the parity variant makes of a text it does not know (`strategy.md` 2.2, 2.5, 2.6, 7.1). */
const PARITY_FALLBACKS: Readonly<Record<string, string>> = {
  htf_tf: 'NONE',
  extra_htf_tf: 'NONE',
  intraday_vol_feature: 'garch_forecast',
  scenario6_mode: 'all',
  direction_filter: 'both',
};
const PARITY_FEATURE = 'atr_points';
/** Local window of the parity variant where a value <= 0 is given (`strategy.md` 2.4). */
const PARITY_GARCH_LOOKBACK = 500;

/**
 * The normalised value of one parameter; undefined where the default counts (absent, null without a
 * meaning of its own, or refused). `path` is where the value stands, relative to `strategy_parameters`.
 */
export function resolveValue(
  descriptor: ParameterDescriptor,
  value: JsonValue | undefined,
  path: string,
  issues: ParameterIssues,
): JsonValue | undefined {
  if (value === undefined) return undefined;
  if (value === null) return descriptor.nullable ? null : undefined;
  switch (descriptor.type) {
    case 'int':
    case 'float':
      return resolveNumber(descriptor, value, path, issues);
    case 'bool':
      return typeof value === 'boolean' ? value : refuseType(descriptor, 'true or false', value, path, issues);
    case 'enum':
    case 'string':
      return resolveChoice(descriptor, value, path, issues);
    case 'list':
      return resolveList(descriptor, value, path, issues);
    case 'object':
      return refuseType(descriptor, 'a single value', value, path, issues);
  }
}

function resolveNumber(
  descriptor: ParameterDescriptor,
  value: JsonValue,
  path: string,
  issues: ParameterIssues,
): JsonValue | undefined {
  const expected = descriptor.type === 'int' ? 'integer' : 'number';
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return refuseType(descriptor, expected, value, path, issues);
  }
  if (descriptor.type === 'int' && !Number.isInteger(value)) {
    return refuseType(descriptor, expected, value, path, issues);
  }
  if (isInRange(descriptor, value)) return value === 0 ? 0 : value;
  return resolveOutside(descriptor, value, path, issues);
}

function isInRange(descriptor: ParameterDescriptor, value: number): boolean {
  const { min, max } = descriptor;
  if (isUnsafeInteger(descriptor, value)) return false;
  if (min !== undefined && (descriptor.minExclusive === true ? value <= min : value < min)) return false;
  return !(max !== undefined && (descriptor.maxExclusive === true ? value >= max : value > max));
}

function isUnsafeInteger(descriptor: ParameterDescriptor, value: number): boolean {
  return descriptor.type === 'int' && !Number.isSafeInteger(value);
}

/** The parity variant keeps a number outside its range unless the range is enforced there too. */
function resolveOutside(
  descriptor: ParameterDescriptor,
  value: number,
  path: string,
  issues: ParameterIssues,
): JsonValue | undefined {
  const message = `${value} is outside the allowed range (${describeRange(descriptor)})`;
  if (!issues.isParity || descriptor.strictInParity || isUnsafeInteger(descriptor, value)) {
    issues.refuse('CFG_RANGE', path, { message }, descriptor.key);
    return undefined;
  }
  issues.violate('CFG_RANGE', path, { message });
  return descriptor.key === 'intraday_vol_garch_lookback' && value <= 0 ? PARITY_GARCH_LOOKBACK : value;
}

/** Allowed range in words: `≥ 1`, `> 0`, `1 … 10`, `< 0`. */
export function describeRange(descriptor: ParameterDescriptor): string {
  const { min, max } = descriptor;
  if (min !== undefined && max !== undefined) return `${min} … ${max}`;
  if (min !== undefined) return `${descriptor.minExclusive === true ? '>' : '≥'} ${min}`;
  if (max !== undefined) return `${descriptor.maxExclusive === true ? '<' : '≤'} ${max}`;
  return `magnitude ≤ ${Number.MAX_SAFE_INTEGER}`;
}

function resolveChoice(
  descriptor: ParameterDescriptor,
  value: JsonValue,
  path: string,
  issues: ParameterIssues,
): JsonValue | undefined {
  if (typeof value !== 'string') return refuseType(descriptor, 'string', value, path, issues);
  const choices = descriptor.choices ?? [];
  const choice = matchChoice(value, choices);
  if (choice !== undefined) return choice;
  const fallback = PARITY_FALLBACKS[descriptor.key];
  if (issues.isParity && descriptor.key === 'intraday_vol_feature' && value.trim().toLowerCase() === PARITY_FEATURE) {
    return PARITY_FEATURE;
  }
  const message = `"${value}" is not one of ${choices.join(', ')}`;
  if (!issues.isParity || fallback === undefined) {
    issues.refuse('CFG_ENUM', path, { message }, descriptor.key);
    return undefined;
  }
  issues.violate('CFG_ENUM', path, { message: `${message}; it acts as "${fallback}"` });
  return fallback;
}

/** The choice that a text means: blanks around it do not count, nor does its case. */
export function matchChoice(text: string, choices: readonly string[]): string | undefined {
  if (choices.includes(text)) return text;
  const trimmed = text.trim();
  const upper = trimmed.toUpperCase();
  if (choices.includes(upper)) return upper;
  const lower = trimmed.toLowerCase();
  return choices.includes(lower) ? lower : undefined;
}

function refuseType(
  descriptor: ParameterDescriptor,
  expected: string,
  value: JsonValue,
  path: string,
  issues: ParameterIssues,
): undefined {
  const expectation = descriptor.nullable ? `${expected} or null` : expected;
  const message = `expected ${expectation}, got ${describeJsonKind(value)}`;
  issues.refuse('CFG_TYPE', path, { message }, descriptor.key);
  return undefined;
}
