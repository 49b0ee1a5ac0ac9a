import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandLineProject, createCommandLineProject } from '../cli/command-line-project.ts';
import { EXAMINED_SWEEP, sweepRemains } from '../cli/examined-sweep.ts';
import { type FileMoment, killAtFile } from '../cli/kill-at-file.ts';
import { type Reached, signalOnceStored } from '../cli/signal-once-stored.ts';

const FILES = [
  'best.json',
  'candidates.csv',
  'windows.csv',
  'selected.json',
  'optimizer_metrics.json',
  'verdict.json',
  'trials.csv',
  'report.html',
];
const MOMENTS: readonly FileMoment[] = [
  ...FILES.flatMap((file) => [{ file, when: 'before' } as const, { file, when: 'after' } as const]),
  { file: 'manifest.json', when: 'before', time: 2 },
  { file: 'manifest.json', when: 'after', time: 2 },
];
/** From the first backtest of the stress tests to the last but a few. */
const SUBRUNS = [1, 20, 40, 60];

let project: CommandLineProject;
let expected: Readonly<Record<string, string>>;

beforeAll(async () => {
  project = await createCommandLineProject();
  project.write('examined.yaml', EXAMINED_SWEEP);
  expect((await project.omega(wordsFor(1), { environment: { OMEGA_RESULTS_ROOT: 'whole' } })).code).toBe(0);
  expected = await sweepRemains(project, 'whole');
  expect(Object.keys(expected)).toEqual(expect.arrayContaining(FILES));
});

afterAll(() => project.remove());

const wordsFor = (workers: number) => ['sweep', 'examined.yaml', '--workers', String(workers)];

describe.each([1, 2])('a sweep with %d workers that is killed and goes on', (workers) => {
  const words = wordsFor(workers);

  it.each(MOMENTS)('$when $file ends as one that was not', async (moment) => {
    const results = `${workers}-${moment.when}-${moment.file}`;
    const environment = { OMEGA_RESULTS_ROOT: results };
    const killed = await project.omega(words, { environment, nodeOptions: killAtFile(project, moment) });
    expect(killed.code).toBeNull();
    const resumed = await project.omega(words, { environment });
    expect(resumed.code).toBe(0);
    expect(await sweepRemains(project, results)).toEqual(expected);
  });

  it.each(SUBRUNS)('after %d backtests of its stress tests ends as one that was not', async (count) => {
    const results = `${workers}-stress-${count}`;
    const environment = { OMEGA_RESULTS_ROOT: results };
    const store = path.join(project.root, results, 'omega.db');
    let seen = 0;
    const hasSubruns: Reached = (reader, sweepId) => {
      seen = reader.readSubruns(sweepId).length;
      return seen >= count && reader.readCandidates(sweepId).length === 0;
    };
    const killed = await project.omega(words, {
      environment,
      onStderr: signalOnceStored(store, 'SIGKILL', hasSubruns),
    });
    expect(killed.code).toBeNull();
    expect(seen).toBeGreaterThanOrEqual(count);
    const resumed = await project.omega(words, { environment });
    expect(resumed.code).toBe(0);
    expect(await sweepRemains(project, results)).toEqual(expected);
  });
});
