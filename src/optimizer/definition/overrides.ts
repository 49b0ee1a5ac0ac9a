import { isJsonObject } from '../../core/math/json-kind.ts';
import { jsonPath } from '../../core/math/json-path.ts';
import type { JsonObject, JsonValue } from '../../core/types/json.ts';
import { findEntry, type MappingNode, type SourceNode, type SourcePath, toJson } from './source-node.ts';
import type { SweepProblems } from './sweep-problems.ts';

/** One configuration value that the sweep file sets in the base configuration. */
export interface Override {
  /** Keys in the configuration. */
  readonly keys: readonly string[];
  readonly value: JsonValue;
  /** Place in the sweep file. */
  readonly sourcePath: SourcePath;
  readonly offset: number;
}

/**
 * Values of `overrides` (dotted or nested) and of `robustness`, which replaces the keys of
 * `metrics.robustness` one by one. Reports a value that is given twice.
 */
export function collectOverrides(root: MappingNode, problems: SweepProblems): readonly Override[] {
  const overrides: Override[] = [];
  const node = findEntry(root, 'overrides')?.value;
  if (node?.kind === 'mapping') collect(node, [], ['overrides'], overrides);
  const robustness = findEntry(root, 'robustness')?.value;
  if (robustness?.kind === 'mapping') collect(robustness, ['metrics', 'robustness'], ['robustness'], overrides);
  overrides.forEach((override, index) => {
    const twin = overrides
      .slice(0, index)
      .find((earlier) => isInside(override.keys, earlier.keys) || isInside(earlier.keys, override.keys));
    if (twin === undefined) return;
    problems.add({
      code: 'SWEEP_DUPLICATE_KEY',
      offset: override.offset,
      path: override.sourcePath,
      message: `'${override.keys.join('.')}' is set in line ${problems.lineOf(twin.offset)} already`,
      hint: 'keep one of them',
    });
  });
  return overrides;
}

/** The document with the values written in; the original is not changed. */
export function applyOverrides(document: JsonObject, overrides: readonly Override[]): JsonObject {
  return overrides.reduce((merged, { keys, value }) => withValue(merged, keys, value), document);
}

/** A copy of a document with one value set; objects on the way are made where they are missing. */
export function withValue(document: JsonObject, keys: readonly string[], value: JsonValue): JsonObject {
  const [key, ...rest] = keys;
  if (key === undefined) return document;
  const child = document[key];
  return { ...document, [key]: rest.length === 0 ? value : withValue(isJsonObject(child) ? child : {}, rest, value) };
}

/** The override that a JSON path of the configuration leads to or into. */
export function findOverride(overrides: readonly Override[], path: string): Override | undefined {
  return overrides.find(({ keys }) => isPathInside(path, jsonPath(keys)));
}

/** Whether a JSON path is `outer` or lies inside it. */
export function isPathInside(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);
}

function collect(node: MappingNode, keys: readonly string[], path: SourcePath, into: Override[]): void {
  for (const { key, keyOffset, value } of node.entries) {
    const childKeys = [...keys, ...key.split('.')];
    const childPath = [...path, key];
    if (isFilledMapping(value)) collect(value, childKeys, childPath, into);
    else into.push({ keys: childKeys, value: toJson(value), sourcePath: childPath, offset: keyOffset });
  }
}

function isFilledMapping(node: SourceNode): node is MappingNode {
  return node.kind === 'mapping' && node.entries.length > 0;
}

function isInside(inner: readonly string[], outer: readonly string[]): boolean {
  return outer.every((key, index) => inner[index] === key);
}
