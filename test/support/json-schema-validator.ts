import type { JsonObject, JsonValue } from '../../src/core/types/json.ts';

type Check = (value: JsonValue, argument: never, schema: JsonObject, path: string, root: JsonObject) => string[];

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Only what the schemas of omega use; any other keyword fails the test instead of being passed over. */
const CHECKS: Readonly<Record<string, Check>> = {
  type: (value, names: string | string[], _, path) =>
    [names].flat().some((name) => hasType(value, name)) ? [] : [`${path}: not of type ${names}`],
  enum: (value, choices: JsonValue[], _, path) => (choices.includes(value) ? [] : [`${path}: not one of ${choices}`]),
  const: (value, expected: JsonValue, _, path) => (value === expected ? [] : [`${path}: not ${expected}`]),
  pattern: (value, pattern: string, _, path) =>
    typeof value !== 'string' || new RegExp(pattern).test(value) ? [] : [`${path}: does not match ${pattern}`],
  minimum: (value, limit: number, _, path) => numberCheck(value, (number) => number >= limit, path),
  maximum: (value, limit: number, _, path) => numberCheck(value, (number) => number <= limit, path),
  exclusiveMinimum: (value, limit: number, _, path) => numberCheck(value, (number) => number > limit, path),
  exclusiveMaximum: (value, limit: number, _, path) => numberCheck(value, (number) => number < limit, path),
  multipleOf: (value, divisor: number, _, path) => numberCheck(value, (number) => number % divisor === 0, path),
  minLength: (value, limit: number, _, path) =>
    typeof value !== 'string' || value.length >= limit ? [] : [`${path}: too short`],
  minItems: (value, limit: number, _, path) =>
    !Array.isArray(value) || value.length >= limit ? [] : [`${path}: too few elements`],
  maxItems: (value, limit: number, _, path) =>
    !Array.isArray(value) || value.length <= limit ? [] : [`${path}: too many elements`],
  items: (value, schema: JsonObject, _, path, root) =>
    Array.isArray(value) ? value.flatMap((item, index) => check(item, schema, `${path}[${index}]`, root)) : [],
  required: (value, keys: string[], _, path) =>
    isObject(value) ? keys.filter((key) => !Object.hasOwn(value, key)).map((key) => `${path}.${key}: missing`) : [],
  properties: (value, schemas: Record<string, JsonObject>, _, path, root) =>
    members(value)
      .filter(([key]) => Object.hasOwn(schemas, key))
      .flatMap(([key, member]) => check(member, schemas[key], `${path}.${key}`, root)),
  additionalProperties: (value, schema: JsonObject | false, { properties = {} }, path, root) =>
    members(value)
      .filter(([key]) => !Object.hasOwn(properties as JsonObject, key))
      .flatMap(([key, member]) =>
        schema === false ? [`${path}.${key}: not allowed`] : check(member, schema, `${path}.${key}`, root),
      ),
  propertyNames: (value, schema: JsonObject, _, path, root) =>
    members(value).flatMap(([key]) => check(key, schema, `${path}.${key}`, root)),
  $ref: (value, reference: string, _, path, root) => check(value, resolve(reference, root), path, root),
  allOf: (value, schemas: JsonObject[], _, path, root) => schemas.flatMap((schema) => check(value, schema, path, root)),
  anyOf: (value, schemas: JsonObject[], _, path, root) =>
    schemas.some((schema) => check(value, schema, path, root).length === 0) ? [] : [`${path}: fits none`],
  oneOf: (value, schemas: JsonObject[], _, path, root) =>
    schemas.filter((schema) => check(value, schema, path, root).length === 0).length === 1
      ? []
      : [`${path}: does not fit exactly one`],
  if: (value, condition: JsonObject, schema, path, root) => {
    const branch = check(value, condition, path, root).length === 0 ? schema.then : schema.else;
    return isObject(branch) ? check(value, branch, path, root) : [];
  },
};
const ANNOTATIONS = ['$schema', '$defs', 'title', 'description', 'default', 'examples', 'format', 'then', 'else'];

/** What is wrong with a value by a JSON Schema, as `$.path: reason`; empty for a valid one. */
export function validateJson(value: JsonValue, schema: JsonObject): string[] {
  return check(value, schema, '$', schema);
}

function check(value: JsonValue, schema: JsonObject, path: string, root: JsonObject): string[] {
  return Object.entries(schema).flatMap(([keyword, argument]) => {
    if (ANNOTATIONS.includes(keyword)) return [];
    const keywordCheck = CHECKS[keyword];
    if (keywordCheck === undefined) throw new Error(`the validator does not know the keyword '${keyword}'`);
    return keywordCheck(value, argument as never, schema, path, root);
  });
}

function members(value: JsonValue): readonly (readonly [string, JsonValue])[] {
  return isObject(value) ? Object.entries(value) : [];
}

function numberCheck(value: JsonValue, holds: (number: number) => boolean, path: string): string[] {
  return typeof value !== 'number' || holds(value) ? [] : [`${path}: ${value} is out of range`];
}

function hasType(value: JsonValue, name: string): boolean {
  switch (name) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === name;
  }
}

function resolve(reference: string, root: JsonObject): JsonObject {
  let target: JsonValue = root;
  for (const key of reference.replace(/^#\//, '').split('/')) target = (target as JsonObject)[key];
  if (!isObject(target)) throw new Error(`the reference '${reference}' leads nowhere`);
  return target;
}
