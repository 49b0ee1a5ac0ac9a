import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/optimizer/storage/open-store.ts';
import { type CommandLineProject, createCommandLineProject } from './command-line-project.ts';
import type { Outcome } from './run-omega.ts';

const TRIALS = 12;

let project: CommandLineProject;
/** The sweep that the tests look at; they never change it. */
let finished: Outcome;
let sweepId: string;

beforeAll(async () => {
  project = await createCommandLineProject();
  finished = await project.omega(['sweep', 'sweep.yaml', '--workers', '2']);
  sweepId = /^sweep +([0-9a-f]{16}),/m.exec(finished.stdout)?.[1] ?? '';
});

afterAll(() => project.remove());

/** A results folder with a copy of the store, for tests that damage or change it. */
function copyStore(name: string): { readonly environment: Record<string, string>; readonly file: string } {
  const file = path.join(project.root, name, 'omega.db');
  mkdirSync(path.dirname(file), { recursive: true });
  copyFileSync(path.join(project.root, 'results/omega.db'), file);
  return { environment: { OMEGA_RESULTS_ROOT: name }, file };
}

function changeStore(file: string, statement: string): void {
  const database = new Database(file);
  database.exec(statement);
  database.close();
}

describe('omega best', () => {
  it('prints the table of the sweep', async () => {
    const { code, stdout } = await project.omega(['best', 'latest', '--top', '5']);
    expect(code).toBe(0);
    const table = stdout.slice(stdout.indexOf('rank  trial'));
    expect(finished.stdout).toContain(`best parameters\n${table}`);
  });

  it('ranks as the comparator does', async () => {
    const { result } = JSON.parse((await project.omega(['best', 'latest', '--json'])).stdout);
    const scores = result.best.map((trial: { score: number }) => trial.score);
    expect(scores).toEqual([...scores].sort((left, right) => right - left));
    const best = JSON.parse(readFileSync(path.join(project.root, 'results/sweeps', sweepId, 'best.json'), 'utf8'));
    const { parameters } = result.best[0];
    expect(best.strategy_parameters.window_length).toBe(parameters['strategy_parameters.window_length']);
  });
});

describe('omega trials', () => {
  it('prints a table by index that fits 80 columns', async () => {
    const { code, stdout } = await project.omega(['trials', 'latest']);
    expect(code).toBe(0);
    const blocks = stdout
      .trimEnd()
      .split('\n\n')
      .map((block) => block.split('\n'));
    expect(blocks[0]?.[0]).toMatch(/^trial {2}status +score +net profit +drawdown +trades/);
    for (const [, ...rows] of blocks) {
      expect(rows.map((line) => Number(line.slice(0, 5)))).toEqual([...Array(TRIALS).keys()]);
    }
    const titles = blocks.map(([title]) => title).join(' ');
    for (const name of ['window_length', 'z_score_long', 'atr_mult']) expect(titles).toContain(name);
    expect(blocks.flat().filter((line) => line.length > 80)).toEqual([]);
  });

  it('prints all columns with --csv, as in the file of the sweep', async () => {
    const { code, stdout } = await project.omega(['trials', 'latest', '--csv']);
    expect(code).toBe(0);
    expect(stdout).toBe(readFileSync(path.join(project.root, 'results/sweeps', sweepId, 'trials.csv'), 'utf8'));
    expect(stdout.split('\n')).toHaveLength(TRIALS + 2);
  });

  it('prints a configuration that runs to the same result', async () => {
    const { result } = JSON.parse((await project.omega(['trials', 'latest', '--json'])).stdout);
    const trial = result.trials[7];
    const printed = await project.omega(['trials', 'latest', '--config', '7']);
    expect(printed.code).toBe(0);
    project.write('trial.json', printed.stdout);
    const run = await project.omega(['run', 'trial.json', '--json'], { environment: { OMEGA_RESULTS_ROOT: 'single' } });
    expect(JSON.parse(run.stdout).result).toMatchObject({
      result_hash: trial.result_hash,
      config_hash: trial.config_hash,
      rng_seed: trial.seed,
    });
  });

  it('prints the configuration of the winner byte for byte as best.json has it', async () => {
    const { result } = JSON.parse((await project.omega(['best', 'latest', '--top', '1', '--json'])).stdout);
    const { stdout } = await project.omega(['trials', 'latest', '--config', String(result.best[0].trial_index)]);
    expect(stdout).toBe(readFileSync(path.join(project.root, 'results/sweeps', sweepId, 'best.json'), 'utf8'));
  });
});

