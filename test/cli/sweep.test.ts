import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METRIC_KEYS } from '../../src/core/metrics/metric-keys.ts';
import { type CommandLineProject, createCommandLineProject, SMALL_SWEEP } from './command-line-project.ts';
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

describe('omega sweep', () => {
  it('prints the estimate on standard error, the best parameters and counts on standard output', () => {
    const { code, stdout, stderr } = finished;
    expect(code).toBe(0);
    expect(sweepId).not.toBe('');
    expect(stderr).toContain(`sweep   ${sweepId}, sweep\n`);
    expect(stderr).toContain(`trials  ${TRIALS} (12 points of 3 parameters)`);
    expect(stderr).toMatch(/^12\/12 trials, .*best -?\d/m);
    expect(stdout).toContain(`trials     ${TRIALS} of ${TRIALS}: ${TRIALS} complete`);
    expect(stdout).toContain('best parameters\nrank  trial');
    expect(stdout).toMatch(/^overfitting statistics of the best trial\n\S+ +probability of backtest overfitting$/m);
    expect(stdout).toContain(`files     ${path.join('results', 'sweeps', sweepId)}\n`);
    for (const text of [stdout, stderr]) {
      expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
      expect(text).not.toContain('\u001b');
    }
  });

  it('shows a complete sweep instead of running it again', async () => {
    const digest = await project.omega(['digest', 'latest']);
    const { code, stdout, stderr } = await project.omega(['sweep', 'sweep.yaml']);
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toContain('shown from the store');
    const table = (text: string) => /best parameters\n.*?\n\n/s.exec(text)?.[0];
    expect(table(stdout)).toBe(table(finished.stdout));
    expect((await project.omega(['digest', 'latest'])).stdout).toBe(digest.stdout);
  });

  it('prints one document with --json', async () => {
    const { code, stdout } = await project.omega(['sweep', 'sweep.yaml', '--json']);
    expect(code).toBe(0);
    const { ok, command, result } = JSON.parse(stdout);
    expect({ ok, command }).toEqual({ ok: true, command: 'sweep' });
    expect(result).toMatchObject({
      outcome: 'shown',
      exit_code: 0,
      sweep_id: sweepId,
      by_status: { complete: TRIALS },
    });
    expect(result.best).toHaveLength(10);
    expect(result.best[0]).toMatchObject({ rank: 1, status: 'complete' });
    expect(Object.keys(result.best[0].metrics)).toEqual([...METRIC_KEYS]);
  });

  it('only estimates with --dry-run', async () => {
    const environment = { OMEGA_RESULTS_ROOT: 'dry' };
    const { code, stdout } = await project.omega(['sweep', 'sweep.yaml', '--dry-run', '--workers', '3'], {
      environment,
    });
    expect(code).toBe(0);
    expect(stdout).toContain(`sweep   ${sweepId}, sweep\n`);
    expect(stdout).toContain('12 (12 points of 3 parameters)');
    expect(stdout).toMatch(/work +[\d,]+ bars per trial, 3 workers/);
    expect(project.artifacts('dry')).toEqual([]);
  });

  it('runs a sweep again with --restart, to the same trials', async () => {
    const environment = { OMEGA_RESULTS_ROOT: 'again' };
    const first = await project.omega(['sweep', 'sweep.yaml'], { environment });
    const second = await project.omega(['sweep', 'sweep.yaml', '--restart', '--workers', '1'], { environment });
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(second.stdout).not.toContain('shown from the store');
    const digests = await Promise.all([
      project.omega(['digest', sweepId], { environment }),
      project.omega(['digest', sweepId.slice(0, 6)]),
    ]);
    expect(digests[0]?.stdout).toBe(digests[1]?.stdout);
  });

  it('takes another root seed with --seed, as exactly as it was typed', async () => {
    const seed = '9007199254740991';
    const words = ['sweep', 'sweep.yaml', '--seed', seed, '--json'];
    const { stdout } = await project.omega(words, { environment: { OMEGA_RESULTS_ROOT: 'seeded' } });
    const { result } = JSON.parse(stdout);
    expect(String(result.root_seed)).toBe(seed);
    expect(result.sweep_id).not.toBe(sweepId);
  });

  it('lists what drifted from a baseline', async () => {
    const manifest = path.join('results/sweeps', sweepId, 'manifest.json');
    const same = await project.omega(['sweep', 'sweep.yaml', '--dry-run', '--baseline', manifest]);
    expect(same.stdout).toContain('baseline  nothing has drifted');
    const other = await project.omega(['sweep', 'sweep.yaml', '--dry-run', '--seed', '7', '--baseline', manifest]);
    expect(other.stdout).toContain('drifted  root_seed: 42 then, 7 now');
  });

  it('ends with code 1 when no trial may be best, and keeps its table', async () => {
    project.write('hopeless.yaml', `${SMALL_SWEEP}gates: ["total_trades >= 1000000"]\n`);
    const environment = { OMEGA_RESULTS_ROOT: 'hopeless' };
    const { code, stdout, stderr } = await project.omega(['sweep', 'hopeless.yaml'], { environment });
    expect(code).toBe(1);
    expect(stdout).toContain('12 of 12: 12 infeasible');
    expect(stderr).toContain('error[runtime/SWEEP_NO_ELIGIBLE_TRIAL]');
    const best = await project.omega(['best', 'latest', '--json'], { environment });
    expect(best.code).toBe(1);
    expect(JSON.parse(best.stdout).error.code).toBe('SWEEP_NO_ELIGIBLE_TRIAL');
    const shown = await project.omega(['sweep', 'hopeless.yaml'], { environment });
    expect(shown.code).toBe(1);
    expect(shown.stderr).toContain('error[runtime/SWEEP_NO_ELIGIBLE_TRIAL]');
    const trials = await project.omega(['trials', 'latest'], { environment });
    expect(trials.code).toBe(0);
    expect(trials.stdout.match(/infeasible/g)).toHaveLength(TRIALS);
  });

  it('ends with code 1 when a trial failed, and says why', async () => {
    const text = SMALL_SWEEP.replace('window_length: [40, 60]', 'window_length: [40, 500]');
    project.write('failing.yaml', `${text}budget: { max_failed_share: 1 }\n`);
    const environment = { OMEGA_RESULTS_ROOT: 'failing' };
    const { code, stdout, stderr } = await project.omega(['sweep', 'failing.yaml', '--json'], { environment });
    expect(code).toBe(1);
    expect(JSON.parse(stdout).result).toMatchObject({ exit_code: 1, by_status: { complete: 6, failed: 6 } });
    expect(stderr).toMatch(/6 trials failed; see why: omega trials [0-9a-f]{16}\n$/);
    for (const words of [
      ['trials', 'latest'],
      ['trials', 'latest', '--csv'],
    ]) {
      const table = await project.omega(words, { environment });
      expect(table.stdout.match(/CFG_WARMUP_TOO_SMALL/g)).toHaveLength(6);
    }
  });

  it('refuses a sweep file with a misspelt key, with line, path and suggestion', async () => {
    project.write('misspelt.yaml', `${SMALL_SWEEP}sampel: grid\n`);
    const { code, stdout, stderr } = await project.omega(['sweep', 'misspelt.yaml'], {
      environment: { OMEGA_RESULTS_ROOT: 'misspelt' },
    });
    expect(code).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).toContain('error[config/SWEEP_UNKNOWN_KEY] misspelt.yaml:8:1 sampel: ');
    expect(stderr).toContain('sampler');
    expect(project.artifacts('misspelt')).toEqual([]);
  });

  it('refuses settings that nothing would read', async () => {
    project.write('unread.yaml', `${SMALL_SWEEP}pruner: { eta: 4 }\n`);
    const { code, stderr } = await project.omega(['sweep', 'unread.yaml']);
    expect(code).toBe(3);
    expect(stderr).toContain('error[config/SWEEP_UNSUPPORTED] unread.yaml:8:');
  });

  it.each([
    { words: ['sweep', 'none.yaml'], code: 2, error: 'USAGE_CONFIG_NOT_FOUND] none.yaml' },
    { words: ['sweep', 'configs'], code: 2, error: 'USAGE_CONFIG_UNREADABLE] configs' },
    { words: ['sweep', '--resume', 'ffff'], code: 2, error: 'USAGE_SWEEP_NOT_FOUND]' },
    { words: ['sweep', 'sweep.yaml', '--baseline', 'none.json'], code: 2, error: 'USAGE_CONFIG_NOT_FOUND] none.json' },
  ])('refuses omega $words', async ({ words, code, error }) => {
    const outcome = await project.omega(words);
    expect(outcome.stderr).toContain(`error[config/${error}`);
    expect(outcome.code).toBe(code);
  });
});
