import type { JsonObject, JsonValue } from '../types/json.ts';

/**
 * Canonical JSON of RFC 8785: keys sorted by UTF-16 code units, no blanks, ECMAScript numbers. The
 * text under every configuration and parameter hash.
 */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`canonical JSON cannot hold ${value}`);
    return String(value);
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return isArray(value) ? writeList(value) : writeObject(value);
}

function writeList(values: readonly JsonValue[]): string {
  let text = '[';
  for (let index = 0; index < values.length; index++) {
    if (index > 0) text += ',';
    text += canonicalJson(values[index]);
  }
  return `${text}]`;
}

function writeObject(object: JsonObject): string {
  const keys = Object.keys(object).sort();
  let text = '{';
  for (let index = 0; index < keys.length; index++) {
    if (index > 0) text += ',';
    text += `${JSON.stringify(keys[index])}:${canonicalJson(object[keys[index]] as JsonValue)}`;
  }
  return `${text}}`;
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
