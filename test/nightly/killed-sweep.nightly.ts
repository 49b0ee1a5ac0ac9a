import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandLineProject, createCommandLineProject } from '../cli/command-line-project.ts';
import { EXAMINED_SWEEP, sweepRemains, THREADED_SWEEP } from '../cli/examined-sweep.ts';
import { type FileMoment, killAtFile } from '../cli/kill-at-file.ts';
import { type Reached, signalOnceStored } from '../cli/signal-once-stored.ts';

/** A sweep, the moments at its files, and the numbers of trials and of backtests of stress tests at which it is killed. */
interface KilledSweep {
  readonly name: string;
  readonly text: string;
  readonly moments: readonly FileMoment[];
  readonly trials: readonly number[];
  readonly subruns: readonly number[];
}

const aroundFiles = (files: readonly string[]): readonly FileMoment[] =>
  files.flatMap((file) => [
    { file, when: 'before' },
    { file, when: 'after' },
  ]);

const AFTER_SEARCH = ['best.json', 'candidates.csv'];
const AT_THE_END = ['optimizer_metrics.json', 'verdict.json', 'trials.csv', 'report.html'];

const SWEEPS: readonly KilledSweep[] = [
  {
    name: 'examined',
    text: EXAMINED_SWEEP,
    moments: [
      ...aroundFiles([...AFTER_SEARCH, 'windows.csv', 'selected.json', ...AT_THE_END]),
      { file: 'manifest.json', when: 'before', time: 2 },
      { file: 'manifest.json', when: 'after', time: 2 },
    ],
    trials: [],
    subruns: [1, 20, 40, 60],
  },
  {
    name: 'threaded',
    text: THREADED_SWEEP,
    moments: [...AFTER_SEARCH, ...AT_THE_END].map((file) => ({ file, when: 'before' })),
    trials: [1, 2000],
    subruns: [1, 40],
  },
];

describe.each(SWEEPS)('a sweep that is killed and goes on, $name:', ({ name, text, moments, trials, subruns }) => {
  let project: CommandLineProject;
  let expected: Readonly<Record<string, string>>;
  const wordsFor = (workers: number) => ['sweep', `${name}.yaml`, '--workers', String(workers)];

  beforeAll(async () => {
    project = await createCommandLineProject();
    project.write(`${name}.yaml`, text);
    expect((await project.omega(wordsFor(1))).code).toBe(0);
    expected = await sweepRemains(project, 'results');
    expect(Object.keys(expected)).toEqual(expect.arrayContaining([...AFTER_SEARCH, ...AT_THE_END]));
  });

  afterAll(() => project.remove());

  describe.each([1, 2])('%d workers', (workers) => {
    const words = wordsFor(workers);

    async function expectSameEnd(results: string): Promise<void> {
      const resumed = await project.omega(words, { environment: { OMEGA_RESULTS_ROOT: results } });
      expect(resumed.code).toBe(0);
      expect(await sweepRemains(project, results)).toEqual(expected);
    }

    async function killOnceReached(results: string, isReached: Reached): Promise<void> {
      const store = path.join(project.root, results, 'omega.db');
      const killed = await project.omega(words, {
        environment: { OMEGA_RESULTS_ROOT: results },
        onStderr: signalOnceStored(store, 'SIGKILL', isReached),
      });
      expect(killed.code).toBeNull();
    }

    it.each(moments)('$when $file', async (moment) => {
      const results = `${workers}-${moment.when}-${moment.file}`;
      const environment = { OMEGA_RESULTS_ROOT: results };
      const killed = await project.omega(words, { environment, nodeOptions: killAtFile(project, moment) });
      expect(killed.code).toBeNull();
      await expectSameEnd(results);
    });

    it.each(trials)('after %d trials', async (count) => {
      const results = `${workers}-trials-${count}`;
      await killOnceReached(results, (store, sweepId) => (store.trialExtent(sweepId)?.count ?? 0) >= count);
      await expectSameEnd(results);
    });

    it.each(subruns)('after %d backtests of its stress tests', async (count) => {
      const results = `${workers}-stress-${count}`;
      let seen = 0;
      await killOnceReached(results, (store, sweepId) => {
        seen = store.readSubruns(sweepId).length;
        return seen >= count && store.readCandidates(sweepId).length === 0;
      });
      expect(seen).toBeGreaterThanOrEqual(count);
      await expectSameEnd(results);
    });
  });
});
