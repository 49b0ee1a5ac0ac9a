import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paretoRanks } from '../../../src/optimizer/ranking/pareto.ts';
import { openStore } from '../../../src/optimizer/storage/open-store.ts';
import type { TrialRecord } from '../../../src/optimizer/storage/trial-record.ts';
import { replaySweep } from '../../../src/optimizer/sweep/replay-sweep.ts';
import { runSweep } from '../../../src/optimizer/sweep/run-sweep.ts';
import type { SweepReport } from '../../../src/optimizer/sweep/sweep-report.ts';
import { createSampleProject, type SampleProject } from '../../support/sample-project.ts';

function searchOf(sampler: string): string {
  return `sweep_version: 1
base: base.json
space:
  strategy_parameters.window_length: { type: int, low: 40, high: 80 }
  strategy_parameters.z_score_long: { type: float, low: -2.2, high: -1.4 }
  strategy_parameters.atr_mult: { type: float, low: 1, high: 3 }
sampler: ${sampler}
budget: { trials: 36 }
objective:
  objectives:
    - { score: "abs(profit_net)" }
    - { score: total_trades, direction: minimize }
  select: win_rate
  reference: [-1, 1000]
gates: ["total_trades >= 3", "losses >= 1"]
statistics: off
`;
}

let project: SampleProject;

beforeAll(async () => {
  project = await createSampleProject();
});

afterAll(() => project.remove());

const surroundings = (results: string) => ({
  projectRoot: project.root,
  environment: { ...project.environment, OMEGA_RESULTS_ROOT: results },
});

function sweep(text: string, results: string, workers: number): Promise<SweepReport> {
  const file = project.write('sweep.yaml', text);
  return runSweep({ target: { file }, workers, ...surroundings(results) });
}

function stored(results: string, sweepId: string) {
  const store = openStore(path.join(project.root, results, 'omega.db'), { readonly: true });
  try {
    return { digest: store.digest(sweepId), trials: store.readTrials(sweepId) };
  } finally {
    store.close();
  }
}

/** A metric of a trial, from the rounded file rather than from the store. */
function tableOf(file: string): readonly Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const names = head.split(',').map((name) => name.replaceAll('"', ''));
  // Gates hold commas; they are the only quoted fields of these files.
  const fieldsOf = (line: string) => line.match(/("([^"]|"")*"|[^,]*)(,|$)/g)?.map((field) => field.replace(/,$/, ''));
  return lines.map((line) => Object.fromEntries(names.map((name, column) => [name, fieldsOf(line)?.[column] ?? ''])));
}

describe.each([
  ['nsga2', '{ name: nsga2, population: 6 }'],
  ['tpe', '{ name: tpe, batch_size: 6 }'],
  ['random', '{ name: random }'],
])('a search for several objectives: %s', (name, sampler) => {
  let report: SweepReport;
  let trials: readonly TrialRecord[];
  let pareto: readonly Record<string, string>[];

  beforeAll(async () => {
    report = await sweep(searchOf(sampler), `${name}_one`, 1);
    trials = stored(`${name}_one`, report.sweepId).trials;
    pareto = tableOf(path.join(report.folder!, 'pareto.csv'));
  });

  it('ranks every eligible trial by dominance, then by the selected score', () => {
    const eligible = trials.filter(({ status, score }) => status === 'complete' && Number.isFinite(score));
    expect(eligible.length).toBeGreaterThan(3);
    const table = tableOf(path.join(report.folder!, 'trials.csv'));
    const points = eligible.map(({ trialIndex }) => {
      const row = table[trialIndex]!;
      return [Math.abs(Number(row.profit_net)), -Number(row.total_trades)];
    });
    const ranks = paretoRanks(points);
    const expected = eligible
      .map(({ trialIndex, score }, i) => ({ trialIndex, score, rank: ranks[i]! }))
      .sort((a, b) => a.rank - b.rank || b.score - a.score);
    expect(pareto.map((row) => Number(row.pareto_rank))).toEqual(expected.map(({ rank }) => rank));
    expect(pareto.map((row) => Number(row.score))).toEqual(expected.map(({ score }) => score));
    expect(new Set(pareto.map((row) => Number(row.trial_index)))).toEqual(
      new Set(expected.map((row) => row.trialIndex)),
    );
  });

  it('takes its best trial from the first front', () => {
    expect(report.top.map(({ trialIndex }) => trialIndex)).toEqual(
      pareto.slice(0, 10).map((row) => Number(row.trial_index)),
    );
    expect(report.pareto).toMatchObject({ reference: [-1, 1000] });
    expect(report.pareto?.front).toBe(pareto.filter((row) => row.pareto_rank === '0').length);
    expect(report.pareto?.hypervolume).toBeGreaterThan(0);
  });

  it('records the gates that do not hold', () => {
    const holds = (trial: TrialRecord, row: Record<string, string>) =>
      [Number(row.total_trades) >= 3, Number(row.losses) >= 1].every(Boolean) === (trial.failedGatesJson === null);
    const table = tableOf(path.join(report.folder!, 'trials.csv'));
    expect(trials.filter((trial) => !holds(trial, table[trial.trialIndex]!))).toEqual([]);
  });

  it('is the same after an interruption', async () => {
    const abort = new AbortController();
    const partial = await runSweep({
      target: { file: project.write('sweep.yaml', searchOf(sampler)) },
      workers: 1,
      signal: abort.signal,
      onProgress: ({ finishedNow }) => finishedNow >= 4 && abort.abort(),
      ...surroundings(`${name}_resumed`),
    });
    expect(partial.outcome).toBe('interrupted');
    const resumed = await runSweep({ target: { resume: 'latest' }, workers: 2, ...surroundings(`${name}_resumed`) });
    expect(resumed.outcome).toBe('complete');
    expect(stored(`${name}_resumed`, resumed.sweepId).digest).toBe(stored(`${name}_one`, report.sweepId).digest);
    expect(resumed.pareto).toEqual(report.pareto);
    expect(tableOf(path.join(resumed.folder!, 'pareto.csv'))).toEqual(pareto);
  });

  it('is the same with two workers, and repeats', async () => {
    const two = await sweep(searchOf(sampler), `${name}_two`, 2);
    expect(stored(`${name}_two`, two.sweepId).digest).toBe(stored(`${name}_one`, report.sweepId).digest);
    const replayed = await replaySweep({ sweep: 'latest', trials: 'all', workers: 1, ...surroundings(`${name}_two`) });
    expect(replayed.mismatches).toEqual([]);
  });
});
