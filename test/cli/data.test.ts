import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataGroup } from '../../src/cli/commands/data.ts';
import { encodeBars } from '../../src/core/data/parquet-writer.ts';
import { readSideFile } from '../../src/core/data/side-file.ts';
import { type CommandLineProject, createCommandLineProject } from './command-line-project.ts';

const SAMPLE_FILES = 12;

let project: CommandLineProject;
let root: string;

beforeAll(async () => {
  project = await createCommandLineProject();
  root = path.join(project.root, 'data/parquet');
});

afterAll(() => project.remove());

/** A data root whose M15 files have a changed bar: ask below bid on `row`. */
async function writeCrossedRoot(name: string, row: number): Promise<string> {
  const folder = path.join(project.root, name, 'EURUSD');
  mkdirSync(folder, { recursive: true });
  copyFileSync(path.join(root, 'EURUSD/EURUSD_M15_BID.parquet'), path.join(folder, 'EURUSD_M15_BID.parquet'));
  const ask = await readSideFile({ root, symbol: 'EURUSD', timeframe: 'M15', side: 'ask', cacheFolder: null });
  for (const column of ['open', 'high', 'low', 'close'] as const) ask.bars[column][row] -= 0.01;
  writeFileSync(path.join(folder, 'EURUSD_M15_ASK.parquet'), await encodeBars(ask, null));
  return path.join(project.root, name);
}

describe('omega data synth', () => {
  it('leaves a sample that is there already as it is', async () => {
    const { code, stdout } = await project.omega(['data', 'synth']);
    expect(code).toBe(0);
    expect(stdout.match(/ same$/gm)).toHaveLength(SAMPLE_FILES);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(stdout).toContain(`below ${path.join('data', 'parquet')}\n`);
  });

  it('refuses to overwrite another sample and leaves nothing behind', async () => {
    const before = readFileSync(path.join(root, 'EURUSD/EURUSD_M5_BID.parquet'));
    const names = readdirSync(path.join(root, 'EURUSD'));
    const { code, stderr } = await project.omega(['data', 'synth', '--seed', '7']);
    expect(stderr).toContain('error[runtime/OUT_DIR_CONFLICT]');
    expect(code).toBe(5);
    expect(readFileSync(path.join(root, 'EURUSD/EURUSD_M5_BID.parquet')).equals(before)).toBe(true);
    expect(readdirSync(path.join(root, 'EURUSD'))).toEqual(names);
  });

  it('writes another symbol to another root', async () => {
    const { code, stdout } = await project.omega(['data', 'synth', 'USDJPY', '--seed', '7', '--to', 'other', '--json']);
    expect(code).toBe(0);
    const { result } = JSON.parse(stdout);
    expect(result.root).toBe(path.join(project.root, 'other'));
    expect(result.files).toHaveLength(SAMPLE_FILES);
    expect(result.files[0]).toMatchObject({ path: 'USDJPY/USDJPY_M5_BID.parquet', is_new: true });
    expect(readdirSync(path.join(project.root, 'other/USDJPY'))).toHaveLength(SAMPLE_FILES);
  });

  it('refuses a symbol that is none', async () => {
    const { code, stderr } = await project.omega(['data', 'synth', '../x']);
    expect(code).toBe(2);
    expect(stderr).toContain("error[config/USAGE] symbol '../x'");
  });
});

