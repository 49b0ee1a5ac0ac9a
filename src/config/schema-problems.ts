import type * as z from 'zod';
import { describeJsonKind } from '../core/math/json-kind.ts';
import { jsonPath } from '../core/math/json-path.ts';
import type { Problem } from '../core/types/errors.ts';
import type { JsonObject, JsonValue } from '../core/types/json.ts';
import { configSchema } from './config-schema.ts';
import { findReservedValue } from './reserved-values.ts';
import { childSchema, describeExpected } from './schema-shape.ts';

type Issue = z.core.$ZodIssue;

/** Codes of places that have one of their own. */
const RANGE_CODES: Readonly<Record<string, string>> = { 'news_filter.currencies': 'CFG_NEWS_CURRENCIES' };
const RANGE_HINTS: Readonly<Record<string, string>> = {
  'news_filter.currencies': 'leave it out to derive the currencies from the symbol, or list currencies',
};

/** Turns what the schema found into problems with stable codes (`data-and-config.md` 18.4), one per place and code. */
export function toProblems(issues: readonly Issue[], document: JsonObject): Problem[] {
  const problems = new Map<string, Problem>();
  for (const issue of issues) {
    const problem = toProblem(issue, document);
    const identity = `${problem.where} ${problem.code}`;
    if (!problems.has(identity)) problems.set(identity, problem);
  }
  return [...problems.values()];
}

function toProblem(issue: Issue, document: JsonObject): Problem {
  const where = jsonPath(issue.path);
  const value = valueAt(document, issue.path);
  if (value === undefined) {
    return { code: 'CFG_MISSING_FIELD', where, message: `missing; expected ${expectedAt(issue.path)}` };
  }
  switch (issue.code) {
    case 'too_small':
    case 'too_big':
      return rangeProblem(where, value, issue.message);
    case 'invalid_value':
      if (typeof value === 'string') return choiceProblem(where, value, issue.values.map(String));
      return typeProblem(where, value, issue.path);
    case 'invalid_key':
      return formatProblem(where, String(issue.path.at(-1)), issue.issues[0]?.message ?? issue.message);
    case 'invalid_format':
    case 'custom':
      return formatProblem(where, value, issue.message);
    default:
      return typeProblem(where, value, issue.path);
  }
}

function rangeProblem(where: string, value: JsonValue, allowed: string): Problem {
  const found = typeof value === 'number' ? `${value} is out of range` : `found ${JSON.stringify(value)}`;
  const hint = RANGE_HINTS[where];
  return {
    code: RANGE_CODES[where] ?? 'CFG_RANGE',
    where,
    message: `${found}; ${allowed}`,
    ...(hint === undefined ? {} : { hint }),
    details: { value },
  };
}

function choiceProblem(where: string, value: string, choices: readonly string[]): Problem {
  const reserved = findReservedValue(where, value);
  if (reserved !== undefined) return { ...reserved, where, details: { value } };
  const allowed = where === 'schema_version' ? 'supported: 2' : `allowed: ${choices.join(', ')}`;
  return { code: 'CFG_ENUM', where, message: `${JSON.stringify(value)} is not known; ${allowed}`, details: { value } };
}

function formatProblem(where: string, value: JsonValue, expected: string): Problem {
  return { code: 'CFG_FORMAT', where, message: `${JSON.stringify(value)}: ${expected}`, details: { value } };
}

function typeProblem(where: string, value: JsonValue, path: readonly PropertyKey[]): Problem {
  return { code: 'CFG_TYPE', where, message: `expected ${expectedAt(path)}, got ${describeJsonKind(value)}` };
}

function expectedAt(path: readonly PropertyKey[]): string {
  let schema: z.core.$ZodType | undefined = configSchema;
  for (const segment of path) schema = schema === undefined ? undefined : childSchema(schema, segment);
  return schema === undefined ? 'another value' : describeExpected(schema);
}

function valueAt(document: JsonValue, path: readonly PropertyKey[]): JsonValue | undefined {
  let value: JsonValue | undefined = document;
  for (const segment of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return undefined;
    value = (value as Readonly<Record<PropertyKey, JsonValue>>)[segment];
  }
  return value;
}
