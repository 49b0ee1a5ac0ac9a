import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCostsFile, readSymbolSpecFile } from '../../src/config/support-files.ts';
import { ConfigError, UsageError } from '../../src/core/types/errors.ts';
import { type ConfigSurroundings, checkConfigDocument, readConfigDocument } from '../../src/run/checked-config.ts';
import { exampleDocument, SPECS } from '../config/example-config.ts';
import { temporaryFile, temporaryFolder } from '../config/temporary-file.ts';

const OPTIONS: ConfigSurroundings = { strict: false, symbolSpecs: SPECS, projectRoot: '.' };

async function readConfig(file: string, options: ConfigSurroundings) {
  return checkConfigDocument(await readConfigDocument(file), options);
}

async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable(),
    (error: unknown) => error,
  );
}

describe('a configuration file', () => {
  it('row 1: names a missing file as it was typed', async () => {
    const error = await errorOf(readConfig('no/such/file.json', OPTIONS));
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({ code: 'USAGE_CONFIG_NOT_FOUND', category: 'config', where: 'no/such/file.json' });
    expect((error as Error).message).toContain('no/such/file.json');
  });

  it('row 2: gives the reason why a file cannot be read', async () => {
    const error = await errorOf(readConfig(temporaryFolder(), OPTIONS));
    expect(error).toMatchObject({ code: 'USAGE_CONFIG_UNREADABLE', category: 'config' });
    expect((error as Error).message).toContain('it is a folder (EISDIR)');
  });

  it('row 4: gives line and column of a syntax error', async () => {
    const error = await errorOf(readConfig(temporaryFile('a.json', '{\n  "a": 1,\n}'), OPTIONS));
    expect(error).toMatchObject({ code: 'CFG_JSON_PARSE', category: 'config', where: 'a.json:3:1' });
  });

  it('row 5: refuses an array', async () => {
    const error = await errorOf(readConfig(temporaryFile('a.json', '[]'), OPTIONS));
    expect(error).toMatchObject({ code: 'CFG_ROOT_NOT_OBJECT' });
    expect((error as ConfigError).problems[0].details).toEqual({ location: 'a.json:1:1' });
  });

  it('row 6: gives both positions of a key written twice', async () => {
    const text = '{"warmup_bars": 1, "warmup_bars": 2}';
    const error = await errorOf(readConfig(temporaryFile('a.json', text), OPTIONS));
    expect(error).toMatchObject({ code: 'CFG_DUPLICATE_KEY', where: 'warmup_bars' });
  });

  it('refuses what is not UTF-8', async () => {
    const error = await errorOf(readConfig(temporaryFile('a.json', Uint8Array.of(0x7b, 0xff, 0x7d)), OPTIONS));
    expect(error).toMatchObject({ code: 'CFG_JSON_PARSE', where: 'a.json:1:1' });
  });

  it('says where in the file a problem stands', async () => {
    const text = JSON.stringify(exampleDocument({ 'account.risk_per_trade': -1 }), null, 2);
    const error = (await errorOf(readConfig(temporaryFile('a.json', text), OPTIONS))) as ConfigError;
    expect(error).toBeInstanceOf(ConfigError);
    const line = text.split('\n').findIndex((row) => row.includes('risk_per_trade')) + 1;
    expect(error.problems[0].details?.location).toBe(`a.json:${line}:5`);
  });
});

describe('the shipped files', () => {
  const shipped = (name: string) => path.join(import.meta.dirname, '..', '..', 'configs', name);

  it('fit together without a warning', async () => {
    const symbolSpecs = await readSymbolSpecFile(shipped('symbol_specs.yaml'));
    for (const entry of symbolSpecs.entries.values()) {
      expect([entry.problems, entry.warnings, entry.spec?.pipSize === null]).toEqual([[], [], false]);
    }
    expect([...symbolSpecs.entries.keys()]).toEqual(
      expect.arrayContaining(['EURUSD', 'GBPUSD', 'USDJPY', 'AUDUSD', 'USDCAD', 'XAUUSD']),
    );
    const { effective, warnings } = await readConfig(shipped('single.json'), { ...OPTIONS, strict: true, symbolSpecs });
    expect(warnings).toEqual([]);
    expect([effective.symbol, effective.timeframes.primary]).toEqual(['EURUSD', 'M5']);
    const costs = await readCostsFile(shipped('execution_costs.yaml'), { strict: true });
    expect(costs.warnings).toEqual([]);
    expect(costs.costSpecFor('EURUSD')).toEqual({
      fixedSlippagePips: 0.2,
      randomSlippagePips: 0.3,
      pipBufferFactor: 0.5,
      commission: {
        schema: 'per_lot',
        side: 'both',
        feeCurrency: 'USD',
        perLot: 3,
        ratePerMillion: 0,
        percent: 0,
        minFee: 0,
      },
    });
  });
});
