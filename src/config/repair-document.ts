import { isJsonObject } from '../core/math/json-kind.ts';
import type { JsonObject, JsonValue } from '../core/types/json.ts';
import { configSchema } from './config-schema.ts';
import { bareSchema, childSchema } from './schema-shape.ts';

type Members = Record<string, JsonValue>;

/** Stand-ins for required values that are missing or wrong. They never leave the checks. */
const STAND_INS: Readonly<Record<string, JsonValue>> = {
  schema_version: '2',
  strategy_name: '',
  symbol: 'EURUSD',
  start_date: '2000-01-03',
  end_date: '2000-01-03',
  run_mode: 'dev',
  data_mode: 'candle',
  timeframes: { primary: 'H1' },
  primary: 'H1',
};

/** A document that the schema accepts, and the paths whose values are not the user's. */
export interface RepairedDocument {
  readonly document: JsonObject;
  /** Dotted paths without indices. */
  readonly replaced: readonly string[];
}

/**
 * Replaces what the schema refused, so that the remaining checks can look at the rest and all problems
 * of a file are reported at once. Optional values fall back to their default, required ones to a
 * stand-in; checks that read a replaced value are skipped.
 */
export function repairDocument(document: JsonObject, paths: readonly (readonly PropertyKey[])[]): RepairedDocument {
  const repaired: Members = { ...document };
  return { document: repaired, replaced: paths.map((path) => replaceValue(repaired, path)) };
}

function replaceValue(document: Members, path: readonly PropertyKey[]): string {
  const names = namesOf(path);
  for (let length = names.length; length > 0; length--) {
    const place = names.slice(0, length);
    const key = place[length - 1];
    const parent = copyMembers(document, place.slice(0, -1));
    if (parent === null) continue;
    if (isOptional(place)) delete parent[key];
    else if (Object.hasOwn(STAND_INS, key) && length === names.length) parent[key] = STAND_INS[key];
    else continue;
    return place.join('.');
  }
  return '';
}

/** The part of a path above the first array or record: their elements are replaced as a whole. */
function namesOf(path: readonly PropertyKey[]): string[] {
  const names: string[] = [];
  let schema: Parameters<typeof bareSchema>[0] = configSchema;
  for (const segment of path) {
    const child = childSchema(schema, segment);
    if (typeof segment !== 'string' || child === undefined) break;
    if (bareSchema(schema).schema._zod.def.type !== 'object') break;
    names.push(segment);
    schema = child;
  }
  return names;
}

function isOptional(names: readonly string[]): boolean {
  let schema: Parameters<typeof bareSchema>[0] | undefined = configSchema;
  for (const name of names) schema = schema === undefined ? undefined : childSchema(schema, name);
  return schema !== undefined && bareSchema(schema).isOptional;
}

/** The object at a place, with everything above it copied, so that the original stays as it is. */
function copyMembers(document: Members, names: readonly string[]): Members | null {
  let parent = document;
  for (const name of names) {
    const child: JsonValue | undefined = parent[name];
    if (!isJsonObject(child)) return null;
    const copy = { ...child };
    parent[name] = copy;
    parent = copy;
  }
  return parent;
}
