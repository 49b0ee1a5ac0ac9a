import type { JsonObject, JsonValue } from '../types/json.ts';

/** What an indicator says about one of its parameters. */
export interface ParameterRule {
  readonly key: string;
  readonly type: 'integer' | 'number' | 'boolean' | 'choice';
  /** Value where the caller gives none; a parameter without it is required. */
  readonly fallback?: JsonValue;
  /** Whether null has a meaning. */
  readonly nullable?: boolean;
  /** Allowed texts of a choice, lower-case. */
  readonly choices?: readonly string[];
}

/**
 * Parameters in the order of the rules, defaults filled in, -0 as 0, choices lower-case: the form under
 * which equal requests are recognised. Refuses unknown names, because a misspelt parameter would
 * silently mean its default.
 */
export function normaliseParameters(
  indicator: string,
  rules: readonly ParameterRule[],
  params: JsonObject,
): Record<string, JsonValue> {
  const normalised: Record<string, JsonValue> = {};
  let given = 0;
  for (const rule of rules) {
    const value = params[rule.key];
    if (value !== undefined) given++;
    normalised[rule.key] = normaliseValue(indicator, rule, value);
  }
  if (given !== Object.keys(params).length) refuseUnknown(indicator, rules, params);
  return normalised;
}

/** A number out of normalised parameters. */
export function numberParameter(params: JsonObject, key: string): number {
  const value = params[key];
  if (typeof value !== 'number') throw new RangeError(`parameter "${key}" is ${String(value)}, expected a number`);
  return value;
}

function refuseUnknown(indicator: string, rules: readonly ParameterRule[], params: JsonObject): void {
  const known = rules.map((rule) => rule.key);
  const unknown = Object.keys(params).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  throw new RangeError(`${indicator}: parameter "${unknown}" is not known, expected one of ${known.join(', ')}`);
}

function normaliseValue(indicator: string, rule: ParameterRule, given: JsonValue | undefined): JsonValue {
  const value = given === undefined ? rule.fallback : given;
  if (value === null && rule.nullable === true) return null;
  if (typeof value === 'number' && isNumberOf(rule.type, value)) return value + 0;
  if (typeof value === 'boolean' && rule.type === 'boolean') return value;
  if (typeof value === 'string' && rule.type === 'choice') {
    const choice = value.trim().toLowerCase();
    if (rule.choices?.includes(choice) === true) return choice;
  }
  const found = value === undefined ? 'missing' : typeof value === 'number' ? String(value) : JSON.stringify(value);
  throw new RangeError(`${indicator}: parameter "${rule.key}" is ${found}, expected ${describeRule(rule)}`);
}

function isNumberOf(type: ParameterRule['type'], value: number): boolean {
  return type === 'integer' ? Number.isSafeInteger(value) : type === 'number' && Number.isFinite(value);
}

function describeRule(rule: ParameterRule): string {
  const kind = rule.type === 'choice' ? `one of ${(rule.choices ?? []).join(', ')}` : `a value of type ${rule.type}`;
  return rule.nullable === true ? `${kind} or null` : kind;
}
