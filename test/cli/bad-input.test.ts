import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeBars } from '../../src/core/data/parquet-writer.ts';
import { readSideFile, type SideFile } from '../../src/core/data/side-file.ts';
import { SAMPLE_CONFIG } from '../support/sample-project.ts';
import { type CommandLineProject, createCommandLineProject } from './command-line-project.ts';

let project: CommandLineProject;

beforeAll(async () => {
  project = await createCommandLineProject();
});

afterAll(() => project.remove());

/** Rows of the table of bad input (`data-and-config.md` 19) that the text of a configuration shows. */
const CONFIG_ROWS: readonly {
  readonly row: number;
  readonly text: string;
  readonly code: string;
  readonly where: string;
  readonly says: string;
}[] = [
  {
    row: 4,
    text: '{\n  "symbol": "EURUSD",\n}',
    code: 'CFG_JSON_PARSE',
    where: 'bad.json:3:1',
    says: 'trailing comma',
  },
  { row: 5, text: '[]', code: 'CFG_ROOT_NOT_OBJECT', where: 'bad.json:1:1', says: 'expected an object' },
  {
    row: 6,
    text: '{ "warmup_bars": 1,\n  "warmup_bars": 2 }',
    code: 'CFG_DUPLICATE_KEY',
    where: 'warmup_bars',
    says: 'line 1, column 3 and line 2, column 3',
  },
  { row: 8, text: edited({ warmup_bars: '500' }), code: 'CFG_TYPE', where: 'warmup_bars', says: 'integer' },
  { row: 9, text: edited({ warmup_bars: -1 }), code: 'CFG_RANGE', where: 'warmup_bars', says: '0' },
  {
    row: 11,
    text: edited({ strategy_name: 'mrz' }),
    code: 'CFG_UNKNOWN_STRATEGY',
    where: 'strategy_name',
    says: 'mean_reversion_z_score',
  },
  {
    row: 12,
    text: edited({ symbol: '../EURUSD' }),
    code: 'CFG_FORMAT',
    where: 'symbol',
    says: '3 to 12 capital letters or digits',
  },
  {
    row: 14,
    text: edited({ start_date: '2024-01-01' }),
    code: 'CFG_DATE_ORDER',
    where: 'end_date',
    says: '2024-01-01',
  },
  { row: 17, text: edited({ data_mode: 'tick' }), code: 'CFG_TICK_UNSUPPORTED', where: 'data_mode', says: 'candle' },
  {
    row: 31,
    text: edited({ execution_costs_file: 'x.yaml' }),
    code: 'CFG_FORBIDDEN_KEY',
    where: 'execution_costs_file',
    says: 'OMEGA_EXECUTION_COSTS_FILE',
  },
  { row: 44, text: edited({ symbol: 'ABCDEF' }), code: 'CFG_SPECS_MISSING_SYMBOL', where: 'symbol', says: 'EURUSD' },
  {
    row: 108,
    text: edited({ end_of_data: 'close_at_market' }),
    code: 'CFG_UNSUPPORTED',
    where: 'end_of_data',
    says: 'keep_open',
  },
];

function edited(changes: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ ...SAMPLE_CONFIG, ...changes });
}

