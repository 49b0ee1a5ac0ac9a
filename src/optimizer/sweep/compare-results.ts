import { METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import type { ReplayDifference } from './sweep-report.ts';

/** What a result consists of: numbers, texts, lists and mappings of them, and metric vectors. */
type ResultValue =
  | number
  | string
  | boolean
  | null
  | Float64Array
  | readonly ResultValue[]
  | { readonly [key: string]: ResultValue };

/** Fields in which a stored result differs from the one that its trials give; numbers bitwise. */
export function compareResults(name: string, stored: object | null, fresh: object | null): readonly ReplayDifference[] {
  const kept = new Map(leavesOf(name, stored as ResultValue));
  const found = new Map(leavesOf(name, fresh as ResultValue));
  return [...new Set([...kept.keys(), ...found.keys()])]
    .filter((field) => !Object.is(kept.get(field), found.get(field)))
    .map((field) => ({ field, stored: textOf(kept, field), replayed: textOf(found, field) }));
}

type Leaf = readonly [field: string, value: number | string | boolean | null];

function leavesOf(field: string, value: ResultValue): readonly Leaf[] {
  if (value instanceof Float64Array) {
    return METRIC_KEYS.map((key, column): Leaf => [`${field}.${key}`, value[column]! + 0]);
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(`${field}[${index}]`, item));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, member]) => leavesOf(`${field}.${key}`, member));
  }
  // SQLite keeps no negative zero.
  return [[field, typeof value === 'number' ? value + 0 : (value as Leaf[1])]];
}

function textOf(leaves: ReadonlyMap<string, Leaf[1]>, field: string): string {
  return leaves.has(field) ? String(leaves.get(field)) : 'missing';
}
