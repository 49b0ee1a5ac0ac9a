import { readFileSync } from 'node:fs';
import { type NormalisedConfig, type NormaliseOptions, normaliseConfig } from '../../src/config/normalise-config.ts';
import { readSymbolSpec, type SymbolSpecEntry, type SymbolSpecFile } from '../../src/config/symbol-spec-file.ts';
import { ConfigError, type Problem } from '../../src/core/types/errors.ts';
import type { JsonObject, JsonValue } from '../../src/core/types/json.ts';

/** Smallest document of `data-and-config.md` 2. */
export const SMALLEST: JsonObject = {
  schema_version: '2',
  strategy_name: 'mean_reversion_z_score',
  symbol: 'GBPUSD',
  start_date: '2022-03-01',
  end_date: '2022-05-31',
  run_mode: 'dev',
  data_mode: 'candle',
  timeframes: { primary: 'M15' },
  strategy_parameters: {},
};

/** The smallest document with values set at dotted paths, none of them inside a list; undefined removes one. */
export function exampleDocument(changes: Readonly<Record<string, JsonValue | undefined>> = {}): JsonObject {
  const document = structuredClone(SMALLEST) as Record<string, JsonValue>;
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let parent = document;
    for (const key of keys) {
      parent[key] ??= {};
      parent = parent[key] as Record<string, JsonValue>;
      // No text of a configuration gives a list named members, let alone a prototype.
      if (Array.isArray(parent)) throw new TypeError(`${path} lies inside a list`);
    }
    if (value === undefined) delete parent[last];
    else parent[last] = value;
  }
  return document;
}

const SPEC: JsonObject = {
  contract_size: 100000,
  tick_size: 0.00001,
  tick_value: 1,
  pip_size: 0.0001,
  volume_max: 200,
};

export function specFile(entries: Readonly<Record<string, JsonValue>>): SymbolSpecFile {
  const read = Object.entries(entries).map(([symbol, entry]): [string, SymbolSpecEntry] => [
    symbol,
    readSymbolSpec(symbol, entry),
  ]);
  return {
    input: {
      kind: 'symbol_specs_yaml',
      path: 'symbol_specs.yaml',
      sha256: '0'.repeat(64),
      sizeBytes: 1,
      rows: null,
      startTimeMs: null,
      endTimeMs: null,
      repair: null,
    },
    entries: new Map(read),
  };
}

/** Entries of the symbol specification file of the tests. */
export const SPEC_ENTRIES: Readonly<Record<string, JsonValue>> = {
  EURUSD: SPEC,
  GBPUSD: SPEC,
  USDJPY: { ...SPEC, tick_size: 0.001, pip_size: 0.01 },
  US500: { ...SPEC, quote_currency: 'USD' },
  XAGUSD: { contract_size: 5000, tick_size: 0.001, tick_value: 5, volume_max: 50 },
};

export const SPECS = specFile(SPEC_ENTRIES);

export function normalise(document: JsonValue, options: Partial<NormaliseOptions> = {}): NormalisedConfig {
  return normaliseConfig(document, { strict: false, symbolSpecs: SPECS, ...options });
}

/** Problems of a document; empty if it is accepted. */
export function problemsOf(document: JsonValue, options: Partial<NormaliseOptions> = {}): readonly Problem[] {
  try {
    normalise(document, options);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

/** Text of a fixture of the configuration tests. */
export function readFixture(name: string): string {
  return readFileSync(new URL(`../fixtures/config/${name}`, import.meta.url), 'utf8');
}
