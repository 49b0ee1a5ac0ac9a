import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIPS } from '../support/own-strategies.ts';
import { type CommandLineProject, createCommandLineProject } from './command-line-project.ts';

let project: CommandLineProject;
beforeAll(async () => {
  project = await createCommandLineProject();
});
afterAll(() => project.remove());

async function runOf(words: readonly string[]): Promise<{ readonly id: string; readonly folder: string }> {
  const { code, stdout, stderr } = await project.omega(['run', ...words, '--json']);
  expect([code, stderr]).toEqual([0, '']);
  const { run_id: id, folder } = JSON.parse(stdout).result;
  return { id, folder };
}

const read = (folder: string, name: string) => readFileSync(path.join(folder, name), 'utf8');

describe('omega report', () => {
  it.each([
    ['a fixed seed', { rng_seed: 7 }],
    ['the usual seed', {}],
    ['a drawn seed and an id of its own', { run_mode: 'prod' }],
    ['an unknown key', { nonsense: 1 }],
  ])('writes again what omega run wrote: %s', async (_, changes) => {
    const config = project.writeConfig('reported.json', changes);
    const first = await project.omega(['run', config, '--json']);
    const { run_id: id, folder } = JSON.parse(first.stdout).result;
    const names = ['equity.csv', 'meta.json', 'metrics.json', 'report.html', 'trades.json'];
    expect(readdirSync(folder).sort()).toEqual(names);
    const before = names.map((name) => read(folder, name));
    rmSync(path.join(folder, 'report.html'));
    const { code, stdout } = await project.omega(['report', id]);
    expect(code).toBe(0);
    expect(stdout).toBe(`${path.join('results', 'runs', id, 'report.html')}\n`);
    expect(names.map((name) => read(folder, name))).toEqual(before);
  });

  it('leaves the report out with --no-report, and the artifacts as they are', async () => {
    const config = project.writeConfig('seeded.json', { rng_seed: 7 });
    const { folder } = await runOf([config]);
    const artifacts = ['equity.csv', 'metrics.json', 'trades.json'];
    const before = artifacts.map((name) => read(folder, name));
    const { stdout } = await project.omega(['run', config, '--no-report']);
    expect(stdout).not.toContain('report');
    expect(readdirSync(folder).sort()).toEqual(['equity.csv', 'meta.json', 'metrics.json', 'trades.json']);
    expect(artifacts.map((name) => read(folder, name))).toEqual(before);
  });

  it('takes the folder of a run, and tells with --json what it wrote', async () => {
    const config = project.writeConfig('seeded.json', { rng_seed: 7 });
    await runOf([config, '--output-dir', 'out', '--no-report']);
    const { code, stdout } = await project.omega(['report', 'out', '--json']);
    expect(code).toBe(0);
    const { result } = JSON.parse(stdout);
    expect(result.report).toBe(path.join(project.root, 'out', 'report.html'));
    expect(result.bytes).toBe(Buffer.byteLength(read(path.join(project.root, 'out'), 'report.html')));
  });

  it('finds the strategy of a user again', async () => {
    project.write('strategies/dips.mjs', DIPS);
    const config = project.writeConfig('configs/dips.json', {
      strategy_name: 'dips',
      strategy_module: '../strategies/dips.mjs',
      strategy_parameters: { length: 15 },
    });
    const { id } = await runOf([config, '--no-report']);
    const { code, stderr } = await project.omega(['report', id]);
    expect([code, stderr]).toEqual([0, '']);
  });

  it('takes a prefix of an id, and the latest run', async () => {
    const config = project.writeConfig('latest.json', { rng_seed: 11 });
    const { id, folder } = await runOf([config, '--no-report']);
    for (const word of [id.slice(0, 8), 'latest']) {
      rmSync(path.join(folder, 'report.html'), { force: true });
      const { code, stdout } = await project.omega(['report', word]);
      expect([code, stdout]).toEqual([0, `${path.join('results', 'runs', id, 'report.html')}\n`]);
      expect(readdirSync(folder)).toContain('report.html');
    }
  });

  it('refuses what is no run', async () => {
    const { code, stderr, stdout } = await project.omega(['report', '0123456789abcdef']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('error[config/USAGE]');
    expect(stderr).toContain('there is no run "0123456789abcdef"');
    const empty = await project.omega(['report', 'configs']);
    expect(empty.code).toBe(2);
    expect(empty.stderr).toContain('it has no readable meta.json');
  });

  it('refuses a run whose result has changed', async () => {
    const config = project.writeConfig('seeded.json', { rng_seed: 7 });
    const { folder } = await runOf([config, '--output-dir', 'changed', '--no-report']);
    const meta = JSON.parse(read(folder, 'meta.json'));
    meta.config.effective.strategy_parameters.window_length += 10;
    writeFileSync(path.join(folder, 'meta.json'), JSON.stringify(meta));
    const { code, stderr } = await project.omega(['report', 'changed']);
    expect(stderr).toContain('error[runtime/REPLAY_MISMATCH]');
    expect(code).not.toBe(0);
    expect(readdirSync(folder)).not.toContain('report.html');
  });
});

describe('the report of a sweep', () => {
  it('is written at the end of omega sweep, and again by omega report', async () => {
    const { code, stdout } = await project.omega(['sweep', 'sweep.yaml', '--json']);
    expect(code).toBe(0);
    const { sweep_id: id, folder, report } = JSON.parse(stdout).result;
    expect(report).toBe(path.join(folder, 'report.html'));
    const page = read(folder, 'report.html');
    const shown = path.join('results', 'sweeps', id, 'report.html');
    for (const name of [id, id.slice(0, 6), 'latest', path.join('results', 'sweeps', id)]) {
      rmSync(path.join(folder, 'report.html'));
      const again = await project.omega(['report', name]);
      expect([again.code, again.stderr, again.stdout]).toEqual([0, '', `${shown}\n`]);
      expect(read(folder, 'report.html')).toBe(page);
    }
  });

  it('is left out with --no-report, and changes no other file', async () => {
    const first = await project.omega(['sweep', 'sweep.yaml', '--restart']);
    expect(first.stdout).toMatch(/^report +results\/sweeps\/[0-9a-f]{16}\/report\.html$/m);
    const { stdout } = await project.omega(['sweep', 'sweep.yaml', '--json']);
    const { folder, report } = JSON.parse(stdout).result;
    // Shown, not run: the page is there already.
    expect(report).toBeNull();
    const names = ['best.json', 'optimizer_metrics.json', 'trials.csv', 'verdict.json'];
    const before = names.map((name) => read(folder, name));
    rmSync(path.join(folder, 'report.html'));
    const again = await project.omega(['sweep', 'sweep.yaml', '--restart', '--no-report']);
    expect(again.code).toBe(0);
    expect(again.stdout).not.toContain('report.html');
    expect(readdirSync(folder)).not.toContain('report.html');
    expect(names.map((name) => read(folder, name))).toEqual(before);
  });
});
