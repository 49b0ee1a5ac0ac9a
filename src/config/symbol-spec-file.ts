import { isJsonObject } from '../core/math/json-kind.ts';
import { memberPath } from '../core/math/json-path.ts';
import { suggestName } from '../core/math/suggest.ts';
import type { EffectiveConfig } from '../core/types/config.ts';
import type { InputFile } from '../core/types/dataset.ts';
import type { Problem } from '../core/types/errors.ts';
import type { JsonObject, JsonValue } from '../core/types/json.ts';
import type { SymbolSpec } from '../core/types/symbol-spec.ts';
import type { ConfigWarning, ProblemList } from './problem-list.ts';

/** What the file says about one symbol; problems matter only for a symbol that is used. */
export interface SymbolSpecEntry {
  /** Null where a needed field is missing or wrong. */
  readonly spec: SymbolSpec | null;
  readonly problems: readonly Problem[];
  readonly warnings: readonly ConfigWarning[];
}

/** The symbol specification file (`data-and-config.md` 9.4): plain data that can be sent to a worker. */
export interface SymbolSpecFile {
  readonly input: InputFile;
  readonly entries: ReadonlyMap<string, SymbolSpecEntry>;
}

const DEFAULT_VOLUME_STEP = 0.01;
const DEFAULT_MIN_STOP_PIPS = 0.1;
const KNOWN_FIELDS: readonly string[] = [
  'tick_size',
  'tick_value',
  'pip_size',
  'contract_size',
  'volume_min',
  'volume_step',
  'volume_max',
  'min_sl_distance_pips',
  'quote_currency',
  'base_currency',
  'profit_currency',
];

/** Reads the entry of one symbol. */
export function readSymbolSpec(symbol: string, entry: JsonValue): SymbolSpecEntry {
  if (!isJsonObject(entry)) {
    const message = 'the specification of a symbol is a mapping of fields';
    return { spec: null, problems: [{ code: 'CFG_SPECS_FIELD', where: symbol, message }], warnings: [] };
  }
  const problems: Problem[] = [];
  const fields = new SpecFields(symbol, entry, problems);
  const volumeMin = fields.positive('volume_min', DEFAULT_VOLUME_STEP);
  const spec: SymbolSpec = {
    symbol,
    contractSize: fields.positive('contract_size'),
    tickSize: fields.positive('tick_size'),
    tickValue: fields.positive('tick_value'),
    pipSize: entry.pip_size === undefined || entry.pip_size === null ? null : fields.positive('pip_size'),
    volumeMin,
    volumeStep: fields.positive('volume_step', DEFAULT_VOLUME_STEP),
    volumeMax: fields.number('volume_max', volumeMin || 0, `a number ≥ volume_min (${volumeMin || 0})`),
    minStopDistancePips: fields.number('min_sl_distance_pips', 0, 'a number ≥ 0', DEFAULT_MIN_STOP_PIPS),
    quoteCurrency: fields.currency('quote_currency', /^[A-Z]{6}$/.test(symbol) ? symbol.slice(3) : undefined),
  };
  return { spec: problems.length > 0 ? null : spec, problems, warnings: warnUnknownFields(symbol, entry) };
}

class SpecFields {
  private readonly symbol: string;
  private readonly entry: JsonObject;
  private readonly problems: Problem[];

  constructor(symbol: string, entry: JsonObject, problems: Problem[]) {
    this.symbol = symbol;
    this.entry = entry;
    this.problems = problems;
  }

  positive(field: string, fallback?: number): number {
    return this.number(field, Number.MIN_VALUE, 'a number > 0', fallback);
  }

  number(field: string, min: number, expected: string, fallback?: number): number {
    const value = this.entry[field];
    if (value === undefined || value === null) return fallback ?? this.refuse(field, value, expected);
    const isValid = typeof value === 'number' && Number.isFinite(value) && value >= min;
    return isValid ? value : this.refuse(field, value, expected);
  }

  currency(field: string, fallback: string | undefined): string {
    const value = this.entry[field];
    const text = typeof value === 'string' ? value.trim().toUpperCase() : value;
    if ((text === undefined || text === null) && fallback !== undefined) return fallback;
    if (typeof text === 'string' && /^[A-Z]{3}$/.test(text)) return text;
    this.refuse(field, value, 'three letters');
    return '';
  }

  private refuse(field: string, value: JsonValue | undefined, expected: string): number {
    const found = value === undefined || value === null ? 'is missing' : `is ${JSON.stringify(value)}`;
    this.problems.push({
      code: 'CFG_SPECS_FIELD',
      where: memberPath(this.symbol, field),
      message: `${field} ${found} in the symbol specification, expected ${expected}`,
      details: { symbol: this.symbol, field },
    });
    return Number.NaN;
  }
}

function warnUnknownFields(symbol: string, entry: JsonObject): ConfigWarning[] {
  return Object.keys(entry)
    .filter((field) => !KNOWN_FIELDS.includes(field))
    .map((field) => {
      const suggestion = suggestName(field, KNOWN_FIELDS);
      return {
        code: 'WARN_UNKNOWN_KEY',
        where: memberPath(symbol, field),
        message: 'unknown field of a symbol specification; it has no effect',
        ...(suggestion === undefined ? {} : { hint: `did you mean ${suggestion}?` }),
      };
    });
}

/**
 * The specification of the configured symbol, with every problem and warning about it reported
 * (`data-and-config.md` 7 and 9.4); null where it cannot be used.
 */
export function checkSymbolSpec(
  config: EffectiveConfig,
  file: SymbolSpecFile,
  problems: ProblemList,
): SymbolSpec | null {
  const entry = file.entries.get(config.symbol);
  if (entry === undefined) {
    const symbols = [...file.entries.keys()].sort();
    const message = `${file.input.path} has no entry for ${config.symbol}`;
    const hint = `known symbols: ${symbols.join(', ')}`;
    problems.add({ code: 'CFG_SPECS_MISSING_SYMBOL', where: 'symbol', message, hint, details: { symbols } });
    return null;
  }
  for (const problem of entry.problems) problems.add(problem);
  for (const warning of entry.warnings) problems.warn(warning);
  if (entry.spec !== null && entry.spec.pipSize === null && config.costs.pip_size === null) {
    reportMissingPipSize(config, file, problems);
  }
  return entry.spec;
}

function reportMissingPipSize(config: EffectiveConfig, file: SymbolSpecFile, problems: ProblemList): void {
  const where = memberPath(config.symbol, 'pip_size');
  const message = `pip_size is missing in ${file.input.path}`;
  const details = { symbol: config.symbol, field: 'pip_size', file: file.input.path };
  if (config.execution_variant === 'v1_parity') {
    problems.warn({ code: 'WARN_PARITY_PARAM', where, message: `${message}; 0.0001 is used`, details });
  } else {
    const hint = 'add it there (a number > 0), or set costs.pip_size';
    problems.add({ code: 'CFG_SPECS_FIELD', where, message, hint, details });
  }
}
