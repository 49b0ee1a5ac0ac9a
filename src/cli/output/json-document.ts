import { describeError } from '../../core/types/errors.ts';
import type { JsonObject, JsonValue } from '../../core/types/json.ts';

/** The one document that a successful command prints with `--json`. */
export function successDocument(command: string, result: JsonValue): string {
  return `${JSON.stringify({ ok: true, command, result }, null, 2)}\n`;
}

/** The one document of a failure; place and hint of the text form are among the details. */
export function errorDocument(error: unknown): string {
  const { category, code, message, where, hint, details } = describeError(error);
  const places: JsonObject = { ...(where === null ? {} : { where }), ...(hint === null ? {} : { hint }) };
  const document = { ok: false, error: { category, code, message, details: { ...places, ...details } } };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** A number as JSON can hold it: `"n/a"` where it is missing. */
export function jsonNumber(value: number): number | 'n/a' {
  return Number.isNaN(value) ? 'n/a' : value;
}

/**
 * Plain data with its `camelCase` keys in the `snake_case` of all files. Keys of other forms (names of
 * symbols, timeframes, parameters) stay; values that JSON lacks must not occur.
 */
export function withSnakeKeys(value: unknown): JsonValue {
  if (Array.isArray(value)) return value.map(withSnakeKeys);
  if (typeof value === 'number') return jsonNumber(value);
  if (typeof value !== 'object' || value === null) return value as JsonValue;
  const members = Object.entries(value).map(([key, member]) => [toSnakeCase(key), withSnakeKeys(member)] as const);
  return Object.fromEntries(members);
}

function toSnakeCase(key: string): string {
  if (!/^[a-z][a-z0-9]*([A-Z][a-z0-9]*)+$/.test(key)) return key;
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
