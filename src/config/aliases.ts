import { canonicalJson } from '../core/math/canonical-json.ts';
import { isJsonArray, isJsonObject } from '../core/math/json-kind.ts';
import type { JsonObject, JsonValue } from '../core/types/json.ts';
import type { ProblemList } from './problem-list.ts';

type Members = Record<string, JsonValue>;

const COOLDOWN_ALIASES: Readonly<Record<string, string>> = {
  cooldown_candles: 'bars',
  cooldown_minutes: 'minutes_after_entry',
  cooldown_minutes_trade: 'minutes_after_exit',
};

/**
 * Replaces accepted spellings by the canonical ones (`data-and-config.md` 6.2). Where both are given
 * with different values, neither is guessed to be right.
 */
export function applyAliases(document: JsonObject, problems: ProblemList): JsonObject {
  const result: Members = { ...document };
  moveTop(result, 'strategy_params', 'strategy_parameters', problems);
  moveStrategyObject(result, problems);
  moveInside(result, 'timeframes', 'htf', 'additional', problems);
  for (const [alias, member] of Object.entries(COOLDOWN_ALIASES)) {
    moveBelow(result, alias, 'cooldown', member, problems);
  }
  if (isJsonObject(result.profiling) && Object.hasOwn(result.profiling, 'enabled')) {
    result.profiling = result.profiling.enabled;
  }
  moveBelow(result, 'profiling', 'observability', 'profiling_mode', problems);
  renameValues(result);
  return result;
}

function moveTop(document: Members, alias: string, name: string, problems: ProblemList): void {
  if (!Object.hasOwn(document, alias)) return;
  const value = document[alias];
  delete document[alias];
  settle(document, name, value, alias, name, problems);
}

/** `strategy.parameters` counts only where `strategy` holds nothing else. */
function moveStrategyObject(document: Members, problems: ProblemList): void {
  const { strategy } = document;
  if (!isJsonObject(strategy) || Object.keys(strategy).join() !== 'parameters') return;
  delete document.strategy;
  settle(document, 'strategy_parameters', strategy.parameters, 'strategy.parameters', 'strategy_parameters', problems);
}

function moveInside(document: Members, parent: string, alias: string, name: string, problems: ProblemList): void {
  const block = document[parent];
  if (!isJsonObject(block) || !Object.hasOwn(block, alias)) return;
  const { [alias]: value, ...rest } = block;
  const members: Members = rest;
  settle(members, name, value, `${parent}.${alias}`, `${parent}.${name}`, problems);
  document[parent] = members;
}

function moveBelow(document: Members, alias: string, parent: string, name: string, problems: ProblemList): void {
  if (!Object.hasOwn(document, alias)) return;
  const block = document[parent];
  const value = document[alias];
  // A parent of a wrong type is reported as such; then there is no place for the alias.
  delete document[alias];
  if (block !== undefined && block !== null && !isJsonObject(block)) return;
  const members: Members = { ...block };
  settle(members, name, value, alias, `${parent}.${name}`, problems);
  document[parent] = members;
}

/** Writes the value of an alias, unless the canonical key says something else. Null counts as absent. */
function settle(
  target: Members,
  key: string,
  value: JsonValue,
  aliasPath: string,
  path: string,
  problems: ProblemList,
): void {
  if (value === null) return;
  const existing = target[key];
  if (existing === undefined || existing === null) {
    target[key] = value;
    return;
  }
  if (isSame(existing, value)) return;
  const message = `${aliasPath} and ${path} have different values`;
  problems.add({ code: 'CFG_ALIAS_CONFLICT', where: path, message, hint: `keep one of them, best ${path}` });
}

/** Other spellings of values. */
function renameValues(document: Members): void {
  if (isText(document.data_mode, 'parquet')) document.data_mode = 'candle';
  const { logging, trade_management: management } = document;
  if (isJsonObject(logging) && isText(logging.logging_mode, 'full')) {
    document.logging = { ...logging, logging_mode: 'all' };
  }
  if (isJsonObject(management) && isJsonArray(management.rules) && management.rules.length === 0) {
    document.trade_management = { ...management, rules: {} };
  }
}

function isText(value: JsonValue | undefined, text: string): boolean {
  return typeof value === 'string' && value.trim().toLowerCase() === text;
}

function isSame(left: JsonValue, right: JsonValue): boolean {
  try {
    return canonicalJson(left) === canonicalJson(right);
  } catch {
    // Not a finite number, or nested too deeply to compare: no two such values count as the same.
    return false;
  }
}
