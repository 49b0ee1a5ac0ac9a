import { roundHalfAway } from '../../math/rounding.ts';
import type { JsonValue } from '../../types/json.ts';
import { nonFiniteOutput } from './non-finite-output.ts';

/** A JSON value that may also hold integers beyond 2^53; they are printed in full. */
export type OutputValue = null | boolean | number | bigint | string | readonly OutputValue[] | OutputObject;

export interface OutputObject {
  readonly [key: string]: OutputValue;
}

/**
 * Text of a JSON file (`data-and-config.md` 15.1): keys ascending by code point, two-space indent,
 * shortest number form, final line feed. `fileName` is named when a value is not finite.
 */
export function formatJson(value: OutputValue, fileName: string): string {
  const parts: string[] = [];
  appendValue(parts, value, '\n', fileName);
  parts.push('\n');
  return parts.join('');
}

/** Rounds every float inside `value`, however deep; integers and other values stay. */
export function roundFloats(value: JsonValue, decimals: number): OutputValue {
  if (typeof value === 'number') return Number.isInteger(value) ? value : roundHalfAway(value, decimals);
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map((element) => roundFloats(element, decimals));
  return mapMembers(value, (member) => roundFloats(member, decimals));
}

/** Object with the same keys and every member passed through `transform`. */
export function mapMembers<T>(
  object: Readonly<Record<string, T>>,
  transform: (member: T, key: string) => OutputValue,
): OutputObject {
  return Object.fromEntries(Object.entries(object).map(([key, member]) => [key, transform(member, key)]));
}

/** Order of Unicode code points; differs from UTF-16 order where surrogates meet U+E000 to U+FFFF. */
export function compareCodePoints(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return codePointRank(left) - codePointRank(right);
  }
  return a.length - b.length;
}

/** Moves surrogate code units, which stand for code points above U+FFFF, behind all others. */
function codePointRank(codeUnit: number): number {
  return codeUnit >= 0xd800 && codeUnit <= 0xdfff ? codeUnit + 0x10000 : codeUnit;
}

/** `lineStart` is a line feed plus the indent of the enclosing level; `where` is the path so far. */
function appendValue(parts: string[], value: OutputValue, lineStart: string, where: string): void {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw nonFiniteOutput(where, value);
    parts.push(JSON.stringify(value));
  } else if (typeof value === 'bigint') {
    parts.push(value.toString());
  } else if (value === null || typeof value !== 'object') {
    parts.push(JSON.stringify(value));
  } else if (isList(value)) {
    appendList(parts, value, lineStart, where);
  } else {
    appendObject(parts, value, lineStart, where);
  }
}

function appendList(parts: string[], list: readonly OutputValue[], lineStart: string, where: string): void {
  if (list.length === 0) {
    parts.push('[]');
    return;
  }
  const inner = `${lineStart}  `;
  for (let i = 0; i < list.length; i++) {
    parts.push(i === 0 ? `[${inner}` : `,${inner}`);
    appendValue(parts, list[i], inner, `${where}[${i}]`);
  }
  parts.push(`${lineStart}]`);
}

function appendObject(parts: string[], object: OutputObject, lineStart: string, where: string): void {
  const keys = Object.keys(object).sort(compareCodePoints);
  if (keys.length === 0) {
    parts.push('{}');
    return;
  }
  const inner = `${lineStart}  `;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    parts.push(i === 0 ? `{${inner}` : `,${inner}`, JSON.stringify(key), ': ');
    appendValue(parts, object[key], inner, `${where}.${key}`);
  }
  parts.push(`${lineStart}}`);
}

function isList<T>(value: readonly T[] | object): value is readonly T[] {
  return Array.isArray(value);
}
