import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BadInputProject, createBadInputProject } from './bad-input-project.ts';

let project: BadInputProject;

beforeAll(async () => {
  project = await createBadInputProject();
  project.write('occupied', 'a file');
});

afterAll(() => project.remove());

describe('a file where a folder is expected', () => {
  it.each([
    { words: ['data', 'info', '--project-root', 'occupied'], code: 'market_data/DATA_ROOT_NOT_FOUND', exitCode: 1 },
    { words: ['data', 'validate', '--project-root', 'occupied'], code: 'market_data/DATA_ROOT_NOT_FOUND', exitCode: 1 },
    { words: ['data', 'synth', '--to', 'occupied'], code: 'runtime/OUT_WRITE_FAILED', exitCode: 5 },
  ])('is refused by omega $words', async ({ words, code, exitCode }) => {
    const outcome = await project.call(words);
    expect(outcome.stderr).toContain(`error[${code}] `);
    expect(outcome.stderr).toContain('occupied');
    expect(outcome.code).toBe(exitCode);
    expect(outcome.stdout).toBe('');
    expect(outcome.leftBehind).toEqual([]);
  });
});
