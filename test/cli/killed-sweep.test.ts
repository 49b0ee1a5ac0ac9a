import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandLineProject, createCommandLineProject } from './command-line-project.ts';
import { EXAMINED_SWEEP, sweepRemains } from './examined-sweep.ts';
import { type FileMoment, killAtFile } from './kill-at-file.ts';

const WORDS = ['sweep', 'examined.yaml', '--workers', '1'];
/** More moments, also with two workers, are in `test/nightly/killed-sweep.nightly.ts`. */
const MOMENTS: readonly FileMoment[] = [
  { file: 'candidates.csv', when: 'before' },
  { file: 'trials.csv', when: 'before' },
  { file: 'report.html', when: 'before' },
];

let project: CommandLineProject;
let expected: Readonly<Record<string, string>>;

beforeAll(async () => {
  project = await createCommandLineProject();
  project.write('examined.yaml', EXAMINED_SWEEP);
  expect((await project.omega(WORDS)).code).toBe(0);
  expected = await sweepRemains(project, 'results');
});

afterAll(() => project.remove());

describe('a sweep that is killed after its search and goes on', () => {
  it.each(MOMENTS)('$when $file leaves what one leaves that was not', async (moment) => {
    const results = `${moment.when}-${moment.file}`;
    const environment = { OMEGA_RESULTS_ROOT: results };
    const killed = await project.omega(WORDS, { environment, nodeOptions: killAtFile(project, moment) });
    expect(killed.code).toBeNull();
    expect((await project.omega(WORDS, { environment })).code).toBe(0);
    expect(await sweepRemains(project, results)).toEqual(expected);
  });
});
