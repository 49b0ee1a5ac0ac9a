import { describeJsonKind, isJsonObject } from '../../math/json-kind.ts';
import { memberPath } from '../../math/json-path.ts';
import type { JsonObject, JsonValue } from '../../types/json.ts';
import type { DirectionName } from '../parameter-merge.ts';
import type { ParameterIssues } from '../parameters/parameter-issues.ts';
import { type FlatKey, OVERLAY_TIMEFRAMES } from './overlay-flat-keys.ts';
import { readOverlayValue, warnUnknownOverlayKey } from './overlay-values.ts';

type Members = Record<string, JsonValue>;

/** Values of one timeframe: for both directions, and per direction (null without a block). */
interface TimeframeBlock {
  readonly plain: Members;
  long: Members | null;
  short: Members | null;
}

/** A flat key with its value, as written directly below `strategy_parameters`. */
export type FlatValue = readonly [FlatKey, JsonValue];

/**
 * Normalises `scenario6_params`: dotted keys become nested, flat keys are folded in and win, the
 * symmetric threshold becomes that of its direction (`strategy.md` 8.2). Never changes what it reads.
 */
export function resolveOverlay(
  value: JsonValue,
  flatValues: readonly FlatValue[],
  path: string,
  issues: ParameterIssues,
): JsonObject {
  const blocks = new Map<string, TimeframeBlock>();
  if (isJsonObject(value)) {
    for (const [key, entry] of Object.entries(value)) readEntry(blocks, key, entry, memberPath(path, key), issues);
  } else {
    issues.refuse('CFG_TYPE', path, { message: `expected object, got ${describeJsonKind(value)}` }, 'scenario6_params');
  }
  for (const [flatKey, flatValue] of flatValues) {
    const members = directionMembers(blockOf(blocks, flatKey.timeframe), flatKey.direction);
    const known = readOverlayValue(flatKey.name, flatValue, flatKey.key, flatKey.direction, issues);
    if (known !== null) members[known.name] = known.value;
  }
  return toJson(blocks, issues.isParity);
}

/** Reads `"H1": { ... }` or the dotted form `"H1.long": { ... }`. */
function readEntry(
  blocks: Map<string, TimeframeBlock>,
  key: string,
  entry: JsonValue,
  path: string,
  issues: ParameterIssues,
): void {
  if (entry === null) return;
  const [timeframeText, directionText] = splitKey(key);
  const timeframe = timeframeText.trim().toUpperCase();
  const direction = directionText === null ? null : directionName(directionText);
  const isKnownTimeframe = OVERLAY_TIMEFRAMES.includes(timeframe) || (timeframe === '*' && !issues.isParity);
  if (!isKnownTimeframe || (directionText !== null && direction === null)) {
    warnUnknownOverlayKey(timeframe, path, OVERLAY_TIMEFRAMES, issues);
  } else if (!isJsonObject(entry)) {
    issues.refuse('CFG_TYPE', path, { message: `expected object, got ${describeJsonKind(entry)}` }, 'scenario6_params');
  } else if (direction !== null) {
    readMembers(directionMembers(blockOf(blocks, timeframe), direction), entry, path, direction, issues);
  } else {
    readTimeframe(blockOf(blocks, timeframe), entry, path, issues);
  }
}

function splitKey(key: string): [string, string | null] {
  const dot = key.lastIndexOf('.');
  return dot === -1 ? [key, null] : [key.slice(0, dot), key.slice(dot + 1)];
}

function directionName(text: string): DirectionName | null {
  const name = text.trim().toLowerCase();
  return name === 'long' || name === 'short' ? name : null;
}

function readTimeframe(block: TimeframeBlock, entry: JsonObject, path: string, issues: ParameterIssues): void {
  const plain: Members = {};
  for (const [key, value] of Object.entries(entry)) {
    const direction = directionName(key);
    if (direction === null) plain[key] = value;
    else if (isJsonObject(value)) {
      readMembers(directionMembers(block, direction), value, memberPath(path, key), direction, issues);
    } else if (value !== null) {
      const message = `expected object, got ${describeJsonKind(value)}`;
      issues.violate('CFG_TYPE', memberPath(path, key), { message });
    }
  }
  readMembers(block.plain, plain, path, null, issues);
}

function readMembers(
  target: Members,
  source: JsonObject,
  path: string,
  direction: DirectionName | null,
  issues: ParameterIssues,
): void {
  for (const [name, value] of Object.entries(source)) {
    if (value === null) continue;
    const place = memberPath(path, name);
    const known = readOverlayValue(name, value, place, direction, issues);
    if (known === null) continue;
    if (target[known.name] !== undefined && target[known.name] !== known.value) {
      const message = `${known.name} is given twice with different values`;
      issues.violate('CFG_ALIAS_CONFLICT', place, { message, hint: 'keep one of them' });
    }
    target[known.name] = known.value;
  }
}

function blockOf(blocks: Map<string, TimeframeBlock>, timeframe: string): TimeframeBlock {
  const block = blocks.get(timeframe) ?? { plain: {}, long: null, short: null };
  blocks.set(timeframe, block);
  return block;
}

function directionMembers(block: TimeframeBlock, direction: DirectionName): Members {
  const members = block[direction] ?? {};
  block[direction] = members;
  return members;
}

/** The parity variant keeps empty direction blocks: they switch the plain keys off (`strategy.md` 8.2). */
function toJson(blocks: ReadonlyMap<string, TimeframeBlock>, keepsEmpty: boolean): JsonObject {
  const json: Members = {};
  for (const [timeframe, block] of blocks) {
    const entry: Members = { ...block.plain };
    for (const direction of ['long', 'short'] as const) {
      const members = block[direction];
      if (members !== null && (keepsEmpty || Object.keys(members).length > 0)) entry[direction] = members;
    }
    if (Object.keys(entry).length > 0) json[timeframe] = entry;
  }
  return json;
}
