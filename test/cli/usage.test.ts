import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../../src/cli/command.ts';
import { Interruption } from '../../src/cli/interruption.ts';
import { colourFor } from '../../src/cli/output/colour.ts';
import { renderError } from '../../src/cli/output/render-error.ts';
import { Terminal } from '../../src/cli/output/terminal.ts';
import { buildParser } from '../../src/cli/parser.ts';
import { runOmega } from './run-omega.ts';

const cwd = tmpdir();
const silent = { write: () => true };

/** Nothing here is reached by a command line that is refused. */
const context: CommandContext = {
  terminal: new Terminal(silent, silent),
  interruption: new Interruption({ on: () => {}, off: () => {}, exit: () => {} }, () => {}),
  environment: {},
  workingDirectory: cwd,
  projectRoot: cwd,
  rootWords: '',
};

/** Text of the error that a command line ends with, without starting a program for it. */
async function refusalOf(words: readonly string[]): Promise<string> {
  try {
    await buildParser(words, '0.0.0', async (_name, declaration, parsed) => {
      const action = await declaration.load();
      await action(parsed, context);
    }).parseAsync();
    return 'accepted';
  } catch (error) {
    return renderError(error, { colour: colourFor(silent), withStack: false });
  }
}

describe('a command line that is not understood', () => {
  it.each([
    { words: [], what: 'name a command', hint: 'omega <command>' },
    { words: ['foo'], what: 'unknown command "foo"', hint: 'usage: omega <command>' },
    { words: ['swep', 'x'], what: 'unknown command "swep"', hint: 'did you mean "omega sweep"?' },
    { words: ['data'], what: 'name a command after "data"', hint: 'omega data --help' },
    { words: ['data', 'sinth'], what: 'unknown command "data sinth"', hint: 'did you mean "omega data synth"?' },
    { words: ['run'], what: 'a word is missing after "omega run"', hint: 'usage: omega run <config> [flags]' },
    { words: ['run', 'a', 'b'], what: 'unexpected word "b"', hint: 'usage: omega run <config> [flags]' },
    { words: ['run', 'a', '--strct'], what: 'unknown flag --strct', hint: 'did you mean --strict?' },
    { words: ['run', 'a', '--cache=1'], what: 'unknown flag --cache', hint: 'usage: omega run' },
    { words: ['sweep', 'a', '--workers'], what: '--workers needs a value', hint: 'usage: omega sweep [file]' },
    { words: ['data', 'repair', 'EURUSD'], what: '--to is missing', hint: 'usage: omega data repair <symbol>' },
  ])('is refused: omega $words', async ({ words, what, hint }) => {
    const text = await refusalOf(words);
    expect(text.split('\n')[0]).toBe(`error[config/USAGE] ${what}`);
    expect(text).toContain(hint);
  });

  it.each([
    { words: ['sweep', 'a', '--workers', 'abc'], what: '--workers is "abc", expected a whole number of at least 1' },
    { words: ['sweep', 'a', '--workers', '0'], what: '--workers is "0"' },
    { words: ['sweep', 'a', '--workers', '-1'], what: '--workers is "-1"' },
    { words: ['sweep', 'a', '--workers', '1.5'], what: '--workers is "1.5"' },
    { words: ['sweep', 'a', '--workers', '1e3'], what: '--workers is "1e3"' },
    { words: ['sweep', 'a', '--workers=1', '--workers=2'], what: '--workers is given 2 times, expected once' },
    {
      words: ['sweep', 'a', '--seed', '9007199254740992'],
      what: '--seed is "9007199254740992", expected a whole number from 0 to 2^53 - 1',
    },
    { words: ['sweep', 'a', '--seed', '0x10'], what: '--seed is "0x10"' },
    { words: ['sweep'], what: 'which sweep?' },
    { words: ['sweep', 'a', '--resume', 'latest'], what: 'a sweep file and --resume exclude each other' },
    { words: ['sweep', '--resume', 'latest', '--restart'], what: '--restart and --resume exclude each other' },
    { words: ['sweep', '--resume', 'latest', '--seed', '1'], what: '--seed and --resume exclude each other' },
    { words: ['replay', 'latest'], what: 'which trial?' },
    { words: ['replay', 'latest', '--trial', '1', '--all'], what: '--trial and --all exclude each other' },
    { words: ['replay', 'latest', '--all', '--export', 'x.json'], what: '--export needs --trial' },
    { words: ['replay', 'latest', '--trial', 'x'], what: '--trial is "x", expected a whole number of at least 0' },
    { words: ['best', 'latest', '--top', '0'], what: '--top is "0"' },
    { words: ['trials', 'latest', '--csv', '--config', '1'], what: '--csv and --config exclude each other' },
    {
      words: ['data', 'repair', 'EURUSD', '--to', 'x', '--crossed', 'keep'],
      what: '--crossed is "keep", expected one of mend, drop',
    },
    { words: ['data', 'resample', 'EURUSD', 'M3'], what: '<tf> is "M3"' },
    { words: ['data', 'validate', 'EURUSD', 'W1'], what: '<timeframe> is "W1"' },
    { words: ['data', 'synth', '--seed', '-1'], what: '--seed is "-1"' },
    { words: ['run', 'a', '--output-dir', ''], what: '--output-dir is "", expected a folder' },
  ])('has a value that is refused: omega $words', async ({ words, what }) => {
    expect(await refusalOf(words)).toContain(`error[config/USAGE] ${what}`);
  });

  it('ends the program with code 2 and an empty standard output', async () => {
    const { code, stdout, stderr } = await runOmega(['run', 'a', '--strct'], { cwd });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toBe(
      'error[config/USAGE] unknown flag --strct\n' +
        'hint: did you mean --strict? usage: omega run <config> [flags]; omega run --help lists the flags\n',
    );
  });

  it('is an error object on standard output with --json', async () => {
    const { code, stdout, stderr } = await runOmega(['sweep', 'a', '--workers', 'abc', '--json'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toBe('');
    const { ok, error } = JSON.parse(stdout);
    expect(ok).toBe(false);
    expect(Object.keys(error)).toEqual(['category', 'code', 'message', 'details']);
    expect(error.details).toMatchObject({ flag: '--workers', value: 'abc' });
  });
});
