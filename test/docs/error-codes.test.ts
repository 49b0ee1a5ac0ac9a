import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../src/cli/output/exit-codes.ts';
import type { ErrorCategory } from '../../src/core/types/errors.ts';
import { loadedBy, SOURCE_FILES } from '../support/source-files.ts';

const ROW = /^\| (?<codes>`[A-Z][A-Z_*]+`(?:, `[A-Z_*]+`)*) \| (?<exits>\d(?:, \d)*) \| .+ \|$/gm;
const CODE = /'((?:CFG|COMPARE|DATA|ENV|EXEC|OUT|REPLAY|RUNTIME|STORE|STRAT|SWEEP|USAGE)(?:_[A-Z]+)*)'/g;
/** How an error of a code is made, by its category. */
const THROWN: readonly (readonly [pattern: string, category: ErrorCategory])[] = [
  ['new (UsageError|ConfigError)\\(', 'config'],
  ["new OmegaError\\(\\s*'config',", 'config'],
  ['new RuntimeFailure\\(', 'runtime'],
];

/** A code of a table, or the common beginning of several (`DATA_*`), and its exit code. */
interface ListedCode {
  readonly code: string;
  readonly exitCode: number;
}

function listedIn(page: string): readonly ListedCode[] {
  const text = readFileSync(new URL(`../../docs/${page}`, import.meta.url), 'utf8');
  return [...text.matchAll(ROW)].flatMap(({ groups }) => {
    const { codes, exits } = groups as Record<'codes' | 'exits', string>;
    const exitCodes = exits.split(', ').map(Number);
    return codes
      .replaceAll('`', '')
      .split(', ')
      .map((code, place) => ({ code, exitCode: exitCodes[place] ?? exitCodes[0] }));
  });
}

const codesIn = (paths: Iterable<string>) =>
  new Set([...paths].flatMap((path) => [...SOURCE_FILES.get(path)!.text.matchAll(CODE)].map(([, code]) => code)));

const matches = (listed: string, code: string) =>
  listed.endsWith('*') ? code.startsWith(listed.slice(0, -1)) : listed === code;

describe.each(['compare.md', 'writing-a-strategy.md'])('the error codes of docs/%s', (page) => {
  const listed = listedIn(page);

  it('are those of the program, with their exit codes', () => {
    const known = codesIn(SOURCE_FILES.keys());
    expect(listed.length).toBeGreaterThan(10);
    for (const { code, exitCode } of listed) {
      expect(
        [...known].some((other) => matches(code, other)),
        code,
      ).toBe(true);
      for (const category of categoriesOf(code))
        expect([code, exitCodeOf({ code, category })]).toEqual([code, exitCode]);
    }
  });
});

describe('docs/compare.md', () => {
  /** Of files that a command line names, which is none of this command's words. */
  const unreachable = ['USAGE_CONFIG_NOT_FOUND', 'USAGE_CONFIG_UNREADABLE'];

  it('has every code of the files that the command loads', () => {
    const listed = listedIn('compare.md');
    const possible = [...codesIn(loadedBy('cli/actions/compare.ts'))].filter((code) => !unreachable.includes(code));
    expect(possible).toContain('COMPARE_NOT_EQUAL');
    expect(possible.filter((code) => !listed.some((entry) => matches(entry.code, code)))).toEqual([]);
  });
});

/** Where the source makes an error of a code at the place of its name. */
function categoriesOf(code: string): readonly ErrorCategory[] {
  const texts = [...SOURCE_FILES.values()].map(({ text }) => text);
  return THROWN.filter(([made]) => texts.some((text) => new RegExp(`${made}\\s*'${code}'`).test(text))).map(
    ([, category]) => category,
  );
}
