import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OmegaError } from '../../../src/core/types/errors.ts';
import { openStore } from '../../../src/optimizer/storage/open-store.ts';
import { replaySweep } from '../../../src/optimizer/sweep/replay-sweep.ts';
import { runSweep } from '../../../src/optimizer/sweep/run-sweep.ts';
import type { SweepReport } from '../../../src/optimizer/sweep/sweep-report.ts';
import type { SweepRequest } from '../../../src/optimizer/sweep/sweep-request.ts';
import { runSingle } from '../../../src/run/run-single.ts';
import { createSampleProject, type SampleProject } from '../../support/sample-project.ts';

const GRID = `sweep_version: 1
base: base.json
space:
  strategy_parameters.window_length: [40, 60]
  strategy_parameters.z_score_long: { type: float, low: -2.2, high: -1.4, step: 0.2 }
  strategy_parameters.atr_mult: [1.0, 2.0, 3.0]
objective: profit_over_drawdown
`;

/** A search whose proposals depend on earlier results: 5 batches. */
function adaptive(sampler: string): string {
  return `sweep_version: 1
base: base.json
space:
  strategy_parameters.window_length: { type: int, low: 40, high: 80 }
  strategy_parameters.z_score_long: { type: float, low: -2.2, high: -1.4 }
  strategy_parameters.atr_mult: { type: float, low: 1, high: 3 }
sampler: ${sampler}
budget: { trials: 30 }
`;
}

let project: SampleProject;

beforeAll(async () => {
  project = await createSampleProject();
});

afterAll(() => project.remove());

/** Runs a sweep file in the project; every call has its own results folder unless one is named. */
function sweep(text: string, options: Partial<SweepRequest> & { results?: string } = {}): Promise<SweepReport> {
  const { results = 'results', ...request } = options;
  return runSweep({
    target: { file: project.write('sweep.yaml', text) },
    workers: 1,
    ...request,
    projectRoot: project.root,
    environment: { ...project.environment, OMEGA_RESULTS_ROOT: results },
  });
}

function digest(results: string, sweepId: string): string {
  const store = openStore(path.join(project.root, results, 'omega.db'), { readonly: true });
  try {
    return store.digest(sweepId);
  } finally {
    store.close();
  }
}

function database(results: string): Database.Database {
  const altered = new Database(path.join(project.root, results, 'omega.db'));
  altered.pragma('foreign_keys = off');
  return altered;
}

