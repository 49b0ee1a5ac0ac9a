import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { COMMANDS, isGroup, nameOf } from '../../src/cli/commands/all-commands.ts';
import { runOmega } from './run-omega.ts';

const cwd = tmpdir();
const pages = COMMANDS.flatMap((entry) =>
  isGroup(entry)
    ? [[nameOf(entry)], ...entry.members.map((member) => [nameOf(entry), nameOf(member)])]
    : [[nameOf(entry)]],
);

describe('help', () => {
  it.each([[], ...pages].map((words) => ({ words })))('of "omega $words" fits 80 columns', async ({ words }) => {
    const { code, stdout, stderr } = await runOmega([...words, '--help'], { cwd });
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toContain('Flags of all commands:');
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    // The parser takes a character for a column (scripts/plain-text-width.mjs).
    expect(stdout).toMatch(/^[\n -~]*$/);
  });

  it('lists every command and no other', async () => {
    const { stdout } = await runOmega(['--help'], { cwd });
    const listed = [...stdout.matchAll(/^ {2}omega (\w+)/gm)].map((match) => match[1]);
    expect(listed).toEqual([...COMMANDS.map(nameOf), 'completion']);
  });

  it('shows examples that the grammar accepts', () => {
    const declarations = COMMANDS.flatMap((entry) => (isGroup(entry) ? entry.members : [entry]));
    for (const { examples, flags = {} } of declarations) {
      expect(examples.length).toBeGreaterThan(0);
      for (const [line] of examples) {
        const used = [...line.matchAll(/--([a-z-]+)/g)].map((match) => match[1]);
        expect([...Object.keys(flags), 'json']).toEqual(expect.arrayContaining(used));
      }
    }
  });
});

describe('help on words that need explaining', () => {
  const page = async (...words: string[]) =>
    (await runOmega([...words, '--help'], { cwd })).stdout.replace(/\s+/g, ' ');

  it.each(['replay', 'best', 'trials', 'digest'])('says what "latest" is (omega %s)', async (command) => {
    expect(await page(command)).toContain('"latest": the sweep that was started or continued last');
  });

  it.each(['sweep', 'replay'])('says how many workers there are by default (omega %s)', async (command) => {
    expect(await page(command)).toContain('worker threads; default: as the sweep file says, else processors less one');
  });
});

describe('version', () => {
  it('is that of the package', async () => {
    const { code, stdout } = await runOmega(['--version'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('completion', () => {
  it('prints a script for the shell', async () => {
    const { code, stdout } = await runOmega(['completion'], { cwd, environment: { SHELL: '/bin/bash' } });
    expect(code).toBe(0);
    expect(stdout).toContain('omega --get-yargs-completions');
  });

  it('knows commands, members of a group and flags', async () => {
    const complete = async (...words: string[]) =>
      (await runOmega(['--get-yargs-completions', 'omega', ...words], { cwd })).stdout.split('\n');
    expect(await complete('')).toEqual(expect.arrayContaining(['run', 'sweep', 'data']));
    expect(await complete('data', '')).toEqual(expect.arrayContaining(['synth', 'repair']));
    expect(await complete('sweep', '--')).toEqual(expect.arrayContaining(['--resume', '--dry-run']));
  });
});
