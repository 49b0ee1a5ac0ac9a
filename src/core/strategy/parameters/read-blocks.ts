import { describeJsonKind, isJsonObject } from '../../math/json-kind.ts';
import { memberPath } from '../../math/json-path.ts';
import type { JsonObject, JsonValue } from '../../types/json.ts';
import { isTimeframe } from '../../types/timeframe.ts';
import type { ParameterIssues } from './parameter-issues.ts';
import type { ParameterTable } from './parameter-table.ts';

type BlockKind = 'direction' | 'override';
type Members = Record<string, JsonValue>;

/** Told about a name that is no parameter, with the path of the object it stands in. */
export type UnknownNameReport = (key: string, place: string, issues: ParameterIssues) => void;

const DIRECTION_NAMES: readonly string[] = ['long', 'short'];
const SYMBOL_PATTERN = /^[A-Z0-9]{3,12}$/;

/** Normalises `long`, `short` and `overrides` (`strategy.md` 3.2); blocks without content are left out. */
export function readBlocks(
  table: ParameterTable,
  raw: JsonObject,
  issues: ParameterIssues,
  reportUnknown: UnknownNameReport,
): JsonObject {
  const blocks: Members = {};
  const reader = new BlockReader(table, issues, reportUnknown);
  for (const key of ['long', 'short', 'overrides']) {
    const value = raw[key];
    if (value === undefined || value === null) continue;
    if (issues.isParity) {
      const message = 'v1_parity knows no parameter blocks';
      issues.refuse('CFG_PARITY_UNSUPPORTED', key, { message, hint: 'remove it or use execution_variant "v2"' });
      continue;
    }
    const block = key === 'overrides' ? reader.readOverrides(value) : reader.readBlock(value, key, 'direction');
    if (block !== null) blocks[key] = block;
  }
  return blocks;
}

class BlockReader {
  private readonly table: ParameterTable;
  private readonly issues: ParameterIssues;
  private readonly reportUnknown: UnknownNameReport;

  constructor(table: ParameterTable, issues: ParameterIssues, reportUnknown: UnknownNameReport) {
    this.table = table;
    this.issues = issues;
    this.reportUnknown = reportUnknown;
  }

  readOverrides(value: JsonValue): JsonObject | null {
    if (!isJsonObject(value)) return this.refuseBlock(value, 'overrides');
    const entries: Members = {};
    for (const [key, entry] of Object.entries(value)) {
      const path = memberPath('overrides', key);
      const target = normaliseTarget(key);
      if (target === null) {
        const message = `"${key}" is not of the form <symbol or *>/<timeframe or *>`;
        this.issues.refuse('CFG_FORMAT', path, { message });
      } else if (entries[target] !== undefined) {
        this.issues.refuse('CFG_DUPLICATE_KEY', path, { message: `there are two overrides for ${target}` });
      } else if (entry !== null) {
        const block = this.readBlock(entry, path, 'override');
        if (block !== null) entries[target] = block;
      }
    }
    return Object.keys(entries).length === 0 ? null : entries;
  }

  readBlock(value: JsonValue, place: string, kind: BlockKind): JsonObject | null {
    if (!isJsonObject(value)) return this.refuseBlock(value, place);
    const block: Members = {};
    for (const [key, member] of Object.entries(value)) {
      const read = this.readMember(key, member, place, kind);
      if (read !== undefined && read !== null) block[key] = read;
      else if (read === null && this.table.find(key)?.nullable === true) block[key] = null;
    }
    return Object.keys(block).length === 0 ? null : block;
  }

  private readMember(key: string, value: JsonValue, place: string, kind: BlockKind): JsonValue | undefined {
    const path = memberPath(place, key);
    const descriptor = this.table.find(key);
    if (descriptor === undefined) {
      if (kind === 'override' && DIRECTION_NAMES.includes(key)) {
        return value === null ? undefined : this.readBlock(value, path, 'direction');
      }
      this.reportUnknown(key, place, this.issues);
      return undefined;
    }
    if (kind === 'direction' && descriptor.scope === 'global') {
      refuseScope(path, `${key} is the same for both directions`, this.issues);
      return undefined;
    }
    return this.table.read(descriptor, value, path, this.issues);
  }

  private refuseBlock(value: JsonValue, path: string): null {
    this.issues.refuse('CFG_TYPE', path, { message: `expected object, got ${describeJsonKind(value)}` });
    return null;
  }
}

/** Reports a parameter that stands in a block where it has no place. */
export function refuseScope(path: string, message: string, issues: ParameterIssues): void {
  issues.refuse('CFG_PARAM_SCOPE', path, { message, hint: 'move it to strategy_parameters' });
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