describe('omega digest', () => {
  it('prints 64 hex digits and nothing else', async () => {
    const { code, stdout, stderr } = await project.omega(['digest', sweepId]);
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^[0-9a-f]{64}\n$/);
    const { result } = JSON.parse((await project.omega(['digest', sweepId, '--json'])).stdout);
    expect(result).toEqual({ sweep_id: sweepId, digest: stdout.trim() });
  });
});

describe('omega replay', () => {
  it('finds one trial and all trials equal', async () => {
    const one = await project.omega(['replay', 'latest', '--trial', '3']);
    expect(one.code).toBe(0);
    expect(one.stdout).toContain('trial 3 (complete): equal to the store');
    const all = await project.omega(['replay', 'latest', '--all', '--workers', '2']);
    expect(all.code).toBe(0);
    expect(all.stdout).toContain(`${TRIALS} trials: equal to the store`);
  });

  it('exports a trial as a configuration and a run', async () => {
    const environment = copyStore('exported').environment;
    const words = ['replay', 'latest', '--trial', '3', '--export', 'three.json', '--json'];
    const { code, stdout } = await project.omega(words, { environment });
    expect(code).toBe(0);
    const { exported } = JSON.parse(stdout).result;
    expect(exported.config_file).toBe(path.join(project.root, 'three.json'));
    expect(readdirSync(exported.run_folder)).toContain('trades.json');
    const { stdout: config } = await project.omega(['trials', 'latest', '--config', '3']);
    expect(readFileSync(exported.config_file, 'utf8')).toBe(config);
  });

  it('does not export over a file of other content', async () => {
    const file = path.join(project.root, 'mine.json');
    project.write('mine.json', '{}');
    const { code, stderr } = await project.omega(['replay', 'latest', '--trial', '3', '--export', 'mine.json']);
    expect(stderr).toContain(`error[runtime/OUT_DIR_CONFLICT] ${file}: the file exists with other content`);
    expect(code).toBe(5);
    expect(readFileSync(file, 'utf8')).toBe('{}');
  });

  it('names the fields that differ', async () => {
    const { environment, file } = copyStore('differing');
    changeStore(file, 'UPDATE trial SET score = score + 1, profit_net = 5 WHERE trial_index = 3');
    const one = await project.omega(['replay', 'latest', '--trial', '3'], { environment });
    expect(one.code).toBe(1);
    expect(one.stderr).toContain('error[runtime/REPLAY_MISMATCH]');
    expect(one.stderr).toMatch(/score -?\d\S*, stored -?\d\S*; profit_net -?\d\S*, stored 5/);
    const all = await project.omega(['replay', 'latest', '--all', '--json'], { environment });
    expect(all.code).toBe(1);
    const { error } = JSON.parse(all.stdout);
    expect(error.code).toBe('REPLAY_MISMATCH');
    expect(error.details.mismatches).toHaveLength(1);
    expect(error.details.mismatches[0]).toMatchObject({ trial_index: 3 });
  });

  it.each(['pruned', 'cancelled'])('refuses a %s trial', async (status) => {
    const { environment, file } = copyStore(status);
    changeStore(file, `UPDATE trial SET status = '${status}', result_hash = NULL WHERE trial_index = 2`);
    const { code, stderr } = await project.omega(['replay', 'latest', '--trial', '2'], { environment });
    expect(code).toBe(2);
    expect(stderr).toContain(`error[config/USAGE] trial 2 is ${status}`);
  });

  it('leaves out a cancelled trial, and finds one that no pruner has given up', async () => {
    const { environment, file } = copyStore('unfinished');
    const replayAll = (status: string) => {
      changeStore(file, `UPDATE trial SET status = '${status}', result_hash = NULL WHERE trial_index = 2`);
      return project.omega(['replay', 'latest', '--all'], { environment });
    };
    const cancelled = await replayAll('cancelled');
    expect(cancelled.code).toBe(0);
    expect(cancelled.stdout).toContain('1 trial without a finished run');
    const pruned = await replayAll('pruned');
    expect(pruned.stderr).toContain('trial 2: status complete or infeasible, stored pruned');
    expect(pruned.code).toBe(1);
  });
});