describe('a bad configuration', () => {
  it.each(CONFIG_ROWS)('row $row: $code', async ({ text, code, where, says }) => {
    const file = project.write('bad.json', text);
    const environment = { OMEGA_RESULTS_ROOT: 'bad-config' };
    const outcome = await project.omega(['run', file], { environment });
    const line = outcome.stderr.split('\n').find((one) => one.startsWith(`error[config/${code}]`)) ?? outcome.stderr;
    expect(line).toContain(where);
    expect(outcome.stderr).toContain(says);
    expect(outcome.code).toBe(3);
    expect(outcome.stdout).toBe('');
    expect(project.artifacts('bad-config')).toEqual([]);
  });

  it('row 1: that does not exist', async () => {
    const { code, stdout, stderr } = await project.omega(['run', 'no/such.json']);
    expect(stderr).toContain('error[config/USAGE_CONFIG_NOT_FOUND] no/such.json: ');
    expect(code).toBe(2);
    expect(stdout).toBe('');
  });

  it('row 2: that is a folder', async () => {
    const { code, stderr } = await project.omega(['run', 'configs']);
    expect(stderr).toContain('error[config/USAGE_CONFIG_UNREADABLE] configs: ');
    expect(stderr).toContain('it is a folder');
    expect(code).toBe(2);
  });

  it('rows 42 and 43: a support file that is missing or malformed', async () => {
    const missing = await project.omega(['run', 'base.json'], {
      environment: { OMEGA_SYMBOL_SPECS_FILE: 'none.yaml' },
    });
    expect(missing.code).toBe(3);
    expect(missing.stderr).toContain('error[config/CFG_SUPPORT_FILE_NOT_FOUND]');
    expect(missing.stderr).toContain('OMEGA_SYMBOL_SPECS_FILE');
    project.write('broken.yaml', 'defaults:\n  - [1\n');
    const broken = await project.omega(['run', 'base.json'], {
      environment: { OMEGA_EXECUTION_COSTS_FILE: 'broken.yaml' },
    });
    expect(broken.code).toBe(3);
    expect(broken.stderr).toContain('error[config/CFG_YAML_PARSE] broken.yaml:');
  });
});

/** Writes a data root whose H1 ask file is the sample's with something done to it. */
async function writeDataRoot(change: (ask: SideFile) => void): Promise<string> {
  const root = path.join(project.root, 'data/parquet');
  const target = path.join(project.root, 'bad-data');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(path.join(target, 'EURUSD'), { recursive: true });
  cpSync(path.join(root, 'EURUSD/EURUSD_H1_BID.parquet'), path.join(target, 'EURUSD/EURUSD_H1_BID.parquet'));
  const ask = await readSideFile({ root, symbol: 'EURUSD', timeframe: 'H1', side: 'ask', cacheFolder: null });
  change(ask);
  writeFileSync(path.join(target, 'EURUSD/EURUSD_H1_ASK.parquet'), await encodeBars(ask, null));
  return target;
}

/** A bar inside the sample's date range. */
const ROW = 8000;

