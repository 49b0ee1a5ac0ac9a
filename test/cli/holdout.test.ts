import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runInProcess } from './bad-input/run-in-process.ts';
import { type CommandLineProject, createCommandLineProject } from './command-line-project.ts';
import type { Outcome } from './run-omega.ts';

const SWEEP = `sweep_version: 1
base: base.json
space:
  strategy_parameters.window_length: [40, 60]
  strategy_parameters.atr_mult: [1.0, 2.0, 3.0]
objective: profit_over_drawdown
validation: { holdout: { last_days: 60 }, walk_forward: { train_days: 100, test_days: 40 } }
`;

let project: CommandLineProject;
let sweep: Outcome;

beforeAll(async () => {
  project = await createCommandLineProject();
  project.write('forward.yaml', SWEEP);
  sweep = await project.omega(['sweep', 'forward.yaml', '--workers', '1']);
});

afterAll(() => project.remove());

const holdout = (...words: readonly string[]) => runInProcess(['holdout', ...words], { cwd: project.root });

describe('a sweep with a walk-forward', () => {
  it('shows its windows, what is lost out of sample, and how the choice moves, within 80 columns', () => {
    expect(sweep.code).toBe(0);
    const [, windows = '', loss = '', drift = ''] = sweep.stdout.split(
      /^walk-forward, rolling, 2 windows\n|^in training and out of sample\n|^chosen parameters over the windows\n/m,
    );
    // A hundred days from 2023-01-02 and two of purge, because nothing limits how long a trade is held.
    expect(windows).toMatch(/^ +0 {2}2023-04-14 to 2023-05-23 +[0-5] /m);
    expect(windows).toMatch(/^ +1 {2}2023-05-24 to 2023-07-02 +[0-5] /m);
    expect(loss).toMatch(/^score +-?\d+\.\d{6} +-?\d+\.\d{6} +n\/a$/m);
    expect(loss).toMatch(/^profit_per_day( +-?\d+\.\d{2}){3}$/m);
    expect(drift).toMatch(/^window_length +[12] +[01] of 1/m);
    expect(drift).toMatch(/^atr_mult +[12] +[01] of 1/m);
    expect(sweep.stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('says that the holdout was not opened', () => {
    expect(sweep.stdout).toContain('2023-08-01 to 2023-09-29, 60 days');
    expect(sweep.stderr).toContain('2023-08-01 to 2023-09-29, 60 days, not searched');
  });
});

describe('omega holdout', () => {
  it('runs the best trial on it, and counts the look', async () => {
    const { code, stdout, stderr } = await holdout('latest');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain('2023-08-01 to 2023-09-29, 60 days');
    expect(stdout).toMatch(/^looks +the first one$/m);
    expect(stdout).toMatch(/^score +-?\d+\.\d+ +-?\d+\.\d+$/m);
    const [, run = ''] = /^run +(\S+)$/m.exec(stdout) ?? [];
    expect(project.artifacts(run)).toContain('trades.json');
  });

  it('shows the same look again, which is no other', async () => {
    const { code, stdout } = await holdout('latest');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^looks +shown from the store, which is no further look$/m);
    const { result } = JSON.parse((await holdout('latest', '--json')).stdout);
    expect(result).toMatchObject({ start_date: '2023-08-01', end_date: '2023-09-29', openings: 1, is_new: false });
    expect(result.opened_by_this_sweep).toBe(true);
    expect(result.in_sample.parameters).toEqual(result.holdout.parameters);
  });

  it('warns another sweep of the same data that it is not the first', async () => {
    project.write('other.yaml', SWEEP.replace('[40, 60]', '[50, 70]'));
    await project.omega(['sweep', 'other.yaml', '--workers', '1']);
    const { code, stdout, stderr } = await holdout('latest');
    expect(code).toBe(0);
    expect(stderr).toContain('warning[HOLDOUT_OPENED] the holdout 2023-08-01 to 2023-09-29 was opened once before');
    expect(stdout).toMatch(/^looks +number 2 of this research family$/m);
  });

  it('refuses a sweep without one', async () => {
    await project.omega(['sweep', 'sweep.yaml', '--workers', '1']);
    const { code, stdout, stderr } = await holdout('latest');
    expect(stderr).toMatch(/^error\[config\/USAGE\] .* has no holdout\nhint: set validation\.holdout/);
    expect(code).toBe(2);
    expect(stdout).toBe('');
  });
});