describe('words that name a sweep or a trial', () => {
  it.each([
    { words: ['best', 'ffff'], error: 'USAGE_SWEEP_NOT_FOUND] no sweep "ffff"' },
    { words: ['best', '00123e45'], error: 'USAGE_SWEEP_NOT_FOUND] no sweep "00123e45"' },
    { words: ['digest', 'abc'], error: 'USAGE] "abc" is too short' },
    { words: ['replay', 'latest', '--trial', '5000'], error: 'USAGE_TRIAL_NOT_FOUND]' },
    { words: ['trials', 'latest', '--config', '5000'], error: 'USAGE_TRIAL_NOT_FOUND]' },
  ])('are refused: omega $words', async ({ words, error }) => {
    const { code, stdout, stderr } = await project.omega(words);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(`error[config/${error}`);
  });

  it('name the latest ids and the range of indices', async () => {
    const sweep = await project.omega(['best', 'ffff']);
    expect(sweep.stderr).toContain(sweepId);
    const trial = await project.omega(['replay', 'latest', '--trial', '5000']);
    expect(trial.stderr).toContain('index 0 to 11');
  });

  it('find nothing where there is no store, and make none', async () => {
    const { code, stderr } = await project.omega(['best', 'latest'], { environment: { OMEGA_RESULTS_ROOT: 'empty' } });
    expect(code).toBe(2);
    expect(stderr).toContain('USAGE_SWEEP_NOT_FOUND');
    expect(existsSync(path.join(project.root, 'empty'))).toBe(false);
  });
});

describe('a store that cannot be used', () => {
  it('is locked while another sweep writes', async () => {
    const { environment, file } = copyStore('locked');
    const holder = openStore(file, { programVersion: '0.0.0' });
    try {
      const started = performance.now();
      const { code, stderr } = await project.omega(['sweep', 'sweep.yaml'], { environment });
      expect(stderr).toContain('error[runtime/STORE_LOCKED]');
      expect(stderr).toContain(file);
      expect(code).toBe(5);
      expect(performance.now() - started).toBeGreaterThan(5000);
      const reader = await project.omega(['digest', 'latest'], { environment });
      expect(reader.code).toBe(0);
    } finally {
      holder.close();
    }
  });

  it('has another schema version', async () => {
    const { environment, file } = copyStore('newer');
    changeStore(file, 'UPDATE schema_version SET version = 999');
    const before = readFileSync(file);
    const { code, stderr } = await project.omega(['sweep', 'sweep.yaml'], { environment });
    expect(stderr).toContain('error[runtime/STORE_VERSION]');
    expect(stderr).toContain('999');
    expect(code).toBe(5);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('is no database', async () => {
    const file = project.write(
      'damaged/omega.db',
      'this is no database, but it is long enough to look like one'.repeat(40),
    );
    const environment = { OMEGA_RESULTS_ROOT: 'damaged' };
    for (const words of [
      ['sweep', 'sweep.yaml'],
      ['best', 'latest'],
      ['sweep', 'sweep.yaml', '--dry-run'],
    ]) {
      const { code, stderr } = await project.omega(words, { environment });
      expect(stderr).toContain('error[runtime/STORE_CORRUPT]');
      expect(stderr).toContain(file);
      expect(code).toBe(5);
    }
    expect(readFileSync(file, 'utf8')).toContain('this is no database');
  });
});
