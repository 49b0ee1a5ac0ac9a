import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandLineProject, createCommandLineProject } from './command-line-project.ts';

let project: CommandLineProject;

beforeAll(async () => {
  project = await createCommandLineProject();
});

afterAll(() => project.remove());

describe('omega check lookahead', () => {
  it('finds none in the bundled strategy', async () => {
    const { code, stdout, stderr } = await project.omega(['check', 'lookahead', 'base.json', '--cuts', '5']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^data cut at +5 bars$/m);
    expect(stdout).toMatch(/^look-ahead +none found$/m);
    expect(project.artifacts()).toEqual([]);
  });

  it('has a result for programs', async () => {
    const { stdout } = await project.omega(['check', 'lookahead', 'base.json', '--cuts', '2', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      command: 'check lookahead',
      result: { cuts: 2, symbol: 'EURUSD' },
    });
  });

  it.each([
    { words: ['base.json', '--cuts', '0'], exitCode: 2, expected: '--cuts is "0"' },
    { words: ['nope.json'], exitCode: 2, expected: 'USAGE_CONFIG_NOT_FOUND' },
    { words: ['late.json'], exitCode: 1, expected: 'DATA_RANGE_EMPTY' },
  ])('refuses $words', async ({ words, exitCode, expected }) => {
    project.writeConfig('late.json', { start_date: '2030-01-01', end_date: '2030-02-01' });
    const { code, stderr } = await project.omega(['check', 'lookahead', ...words]);
    expect(stderr).toContain(expected);
    expect(code).toBe(exitCode);
  });
});
