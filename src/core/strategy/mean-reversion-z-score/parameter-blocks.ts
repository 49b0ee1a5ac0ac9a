import { describeJsonKind, isJsonObject } from '../../math/json-kind.ts';
import { memberPath } from '../../math/json-path.ts';
import type { JsonObject, JsonValue } from '../../types/json.ts';
import { isTimeframe } from '../../types/timeframe.ts';
import { parseFlatKey } from './overlay-flat-keys.ts';
import { resolveOverlay } from './overlay-parameters.ts';
import { parameterDescriptor } from './parameter-descriptors.ts';
import type { ParameterIssues } from './parameter-issues.ts';
import { reportUnknown } from './parameter-unknown.ts';
import { resolveValue } from './parameter-values.ts';

type BlockKind = 'direction' | 'override';
type Members = Record<string, JsonValue>;

const DIRECTION_NAMES: readonly string[] = ['long', 'short'];
const SYMBOL_PATTERN = /^[A-Z0-9]{3,12}$/;

/** Normalises `long`, `short` and `overrides` (`strategy.md` 3.2); blocks without content are left out. */
export function resolveBlocks(raw: JsonObject, issues: ParameterIssues): JsonObject {
  const blocks: Members = {};
  for (const key of ['long', 'short', 'overrides']) {
    const value = raw[key];
    if (value === undefined || value === null) continue;
    if (issues.isParity) {
      const message = 'v1_parity knows no parameter blocks';
      issues.refuse('CFG_PARITY_UNSUPPORTED', key, { message, hint: 'remove it or use execution_variant "v2"' });
      continue;
    }
    const block = key === 'overrides' ? resolveOverrides(value, issues) : resolveBlock(value, key, 'direction', issues);
    if (block !== null) blocks[key] = block;
  }
  return blocks;
}

function resolveOverrides(value: JsonValue, issues: ParameterIssues): JsonObject | null {
  if (!isJsonObject(value)) return refuseBlock(value, 'overrides', issues);
  const entries: Members = {};
  for (const [key, entry] of Object.entries(value)) {
    const path = memberPath('overrides', key);
    const target = normaliseTarget(key);
    if (target === null) {
      const message = `"${key}" is not of the form <symbol or *>/<timeframe or *>`;
      issues.refuse('CFG_FORMAT', path, { message });
    } else if (entries[target] !== undefined) {
      issues.refuse('CFG_DUPLICATE_KEY', path, { message: `there are two overrides for ${target}` });
    } else if (entry !== null) {
      const block = resolveBlock(entry, path, 'override', issues);
      if (block !== null) entries[target] = block;
    }
  }
  return Object.keys(entries).length === 0 ? null : entries;
}

/** `eurusd / m5` becomes `EURUSD/M5`; null for anything that names no symbol and timeframe. */
function normaliseTarget(key: string): string | null {
  const parts = key.split('/');
  if (parts.length !== 2) return null;
  const [symbol, timeframe] = parts.map((part) => part.trim().toUpperCase());
  if (symbol !== '*' && !SYMBOL_PATTERN.test(symbol)) return null;
  if (timeframe !== '*' && !isTimeframe(timeframe)) return null;
  return `${symbol}/${timeframe}`;
}

function resolveBlock(value: JsonValue, place: string, kind: BlockKind, issues: ParameterIssues): JsonObject | null {
  if (!isJsonObject(value)) return refuseBlock(value, place, issues);
  const block: Members = {};
  for (const [key, member] of Object.entries(value)) {
    const resolved = resolveMember(key, member, place, kind, issues);
    if (resolved !== undefined && resolved !== null) block[key] = resolved;
    else if (resolved === null && parameterDescriptor(key)?.nullable === true) block[key] = null;
  }
  return Object.keys(block).length === 0 ? null : block;
}

function resolveMember(
  key: string,
  value: JsonValue,
  place: string,
  kind: BlockKind,
  issues: ParameterIssues,
): JsonValue | undefined {
  const path = memberPath(place, key);
  const descriptor = parameterDescriptor(key);
  if (descriptor === undefined) {
    if (kind === 'override' && DIRECTION_NAMES.includes(key)) {
      return value === null ? undefined : resolveBlock(value, path, 'direction', issues);
    }
    if (parseFlatKey(key) === null) reportUnknown(key, place, issues);
    else refuseScope(path, 'a flat overlay key may only stand directly below strategy_parameters', issues);
    return undefined;
  }
  if (kind === 'direction' && descriptor.scope === 'global') {
    return refuseScope(path, `${key} is the same for both directions`, issues);
  }
  if (descriptor.type === 'object') return value === null ? undefined : resolveOverlay(value, [], path, issues);
  return resolveValue(descriptor, value, path, issues);
}

function refuseScope(path: string, message: string, issues: ParameterIssues): undefined {
  issues.refuse('CFG_PARAM_SCOPE', path, { message, hint: 'move it to strategy_parameters' });
}

function refuseBlock(value: JsonValue, path: string, issues: ParameterIssues): null {
  issues.refuse('CFG_TYPE', path, { message: `expected object, got ${describeJsonKind(value)}` });
  return null;
}
