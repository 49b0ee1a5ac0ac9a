import { describeJsonKind, isJsonObject } from '../core/math/json-kind.ts';
import { memberPath } from '../core/math/json-path.ts';
import { suggestName } from '../core/math/suggest.ts';
import type { JsonObject, JsonValue } from '../core/types/json.ts';
import type { CommissionSettings, CostSpec } from '../core/types/symbol-spec.ts';
import type { ProblemList } from './problem-list.ts';

/** Settings of the costs file before they are merged for a symbol (`data-and-config.md` 9.5). */
export interface CostSettings {
  readonly fixedSlippagePips: number;
  readonly randomSlippagePips: number;
  readonly pipBufferFactor: number;
  readonly defaults: Partial<CommissionSettings>;
  readonly perSymbol: ReadonlyMap<string, Partial<CommissionSettings>>;
}

type Commission = { -readonly [Key in keyof CommissionSettings]?: CommissionSettings[Key] };

const DEFAULT_PIP_BUFFER_FACTOR = 0.5;
const SCHEMAS = ['per_lot', 'per_million_notional', 'percent_of_notional'] as const;
const SIDES = ['entry', 'exit', 'both'] as const;
const AMOUNT_FIELDS: Readonly<Record<string, 'perLot' | 'ratePerMillion' | 'percent' | 'minFee'>> = {
  per_lot: 'perLot',
  rate_per_million: 'ratePerMillion',
  pct: 'percent',
  min_fee: 'minFee',
};
const COMMISSION_FIELDS: readonly string[] = ['schema', 'side', 'fee_ccy', ...Object.keys(AMOUNT_FIELDS)];
/** Commission of `execution.md` 8.1 where the file says nothing. */
const NO_COMMISSION: CommissionSettings = {
  schema: 'per_million_notional',
  side: 'both',
  feeCurrency: null,
  perLot: 0,
  ratePerMillion: 0,
  percent: 0,
  minFee: 0,
};

/** Commission and slippage of one symbol: the defaults, overlaid key by key by the symbol's own. */
export function mergeCosts(settings: CostSettings, symbol: string): CostSpec {
  return {
    fixedSlippagePips: settings.fixedSlippagePips,
    randomSlippagePips: settings.randomSlippagePips,
    pipBufferFactor: settings.pipBufferFactor,
    commission: { ...NO_COMMISSION, ...settings.defaults, ...settings.perSymbol.get(symbol) },
  };
}

/** Checks the content of a costs file; every violation is `CFG_COSTS_FIELD`. */
export function readCostSettings(document: JsonValue, problems: ProblemList): CostSettings {
  const root = readMapping(document, '', problems) ?? {};
  warnUnknown(root, ['defaults', 'per_symbol'], '', problems);
  const defaults = readMapping(root.defaults, 'defaults', problems) ?? {};
  warnUnknown(defaults, ['slippage', 'pip_buffer_factor', 'fees', ...COMMISSION_FIELDS], 'defaults', problems);
  const slippage = readOptionalMapping(defaults.slippage, 'defaults.slippage', problems);
  warnUnknown(slippage, ['fixed_pips', 'random_pips'], 'defaults.slippage', problems);
  return {
    fixedSlippagePips: readAmount(slippage, 'fixed_pips', 'defaults.slippage', problems) ?? 0,
    randomSlippagePips: readAmount(slippage, 'random_pips', 'defaults.slippage', problems) ?? 0,
    pipBufferFactor: readAmount(defaults, 'pip_buffer_factor', 'defaults', problems) ?? DEFAULT_PIP_BUFFER_FACTOR,
    defaults: readCommission(defaults, 'defaults', problems),
    perSymbol: readPerSymbol(root.per_symbol, problems),
  };
}

function readPerSymbol(value: JsonValue | undefined, problems: ProblemList): Map<string, Partial<CommissionSettings>> {
  const perSymbol = new Map<string, Partial<CommissionSettings>>();
  for (const [symbol, entry] of Object.entries(readOptionalMapping(value, 'per_symbol', problems))) {
    const path = memberPath('per_symbol', symbol);
    const fields = readOptionalMapping(entry, path, problems);
    warnUnknown(fields, COMMISSION_FIELDS, path, problems);
    perSymbol.set(symbol, readCommission(fields, path, problems));
  }
  return perSymbol;
}

function readCommission(fields: JsonObject, path: string, problems: ProblemList): Partial<CommissionSettings> {
  const commission: Commission = {};
  const schema = readChoice(fields, 'schema', SCHEMAS, path, problems);
  const side = readChoice(fields, 'side', SIDES, path, problems);
  if (schema !== undefined) commission.schema = schema;
  if (side !== undefined) commission.side = side;
  const currency = readCurrency(fields, path, problems);
  if (currency !== undefined) commission.feeCurrency = currency;
  for (const [field, name] of Object.entries(AMOUNT_FIELDS)) {
    const amount = readAmount(fields, field, path, problems);
    if (amount !== undefined) commission[name] = amount;
  }
  return commission;
}

function readAmount(fields: JsonObject, field: string, path: string, problems: ProblemList): number | undefined {
  const value = fields[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
  refuse(memberPath(path, field), value, 'a number ≥ 0', problems);
  return undefined;
}

function readChoice<Choice extends string>(
  fields: JsonObject,
  field: string,
  choices: readonly Choice[],
  path: string,
  problems: ProblemList,
): Choice | undefined {
  const value = fields[field];
  if (value === undefined || value === null) return undefined;
  const choice = choices.find((known) => known === value);
  if (choice === undefined) refuse(memberPath(path, field), value, `one of ${choices.join(', ')}`, problems);
  return choice;
}

function readCurrency(fields: JsonObject, path: string, problems: ProblemList): string | undefined {
  const value = fields.fee_ccy;
  if (value === undefined || value === null) return undefined;
  const text = typeof value === 'string' ? value.trim().toUpperCase() : '';
  if (/^[A-Z]{3}$/.test(text)) return text;
  refuse(memberPath(path, 'fee_ccy'), value, 'three letters', problems);
  return undefined;
}

function readOptionalMapping(value: JsonValue | undefined, path: string, problems: ProblemList): JsonObject {
  if (value === undefined || value === null) return {};
  return readMapping(value, path, problems) ?? {};
}

function readMapping(value: JsonValue | undefined, path: string, problems: ProblemList): JsonObject | null {
  if (isJsonObject(value)) return value;
  const message = `expected a mapping, got ${value === undefined ? 'nothing' : describeJsonKind(value)}`;
  problems.add({ code: 'CFG_COSTS_FIELD', where: path === '' ? '$' : path, message });
  return null;
}

function refuse(path: string, value: JsonValue, expected: string, problems: ProblemList): void {
  const message = `found ${JSON.stringify(value)}, expected ${expected}`;
  problems.add({ code: 'CFG_COSTS_FIELD', where: path, message, details: { value } });
}

function warnUnknown(fields: JsonObject, known: readonly string[], path: string, problems: ProblemList): void {
  for (const key of Object.keys(fields)) {
    if (known.includes(key)) continue;
    const suggestion = suggestName(key, known);
    problems.warn({
      code: 'WARN_UNKNOWN_KEY',
      where: memberPath(path, key),
      message: 'unknown member of the costs file; it has no effect',
      ...(suggestion === undefined ? {} : { hint: `did you mean ${suggestion}?` }),
    });
  }
}
