import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readCostsFile, readSymbolSpecFile } from '../../src/config/support-files.ts';
import { ConfigError } from '../../src/core/types/errors.ts';
import { exampleDocument, normalise, problemsOf, readFixture } from './example-config.ts';
import { temporaryFile } from './temporary-file.ts';

async function problemsOfFile(promise: Promise<unknown>) {
  try {
    await promise;
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

const costs = (text: string, strict = false) => readCostsFile(temporaryFile('costs.yaml', text), { strict });
const specs = (text: string) => readSymbolSpecFile(temporaryFile('specs.yaml', text));

const COMPLETE = 'contract_size: 1, tick_size: 0.01, tick_value: 1, volume_max: 9, pip_size: 0.1';

describe('support files', () => {
  it('row 42: name location and variable of a missing file', async () => {
    const problems = await problemsOfFile(readSymbolSpecFile('/no/such/specs.yaml'));
    expect(problems).toMatchObject([{ code: 'CFG_SUPPORT_FILE_NOT_FOUND', where: '/no/such/specs.yaml' }]);
    expect(problems[0].hint).toContain('OMEGA_SYMBOL_SPECS_FILE');
    const missingCosts = await problemsOfFile(readCostsFile('/no/such/costs.yaml', { strict: false }));
    expect(missingCosts[0].hint).toContain('OMEGA_EXECUTION_COSTS_FILE');
  });

  it.each([
    ['an unclosed bracket', 'a: 1\nb: [1, 2\nc: 3\n', 3],
    ['a key written twice', 'a: 1\na: 2\n', 2],
    ['several documents', 'a: 1\n---\nb: 2\n', 2],
    ['an unknown alias', 'a: *nothing\n', 1],
  ])('row 43: give the line of %s', async (_name, text, line) => {
    const problems = await problemsOfFile(costs(text));
    expect(problems).toMatchObject([{ code: 'CFG_YAML_PARSE', where: expect.stringMatching(`^costs.yaml:${line}:`) }]);
    expect(problems[0].message).toContain(`line ${line}`);
  });

  it('refuse endless expansion and broken encoding', async () => {
    const lines = ['a0: &a0 [x, x]'];
    for (let level = 1; level < 12; level++) lines.push(`a${level}: &a${level} [*a${level - 1}, *a${level - 1}]`);
    expect(await problemsOfFile(costs(lines.join('\n')))).toMatchObject([{ code: 'CFG_YAML_PARSE' }]);
    const file = temporaryFile('specs.yaml', Uint8Array.of(0x61, 0x3a, 0xff));
    expect(await problemsOfFile(readSymbolSpecFile(file))).toMatchObject([{ code: 'CFG_YAML_PARSE' }]);
    expect(await problemsOfFile(specs('- a\n'))).toMatchObject([{ code: 'CFG_YAML_PARSE' }]);
    expect(await problemsOfFile(specs(''))).toMatchObject([{ code: 'CFG_YAML_PARSE' }]);
  });

  it('are recorded with hash, size and bare name', async () => {
    const text = readFixture('symbol_specs.yaml');
    const { input } = await readSymbolSpecFile(temporaryFile('specs.yaml', text));
    expect(input).toEqual({
      kind: 'symbol_specs_yaml',
      path: 'specs.yaml',
      sha256: createHash('sha256').update(text).digest('hex'),
      sizeBytes: Buffer.byteLength(text),
      rows: null,
      startTimeMs: null,
      endTimeMs: null,
      repair: null,
    });
    expect((await costs('defaults: {}\n')).input.kind).toBe('execution_costs_yaml');
  });
});

describe('symbol specifications', () => {
  it('fill in what has a default', async () => {
    const { entries } = await specs(`EURUSD: { ${COMPLETE} }\n`);
    expect(entries.get('EURUSD')).toEqual({
      spec: {
        symbol: 'EURUSD',
        contractSize: 1,
        tickSize: 0.01,
        tickValue: 1,
        pipSize: 0.1,
        volumeMin: 0.01,
        volumeStep: 0.01,
        volumeMax: 9,
        minStopDistancePips: 0.1,
        quoteCurrency: 'USD',
      },
      problems: [],
      warnings: [],
    });
  });

  it.each([
    ['contract_size: 0', 'contract_size'],
    ['tick_size: "0.01"', 'tick_size'],
    ['tick_value: -1', 'tick_value'],
    ['volume_max: 0.001', 'volume_max'],
    ['volume_step: .inf', 'volume_step'],
    ['pip_size: 0', 'pip_size'],
    ['min_sl_distance_pips: -1', 'min_sl_distance_pips'],
    ['quote_currency: DOLLAR', 'quote_currency'],
  ])('%s is a problem of the symbol', async (field, name) => {
    const others = COMPLETE.split(', ').filter((other) => !other.startsWith(`${name}:`));
    const { entries } = await specs(`# first line\nEURUSD: { ${[...others, field].join(', ')} }\n`);
    expect(entries.get('EURUSD')?.spec).toBeNull();
    expect(entries.get('EURUSD')?.problems).toMatchObject([
      { code: 'CFG_SPECS_FIELD', where: `EURUSD.${name}`, details: { file: 'specs.yaml', line: 2 } },
    ]);
  });

  it('need what has no default, and a quote currency where the symbol does not tell it', async () => {
    const { entries } = await specs('US500: { volume_min: 1 }\n');
    expect(entries.get('US500')?.problems.map((problem) => problem.where)).toEqual([
      'US500.contract_size',
      'US500.tick_size',
      'US500.tick_value',
      'US500.volume_max',
      'US500.quote_currency',
    ]);
  });

  it('matter only for the symbol that is used', async () => {
    const symbolSpecs = await specs(`GBPUSD: { ${COMPLETE}, digits: 5 }\nEURUSD: { tick_size: 0 }\nNOTES: text\n`);
    const { warnings } = normalise(exampleDocument(), { symbolSpecs });
    expect(warnings).toMatchObject([{ code: 'WARN_UNKNOWN_KEY', where: 'GBPUSD.digits' }]);
    const problems = problemsOf(exampleDocument({ symbol: 'EURUSD' }), { symbolSpecs });
    expect(new Set(problems.map((problem) => problem.code))).toEqual(new Set(['CFG_SPECS_FIELD']));
    expect(problemsOf(exampleDocument({ symbol: 'NOTES' }), { symbolSpecs })).toMatchObject([
      { code: 'CFG_SPECS_FIELD', where: 'NOTES' },
    ]);
  });
});

describe('costs file', () => {
  it('merges the defaults and a symbol key by key', async () => {
    const file = await readCostsFile(new URL('../fixtures/config/execution_costs.yaml', import.meta.url).pathname, {
      strict: true,
    });
    const commission = {
      schema: 'per_million_notional',
      side: 'both',
      perLot: 0,
      ratePerMillion: 6,
      percent: 0,
      minFee: 1,
    };
    expect(file.costSpecFor('EURUSD').commission).toEqual({ ...commission, feeCurrency: null });
    expect(file.costSpecFor('USDJPY').commission).toEqual({ ...commission, feeCurrency: 'USD' });
    const merged = await costs(
      'defaults: { schema: per_lot, per_lot: 2, fee_ccy: eur }\nper_symbol: { X: { side: exit } }\n',
    );
    expect(merged.costSpecFor('X').commission).toMatchObject({
      schema: 'per_lot',
      side: 'exit',
      perLot: 2,
      feeCurrency: 'EUR',
    });
  });

  it('charges nothing where it says nothing', async () => {
    expect((await costs('defaults: {}\n')).costSpecFor('EURUSD')).toEqual({
      fixedSlippagePips: 0,
      randomSlippagePips: 0,
      pipBufferFactor: 0.5,
      commission: {
        schema: 'per_million_notional',
        side: 'both',
        feeCurrency: null,
        perLot: 0,
        ratePerMillion: 0,
        percent: 0,
        minFee: 0,
      },
    });
  });

  it.each([
    ['defaults: { schema: per_trade }', 'defaults.schema', /per_lot, per_million_notional, percent_of_notional/],
    ['defaults: { side: open }', 'defaults.side', /entry, exit, both/],
    ['defaults: { per_lot: -1 }', 'defaults.per_lot', /≥ 0/],
    ['defaults: { fee_ccy: EURO }', 'defaults.fee_ccy', /three letters/],
    ['defaults: { slippage: { fixed_pips: a } }', 'defaults.slippage.fixed_pips', /≥ 0/],
    ['defaults: { pip_buffer_factor: -0.5 }', 'defaults.pip_buffer_factor', /≥ 0/],
    ['defaults: {}\nper_symbol: { EURUSD: { min_fee: -1 } }', 'per_symbol.EURUSD.min_fee', /≥ 0/],
    ['per_symbol: {}', 'defaults', /mapping/],
  ])('row 106: %s', async (text, where, words) => {
    const problems = await problemsOfFile(costs(`${text}\n`));
    expect(problems).toMatchObject([{ code: 'CFG_COSTS_FIELD', where }]);
    expect(problems[0].message).toMatch(words);
    expect(problems[0].details?.line).toBe(where.startsWith('per_symbol') ? 2 : 1);
  });

  it('warns about members it does not know, but not about the legacy fees', async () => {
    const text =
      'defaults: { fees: { a: 1 }, pct: 0.1 }\nper_symbol: { X: { slippage: { fixed_pips: 1 } } }\nnote: x\n';
    const { warnings } = await costs(text);
    expect(warnings.map((warning) => warning.where)).toEqual(['note', 'per_symbol.X.slippage']);
    expect(await problemsOfFile(costs(text, true))).toMatchObject([
      { code: 'CFG_UNKNOWN_KEY' },
      { code: 'CFG_UNKNOWN_KEY' },
    ]);
  });
});
