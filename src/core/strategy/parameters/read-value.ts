import { describeJsonKind, isJsonArray, isJsonObject } from '../../math/json-kind.ts';
import type { JsonValue } from '../../types/json.ts';
import type { ParameterDescriptor } from '../../types/strategy.ts';
import { describeRange, describeUnknownChoice, isInRange, matchChoice } from './descriptor-limits.ts';
import type { ParameterIssues } from './parameter-issues.ts';
import { readList } from './read-list.ts';

/** Reads a value by its descriptor alone. */
export function readValue(
  descriptor: ParameterDescriptor,
  value: JsonValue,
  path: string,
  issues: ParameterIssues,
): JsonValue | undefined {
  switch (descriptor.type) {
    case 'int':
    case 'float':
      return readNumber(descriptor, value, path, issues);
    case 'bool':
      return typeof value === 'boolean' ? value : refuseType(descriptor, 'true or false', value, path, issues);
    case 'enum':
    case 'string':
      return readText(descriptor, value, path, issues);
    case 'list':
      return isJsonArray(value)
        ? readList(descriptor, value, path, issues)
        : refuseType(descriptor, 'array', value, path, issues);
    case 'object':
      return isJsonObject(value) ? value : refuseType(descriptor, 'object', value, path, issues);
  }
}

function readNumber(
  descriptor: ParameterDescriptor,
  value: JsonValue,
  path: string,
  issues: ParameterIssues,
): JsonValue | undefined {
  const isInteger = descriptor.type === 'int';
  if (typeof value !== 'number' || !Number.isFinite(value) || (isInteger && !Number.isInteger(value))) {
    return refuseType(descriptor, isInteger ? 'integer' : 'number', value, path, issues);
  }
  const isUnsafe = isInteger && !Number.isSafeInteger(value);
  if (!isUnsafe && isInRange(descriptor, value)) return value === 0 ? 0 : value;
  const message = `${value} is outside the allowed range (${describeRange(descriptor)})`;
  if (!issues.isParity || descriptor.strictInParity || isUnsafe) {
    issues.refuse('CFG_RANGE', path, { message }, descriptor.key);
    return undefined;
  }
  // The parity variant keeps a number outside its range unless the range is enforced there too.
  issues.violate('CFG_RANGE', path, { message });
  return value;
}

/** One of the choices; any text where there are none. */
function readText(
  descriptor: ParameterDescriptor,
  value: JsonValue,
  path: string,
  issues: ParameterIssues,
): JsonValue | undefined {
  if (typeof value !== 'string') return refuseType(descriptor, 'string', value, path, issues);
  const { choices } = descriptor;
  if (choices === undefined) return value;
  const choice = matchChoice(value, choices);
  if (choice === undefined) {
    issues.refuse('CFG_ENUM', path, { message: describeUnknownChoice(value, choices) }, descriptor.key);
  }
  return choice;
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
