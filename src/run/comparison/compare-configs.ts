import { hashedFields } from '../../config/config-hash.ts';
import { canonicalJson } from '../../core/math/canonical-json.ts';
import { isJsonObject } from '../../core/math/json-kind.ts';
import type { EffectiveConfig } from '../../core/types/config.ts';
import type { JsonObject, JsonValue } from '../../core/types/json.ts';

/** A key whose value is not the same in all configurations. */
export interface ConfigDifference {
  /** Dotted path, such as `strategy_parameters.atr_mult`. */
  readonly key: string;
  /** One value a configuration; undefined where it has no such key. */
  readonly values: readonly (JsonValue | undefined)[];
}

/**
 * Keys that differ among effective configurations, ascending; lists are compared as a whole. Keys that cannot
 * change a result (`data-and-config.md` 3, column "Hash") are left out, and so is the place of a strategy's file.
 */
export function compareConfigs(configs: readonly JsonObject[]): readonly ConfigDifference[] {
  const leaves = configs.map((config) => {
    const fields = hashedFields(config as unknown as EffectiveConfig);
    return new Map(Object.entries(fields).flatMap(([key, value]) => leavesOf(key, value)));
  });
  const keys = [...new Set(leaves.flatMap((known) => [...known.keys()]))].sort();
  return keys
    .map((key) => ({ key, values: leaves.map((known) => known.get(key)) }))
    .filter(({ values }) => new Set(values.map(textOf)).size > 1);
}

function leavesOf(key: string, value: JsonValue): readonly (readonly [key: string, value: JsonValue])[] {
  if (!isJsonObject(value) || Object.keys(value).length === 0) return [[key, value]];
  return Object.entries(value).flatMap(([name, member]) => leavesOf(`${key}.${name}`, member));
}

function textOf(value: JsonValue | undefined): string | undefined {
  return value === undefined ? undefined : canonicalJson(value);
}