describe('omega data info', () => {
  it('prints one line per series that fits 80 columns', async () => {
    const { code, stdout } = await project.omega(['data', 'info']);
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(8);
    expect(lines[1]).toMatch(
      /^EURUSD {2}M5 +37,128 {2}2023-12-31 {2}2024-06-28 +0\.00 % +0 {2}[0-9a-f]{7} {2}[0-9a-f]{7}$/,
    );
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

  it('describes a broken file and goes on', async () => {
    cpSync(path.join(root, 'EURUSD'), path.join(project.root, 'broken/EURUSD'), { recursive: true });
    project.write('broken/EURUSD/EURUSD_H4_ASK.parquet', 'this is no Parquet file');
    const { code, stdout } = await project.omega(['data', 'info'], {
      environment: { OMEGA_DATA_PARQUET_ROOT: 'broken' },
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^EURUSD {2}H4 +4,061\/-/m);
    expect(stdout).toContain('DATA_PARQUET_UNREADABLE EURUSD H4 ASK: ');
  });

  it('says so when there is no data root', async () => {
    const environment = { OMEGA_DATA_PARQUET_ROOT: 'nowhere' };
    const { code, stderr } = await project.omega(['data', 'info'], { environment });
    expect(code).toBe(1);
    expect(stderr).toContain('error[market_data/DATA_ROOT_NOT_FOUND]');
    expect(stderr).toContain('OMEGA_DATA_PARQUET_ROOT');
  });
});

describe('omega data validate', () => {
  it('prints one OK line per series', async () => {
    const all = await project.omega(['data', 'validate']);
    expect(all.code).toBe(0);
    expect(all.stdout.split('\n').filter((line) => line !== '')).toEqual(
      ['M5', 'M15', 'M30', 'H1', 'H4', 'D1'].map((timeframe) => `EURUSD ${timeframe} OK`),
    );
    const one = await project.omega(['data', 'validate', 'EURUSD', 'H1']);
    expect(one.stdout).toBe('EURUSD H1 OK\n');
  });

  it('names the exact row of a finding and ends with code 1', async () => {
    const crossed = await writeCrossedRoot('crossed', 17);
    const environment = { OMEGA_DATA_PARQUET_ROOT: crossed };
    const { code, stdout, stderr } = await project.omega(['data', 'validate'], { environment });
    expect(code).toBe(1);
    expect(stdout).toContain('EURUSD M15 ERROR\n  error[DATA_SPREAD] EURUSD M15 ');
    expect(stdout).toContain('2024-01-01T02:15:00Z');
    expect(stdout).toContain('omega data repair');
    expect(stderr).toContain('error[market_data/DATA_SPREAD] 1 of 1 series cannot be traded');
    const json = await project.omega(['data', 'validate', '--json'], { environment });
    expect(json.code).toBe(1);
    const { error } = JSON.parse(json.stdout);
    expect(error.details.series[0].findings[0]).toMatchObject({ severity: 'error', code: 'DATA_SPREAD' });
  });
});

describe('omega data repair and resample', () => {
  it('do what their examples show, one after the other, on the sample', async () => {
    const shown = dataGroup.members.filter(({ command }) => /^(repair|resample) /.test(command));
    const lines = shown.flatMap(({ examples }) => examples.map(([line]) => line));
    expect(lines).toHaveLength(4);
    for (const line of lines) {
      const { code, stderr } = await project.omega(line.split(' '));
      expect({ line, code, stderr }).toEqual({ line, code: 0, stderr: '' });
    }
  });

  it('mend a copy that passes the checks, and make higher timeframes of it', async () => {
    const crossed = await writeCrossedRoot('feed', 17);
    const environment = { OMEGA_DATA_PARQUET_ROOT: crossed };
    const mended = await project.omega(['data', 'repair', 'EURUSD', '--to', 'mended'], { environment });
    expect(mended.code).toBe(0);
    expect(mended.stdout).toMatch(/^crossed bars +1$/m);
    expect(mended.stdout).toMatch(/^ask fields raised +4$/m);
    const moved = { OMEGA_DATA_PARQUET_ROOT: 'mended' };
    const resampled = await project.omega(['data', 'resample', 'EURUSD', 'H1', 'D1'], { environment: moved });
    expect(resampled.code).toBe(0);
    expect(resampled.stdout.match(/ new$/gm)).toHaveLength(4);
    const checked = await project.omega(['data', 'validate'], { environment: moved });
    expect(checked.stdout).toBe('EURUSD M15 OK\nEURUSD H1 OK\nEURUSD D1 OK\n');
    const dropped = await project.omega(['data', 'repair', 'EURUSD', '--to', 'cut', '--crossed', 'drop', '--json'], {
      environment,
    });
    expect(JSON.parse(dropped.stdout).result.repair).toMatchObject({ policy: 'drop', bars_dropped: 1 });
  });

  it('refuse the source as target, and a timeframe that is not longer', async () => {
    const same = await project.omega(['data', 'repair', 'EURUSD', '--to', 'data/parquet']);
    expect(same.code).toBe(2);
    const shorter = await project.omega(['data', 'resample', 'EURUSD', 'M5']);
    expect(shorter.code).toBe(2);
    expect(shorter.stderr).toContain('M5 is not longer than M5');
  });
});
