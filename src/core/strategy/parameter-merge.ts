import { isJsonObject } from '../math/json-kind.ts';
import type { JsonObject, JsonValue } from '../types/json.ts';

/** Names of the two direction blocks. */
export type DirectionName = 'long' | 'short';

/** Members of `strategy_parameters` that hold other parameters instead of being one. */
export const BLOCK_KEYS: ReadonlySet<string> = new Set(['long', 'short', 'overrides']);

/**
 * The complete parameters for one direction of one symbol and timeframe: base, direction block, then
 * the overrides from the most general to the most specific (`strategy.md` 3.2). Without blocks the
 * object itself comes back. A null direction leaves all direction blocks out.
 */
export function mergeParameters(
  parameters: JsonObject,
  direction: DirectionName | null,
  symbol: string,
  primary: string,
): JsonObject {
  if (!hasBlocks(parameters)) return parameters;
  const merged: Record<string, JsonValue> = {};
  applyEntry(merged, parameters, direction);
  const { overrides } = parameters;
  if (!isJsonObject(overrides)) return merged;
  for (const key of ['*/*', `${symbol}/*`, `*/${primary}`, `${symbol}/${primary}`]) {
    const entry = overrides[key];
    if (isJsonObject(entry)) applyEntry(merged, entry, direction);
  }
  return merged;
}

/** Whether the directions, or a symbol and timeframe, may have parameters of their own. */
export function hasBlocks(parameters: JsonObject): boolean {
  return parameters.long !== undefined || parameters.short !== undefined || parameters.overrides !== undefined;
}

/** Plain keys first, then the entry's own block of the direction. */
function applyEntry(merged: Record<string, JsonValue>, entry: JsonObject, direction: DirectionName | null): void {
  for (const [key, value] of Object.entries(entry)) {
    if (!BLOCK_KEYS.has(key)) merged[key] = value;
  }
  const block = direction === null ? undefined : entry[direction];
  if (isJsonObject(block)) Object.assign(merged, block);
}
