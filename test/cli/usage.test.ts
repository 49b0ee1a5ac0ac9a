import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { COMMANDS_NOT_BUILT } from '../../src/cli/commands/all-commands.ts';
import { runOmega } from './run-omega.ts';

const cwd = tmpdir();

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
    const { code, stdout, stderr } = await runOmega(words, { cwd });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.split('\n')[0]).toBe(`error[config/USAGE] ${what}`);
    expect(stderr).toContain(hint);
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
    const { code, stdout, stderr } = await runOmega(words, { cwd });
    expect(stderr.split('\n')[0]).toContain(`error[config/USAGE] ${what}`);
    expect(code).toBe(2);
    expect(stdout).toBe('');
  });

  it.each(COMMANDS_NOT_BUILT.map((command) => ({ command })))(
    '"$command" is not part of this version',
    async ({ command }) => {
      const { code, stderr } = await runOmega(['--project-root', cwd, ...command.split(' '), 'x', '--any'], { cwd });
      expect(code).toBe(2);
      expect(stderr).toContain(`error[config/USAGE] "omega ${command}" is not part of this version`);
    },
  );

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
