import type { JsonValue } from '../../core/types/json.ts';

/** A value of the sweep file with its place, so that every finding can be pointed at. */
export type SourceNode = ScalarNode | ListNode | MappingNode;

interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: null | boolean | number | string;
  /** Number as written; null for other values. */
  readonly numberText: string | null;
  readonly offset: number;
}

interface ListNode {
  readonly kind: 'list';
  readonly items: readonly SourceNode[];
  readonly offset: number;
}

export interface MappingNode {
  readonly kind: 'mapping';
  /** File order, keys unique. */
  readonly entries: readonly MappingEntry[];
  readonly offset: number;
}

export interface MappingEntry {
  readonly key: string;
  readonly keyOffset: number;
  readonly value: SourceNode;
}

/** Keys and list positions from the root. */
export type SourcePath = readonly (string | number)[];

export function findEntry(node: SourceNode, key: string): MappingEntry | undefined {
  return node.kind === 'mapping' ? node.entries.find((entry) => entry.key === key) : undefined;
}

/** Node at a path, or undefined where the path leads nowhere. */
export function findNode(root: SourceNode, path: SourcePath): SourceNode | undefined {
  let node: SourceNode | undefined = root;
  for (const step of path) {
    if (node === undefined) return undefined;
    node = typeof step === 'number' ? itemAt(node, step) : findEntry(node, step)?.value;
  }
  return node;
}

/** Offset of the node at a path, or of its closest existing ancestor. */
export function offsetOf(root: SourceNode, path: SourcePath): number {
  for (let length = path.length; length > 0; length--) {
    const node = findNode(root, path.slice(0, length));
    if (node !== undefined) return node.offset;
  }
  return root.offset;
}

/** Offset of the key at a path; of the closest existing ancestor where there is no such key. */
export function keyOffsetOf(root: SourceNode, path: SourcePath): number {
  const parent = findNode(root, path.slice(0, -1));
  const last = path.at(-1);
  const entry = parent !== undefined && typeof last === 'string' ? findEntry(parent, last) : undefined;
  return entry?.keyOffset ?? offsetOf(root, path);
}

/** Plain value of a node. */
export function toJson(node: SourceNode): JsonValue {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(toJson);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, toJson(value)]));
}

/** Path as shown to the user: `space.strategy_parameters.fast.values[2]`. */
export function showPath(path: SourcePath): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}

function itemAt(node: SourceNode, index: number): SourceNode | undefined {
  return node.kind === 'list' ? node.items[index] : undefined;
}