describe('bad market data', () => {
  it.each([
    {
      row: 55,
      code: 'DATA_NON_FINITE',
      change: (ask: SideFile) => ask.bars.close.fill(Number.POSITIVE_INFINITY, ROW, ROW + 1),
      says: `EURUSD H1 ASK row ${ROW} (`,
    },
    {
      row: 57,
      code: 'DATA_OHLC',
      change: (ask: SideFile) => ask.bars.high.fill(0.5, ROW, ROW + 1),
      says: `EURUSD H1 ASK row ${ROW} (`,
    },
    {
      row: 58,
      code: 'DATA_NEGATIVE_VOLUME',
      change: (ask: SideFile) => ask.bars.volume.fill(-1, ROW, ROW + 1),
      says: `EURUSD H1 ASK row ${ROW} (`,
    },
    {
      row: 59,
      code: 'DATA_OUT_OF_ORDER',
      change: (ask: SideFile) => ask.openTimes.fill(0, ROW, ROW + 1),
      says: `EURUSD H1 ASK row ${ROW} (1970-01-01T00:00:00Z)`,
    },
    {
      row: 62,
      code: 'DATA_OFF_GRID',
      change: (ask: SideFile) => ask.openTimes.fill((ask.openTimes[ROW] ?? 0) + 60_000, ROW, ROW + 1),
      says: `EURUSD H1 ASK row ${ROW} (`,
    },
    {
      row: 64,
      code: 'DATA_SPREAD',
      change: (ask: SideFile) => {
        for (const column of ['open', 'high', 'low', 'close'] as const) ask.bars[column][ROW] -= 0.01;
      },
      says: 'omega data repair',
    },
  ])('row $row: $code', async ({ code, change, says }) => {
    const environment = { OMEGA_DATA_PARQUET_ROOT: await writeDataRoot(change), OMEGA_RESULTS_ROOT: 'bad-run' };
    const { code: exitCode, stdout, stderr } = await project.omega(['run', 'base.json'], { environment });
    expect(stderr).toContain(`error[market_data/${code}] EURUSD H1`);
    expect(stderr).toContain(says);
    expect(exitCode).toBe(1);
    expect(stdout).toBe('');
    expect(project.artifacts('bad-run')).toEqual([]);
  });

  it('row 46: there is no data root', async () => {
    const environment = { OMEGA_DATA_PARQUET_ROOT: 'nowhere' };
    const { code, stderr } = await project.omega(['run', 'base.json'], { environment });
    expect(stderr).toContain('error[market_data/DATA_ROOT_NOT_FOUND]');
    expect(stderr).toContain('OMEGA_DATA_PARQUET_ROOT');
    expect(code).toBe(1);
  });

  it('rows 47 and 48: the ask file is missing, or no Parquet', async () => {
    const root = await writeDataRoot(() => undefined);
    const environment = { OMEGA_DATA_PARQUET_ROOT: root };
    writeFileSync(path.join(root, 'EURUSD/EURUSD_H1_ASK.parquet'), 'no Parquet');
    const unreadable = await project.omega(['run', 'base.json'], { environment });
    expect(unreadable.stderr).toContain('error[market_data/DATA_PARQUET_UNREADABLE] EURUSD H1 ASK: ');
    rmSync(path.join(root, 'EURUSD/EURUSD_H1_ASK.parquet'));
    const missing = await project.omega(['run', 'base.json'], { environment });
    expect(missing.stderr).toContain('error[market_data/DATA_FILE_NOT_FOUND] EURUSD H1 ASK: ');
    expect(missing.stderr).toContain('EURUSD_H1_ASK.parquet');
    expect([unreadable.code, missing.code]).toEqual([1, 1]);
  });

  it.each([
    { row: 68, changes: { start_date: '2030-01-01', end_date: '2030-02-01' }, code: 'DATA_RANGE_EMPTY' },
    { row: 69, changes: { warmup_bars: 100_000 }, code: 'DATA_INSUFFICIENT' },
    { row: 47, changes: { symbol: 'GBPUSD' }, code: 'DATA_FILE_NOT_FOUND' },
  ])('row $row: $code in a sweep too, which then has no trial and no store', async ({ changes, code }) => {
    project.writeConfig('bad-base.json', changes);
    project.write(
      'bad-sweep.yaml',
      'sweep_version: 1\nbase: bad-base.json\nspace:\n  strategy_parameters.atr_mult: [1, 2]\n',
    );
    const environment = { OMEGA_RESULTS_ROOT: 'bad-sweep' };
    const run = await project.omega(['run', 'bad-base.json'], { environment });
    const sweep = await project.omega(['sweep', 'bad-sweep.yaml'], { environment });
    for (const { code: exitCode, stdout, stderr } of [run, sweep]) {
      expect(stderr).toContain(`error[market_data/${code}]`);
      expect(exitCode).toBe(1);
      expect(stdout).toBe('');
    }
    expect(project.artifacts('bad-sweep')).toEqual([]);
  });

  it('is an error under --strict-data where it is a warning otherwise', async () => {
    const root = await writeDataRoot((ask) => {
      // A bar at a time of its own: less than one percent of the bars lack a partner.
      ask.openTimes[ask.openTimes.length - 1] += 7 * 24 * 3_600_000;
    });
    const environment = { OMEGA_DATA_PARQUET_ROOT: root };
    const file = project.writeConfig('to-the-end.json', { start_date: '2024-01-02', end_date: '2024-06-28' });
    const lenient = await project.omega(['run', file], { environment });
    expect(lenient.stderr).toContain('warning[WARN_ALIGN_LOSS]');
    expect(lenient.code).toBe(0);
    const strict = await project.omega(['run', file, '--strict-data'], { environment });
    expect(strict.stderr).toMatch(/error\[market_data\/DATA_STRICT_\w*ALIGN_LOSS\]/);
    expect(strict.code).toBe(1);
  });
});