describe('a sweep', () => {
  it('stores every trial, finds the best and writes its run as a single run would', async () => {
    const report = await sweep(GRID, { results: 'plain' });
    expect(report.outcome).toBe('complete');
    expect(report.exitCode).toBe(0);
    expect(report.byStatus.complete).toBe(30);
    const files = path.join(project.root, 'plain/sweeps', report.sweepId);
    const lines = readFileSync(path.join(files, 'trials.csv'), 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(31);
    const best = JSON.parse(readFileSync(path.join(files, 'best.json'), 'utf8'));
    const run = await runSingle({
      config: { document: best, source: 'best.json' },
      projectRoot: project.root,
      environment: { ...project.environment, OMEGA_RESULTS_ROOT: 'plain' },
      write: false,
    });
    expect(run.resultHash).toBe(report.top[0]!.resultHash);
    expect(report.bestRunFolder).toBe(path.join(project.root, 'plain/runs', run.runId));
    expect(readFileSync(path.join(report.bestRunFolder!, 'trades.json'), 'utf8')).toBe(run.files.get('trades.json'));
    const scores = report.top.map((trial) => trial.score);
    expect(scores).toEqual([...scores].sort((left, right) => right - left));
  });

  it.each([
    ['grid', GRID],
    ['tpe', adaptive('{ name: tpe, batch_size: 6 }')],
    ['cma', adaptive('{ name: cma, batch_size: 6 }')],
    ['nsga2', adaptive('{ name: nsga2, population: 6 }')],
  ])('gives the same trial table with one and two workers, and after an interruption: %s', async (name, text) => {
    const one = await sweep(text, { results: `${name}_one` });
    const two = await sweep(text, { results: `${name}_two`, workers: 2 });
    const abort = new AbortController();
    const partial = await sweep(text, {
      results: `${name}_three`,
      signal: abort.signal,
      onProgress: ({ finishedNow }) => finishedNow >= 4 && abort.abort(),
    });
    expect(partial.outcome).toBe('interrupted');
    expect(partial.exitCode).toBe(130);
    expect(partial.finishedNow).toBeLessThan(30);
    const resumed = await runSweep({
      target: { resume: 'latest' },
      workers: 2,
      projectRoot: project.root,
      environment: { ...project.environment, OMEGA_RESULTS_ROOT: `${name}_three` },
    });
    expect(resumed.outcome).toBe('complete');
    expect(resumed.finishedNow).toBe(30 - partial.finishedNow);
    const digests = [
      digest(`${name}_one`, one.sweepId),
      digest(`${name}_two`, two.sweepId),
      digest(`${name}_three`, resumed.sweepId),
    ];
    expect(new Set(digests).size).toBe(1);
    expect(resumed.top[0]!.trialIndex).toBe(one.top[0]!.trialIndex);
    const replayed = await replaySweep({
      sweep: 'latest',
      trials: 'all',
      workers: 1,
      projectRoot: project.root,
      environment: { ...project.environment, OMEGA_RESULTS_ROOT: `${name}_two` },
    });
    expect(replayed).toMatchObject({ replayed: 30, skipped: 0, mismatches: [] });
  });

  it('computes the same statistics after an interruption while they were computed', async () => {
    const whole = await sweep(GRID, { results: 'statistics_whole' });
    const abort = new AbortController();
    const stages: string[] = [];
    const partial = await sweep(GRID, {
      results: 'statistics_cut',
      signal: abort.signal,
      onStatistics: ({ stage }) => {
        stages.push(stage);
        abort.abort();
      },
    });
    expect(stages).toHaveLength(1);
    expect(partial).toMatchObject({ outcome: 'interrupted', exitCode: 130, statistics: null, verdict: null });
    const file = (results: string) =>
      path.join(project.root, results, 'sweeps', whole.sweepId, 'optimizer_metrics.json');
    expect(existsSync(file('statistics_cut'))).toBe(false);
    const resumed = await sweep(GRID, { results: 'statistics_cut' });
    expect(resumed).toMatchObject({ outcome: 'complete', finishedNow: 0, statistics: whole.statistics });
    expect(readFileSync(file('statistics_cut'), 'utf8')).toBe(readFileSync(file('statistics_whole'), 'utf8'));
  });

  it('shows a complete sweep instead of running it, and runs it again with restart', async () => {
    const first = await sweep(GRID, { results: 'again' });
    const { workerShares, searchMs } = first.times!;
    expect(Object.values(workerShares).reduce((sum, share) => sum + share)).toBeCloseTo(1, 9);
    expect(searchMs).toBeGreaterThan(0);
    const shown = await sweep(GRID, { results: 'again' });
    expect(shown.times).toBeNull();
    expect(shown.outcome).toBe('shown');
    expect(shown.exitCode).toBe(0);
    expect(shown.finishedNow).toBe(0);
    expect(shown.top.map((trial) => trial.trialIndex)).toEqual(first.top.map((trial) => trial.trialIndex));
    const again = await sweep(GRID, { results: 'again', restart: true });
    expect(again.outcome).toBe('complete');
    expect(again.finishedNow).toBe(30);
  });

  it('estimates without running anything on a dry run', async () => {
    const report = await sweep(GRID, { results: 'dry', dryRun: true });
    expect(report.outcome).toBe('estimated');
    expect(report.estimate).toMatchObject({ trials: 30, rawPoints: 30, isExact: true, finished: 0, parameters: 3 });
    expect(existsSync(path.join(project.root, 'dry/omega.db'))).toBe(false);
  });

  it('records a trial whose configuration breaks a rule and goes on', async () => {
    const text = GRID.replace('[40, 60]', '[40, 400]').concat('budget: { max_failed_share: 1 }\n');
    const report = await sweep(text, { results: 'failing' });
    expect(report.outcome).toBe('complete');
    expect(report.exitCode).toBe(1);
    expect(report.byStatus).toMatchObject({ complete: 15, failed: 15 });
    const failed = database('failing')
      .prepare('select error_code, error_message from trial where status = ?')
      .get('failed');
    expect(failed).toMatchObject({ error_code: 'CFG_WARMUP_TOO_SMALL' });
  });

  it('stops when too many trials fail', async () => {
    const text = GRID.replace('[40, 60]', '[400, 500]');
    const report = await sweep(text, { results: 'hopeless' });
    expect(report.outcome).toBe('failed');
    expect(report.exitCode).toBe(1);
    expect(report.remark).toContain('SWEEP_TOO_MANY_FAILURES');
  });

  it('has no best parameters when no trial is eligible', async () => {
    const report = await sweep(`${GRID}gates: ["total_trades > 100000"]\n`, { results: 'gated' });
    expect(report.outcome).toBe('complete');
    expect(report.exitCode).toBe(1);
    expect(report.remark).toContain('SWEEP_NO_ELIGIBLE_TRIAL');
    expect(report.byStatus.infeasible).toBe(30);
  });

  it('refuses to continue with other data', async () => {
    const abort = new AbortController();
    await sweep(GRID, { results: 'moved', signal: abort.signal, onProgress: () => abort.abort() });
    const costs = readFileSync(project.environment.OMEGA_EXECUTION_COSTS_FILE!, 'utf8');
    const changed = project.write('other_costs.yaml', `${costs}\n# another file\n`);
    const resumed = runSweep({
      target: { resume: 'latest' },
      projectRoot: project.root,
      environment: { ...project.environment, OMEGA_RESULTS_ROOT: 'moved', OMEGA_EXECUTION_COSTS_FILE: changed },
    });
    await expect(resumed).rejects.toMatchObject({ code: 'SWEEP_RESUME_MISMATCH' });
  });

  it('names what drifted from a baseline', async () => {
    const first = await sweep(GRID, { results: 'drift' });
    const manifest = path.join(first.folder!, 'manifest.json');
    const same = await sweep(GRID, { results: 'drift', baseline: manifest });
    expect(same.drift).toEqual([]);
    const other = await sweep(GRID, { results: 'drift', baseline: manifest, seed: 7, dryRun: true });
    expect(other.drift).toEqual(['root_seed: 42 then, 7 now']);
  });
});

describe('a prod sweep', () => {
  const PROD = `${GRID}run_mode: prod\n`;

  it('draws and records its root seed and every trial seed, and replays', async () => {
    const first = await sweep(PROD, { results: 'prod' });
    const second = await sweep(PROD, { results: 'prod' });
    expect(first.sweepId).not.toBe(second.sweepId);
    expect(first.sweep).toMatchObject({ seedOrigin: 'os' });
    expect(first.sweep!.rootSeed).not.toBe(second.sweep!.rootSeed);
    const seeds = database('prod')
      .prepare('select count(distinct seed) as n from trial where sweep_id = ?')
      .get(first.sweepId);
    expect(seeds).toEqual({ n: 30 });
    const report = await replaySweep({
      sweep: first.sweepId,
      trials: { index: 11 },
      projectRoot: project.root,
      environment: { ...project.environment, OMEGA_RESULTS_ROOT: 'prod' },
    });
    expect(report.mismatches).toEqual([]);
  });

  it('keeps seeds that were drawn one by one over an interruption', async () => {
    const text = `${PROD}seeding: independent\n`;
    const abort = new AbortController();
    const partial = await sweep(text, {
      results: 'independent',
      signal: abort.signal,
      onProgress: ({ finishedNow }) => finishedNow >= 2 && abort.abort(),
    });
    const reserved = database('independent').prepare('select trial_index, seed from trial order by trial_index').all();
    const resumed = await runSweep({
      target: { resume: partial.sweepId },
      projectRoot: project.root,
      environment: { ...project.environment, OMEGA_RESULTS_ROOT: 'independent' },
    });
    expect(resumed.outcome).toBe('complete');
    const finished = database('independent').prepare('select trial_index, seed from trial order by trial_index').all();
    expect(finished.slice(0, reserved.length)).toEqual(reserved);
    expect(finished).toHaveLength(30);
  });
});

describe('a replay', () => {
  const replay = (trials: 'all' | { index: number }, results = 'replayed', exportFile?: string) =>
    replaySweep({
      sweep: 'latest',
      trials,
      workers: 1,
      projectRoot: project.root,
      environment: { ...project.environment, OMEGA_RESULTS_ROOT: results },
      ...(exportFile === undefined ? {} : { exportFile }),
    });

  beforeAll(async () => {
    await sweep(GRID, { results: 'replayed' });
  });

  it('finds every trial equal', async () => {
    const report = await replay('all');
    expect(report).toMatchObject({ replayed: 30, skipped: 0, mismatches: [] });
  });

  it('exports a trial as a run with the same result', async () => {
    const report = await replay({ index: 4 }, 'replayed', 'exported/trial.json');
    const meta = JSON.parse(readFileSync(path.join(report.exported!.runFolder, 'meta.json'), 'utf8'));
    const stored = database('replayed').prepare('select result_hash from trial where trial_index = 4').get();
    expect(stored).toEqual({ result_hash: meta.run.result_hash });
  });

  it('names a metric that was altered in the store', async () => {
    const store = database('replayed');
    store.prepare('update trial set profit_net = profit_net + 1 where trial_index = 3').run();
    const report = await replay('all');
    expect(report.mismatches.map((trial) => trial.trialIndex)).toEqual([3]);
    expect(report.mismatches[0]!.differences[0]!.field).toBe('profit_net');
    store.prepare('update trial set profit_net = profit_net - 1 where trial_index = 3').run();
  });

  it.each([
    ['a missing trial', 'delete from trial where trial_index = 7', { trialIndex: 7, field: 'trial' }],
    [
      'a missing daily series',
      'delete from trial_daily where trial_index = 7',
      { trialIndex: 7, field: 'trial_daily' },
    ],
    ['another seed', 'update trial set seed = 5 where trial_index = 7', { trialIndex: 7, field: 'seed' }],
    [
      'a repeat that is none',
      'update trial set repeat_of = 3 where trial_index = 7',
      { trialIndex: 7, field: 'repeat_of' },
    ],
    [
      'a hidden result',
      "update trial set status = 'timeout' where trial_index = 7",
      { trialIndex: 7, field: 'status' },
    ],
  ])('finds %s', async (_, statement, { trialIndex, field }) => {
    const results = `altered_${field}`;
    await sweep(GRID, { results });
    database(results).prepare(statement).run();
    const { mismatches } = await replay('all', results);
    expect(mismatches.map((trial) => [trial.trialIndex, trial.differences[0]!.field])).toEqual([[trialIndex, field]]);
  });

  it.each([
    ['objective', "update sweep set objective = 'total_trades'"],
    ['start_date', "update sweep set start_date = '2020-01-01'"],
    ['planned_trials', 'update sweep set planned_trials = 29'],
    ['days', 'update sweep set day_calendar = zeroblob(4)'],
  ])('finds an altered %s of the sweep', async (field, statement) => {
    const results = `altered_sweep_${field}`;
    await sweep(GRID, { results });
    database(results).prepare(statement).run();
    await expect(replay('all', results)).rejects.toMatchObject({ code: 'REPLAY_MISMATCH', details: { field } });
  });

  it('does not show a complete sweep that lost a trial', async () => {
    await sweep(GRID, { results: 'hole' });
    database('hole').prepare('delete from trial where trial_index = 7').run();
    await expect(sweep(GRID, { results: 'hole' })).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
  });

  it('says which data differ before anything runs', async () => {
    const costs = readFileSync(project.environment.OMEGA_EXECUTION_COSTS_FILE!, 'utf8');
    const changed = project.write('replay_costs.yaml', `${costs}\n# another file\n`);
    const report = replaySweep({
      sweep: 'latest',
      trials: 'all',
      projectRoot: project.root,
      environment: { ...project.environment, OMEGA_RESULTS_ROOT: 'replayed', OMEGA_EXECUTION_COSTS_FILE: changed },
    });
    await expect(report).rejects.toMatchObject({ code: 'REPLAY_MISMATCH' });
    await expect(report).rejects.toThrow(/manifest_sha256/);
  });

  it('refuses a trial that does not exist', async () => {
    const error = await replay({ index: 5000 }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OmegaError);
    expect((error as OmegaError).code).toBe('USAGE_TRIAL_NOT_FOUND');
  });
});
