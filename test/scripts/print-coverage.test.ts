import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import { afterEach, beforeEach, expect, it } from 'vitest';

const SCRIPT = fileURLToPath(new URL('../../scripts/print-coverage.mjs', import.meta.url));
/** Four lines with statements, of which the bundler makes a single one. */
const SOURCE = `export function signOf(value) {
  if (value > 0)
    return 'positive';
  if (value < 0) return 'negative';
  return 'zero';
}
`;
/** Places of the five statements as the test runner reports them: lines from 1, columns from 0. */
const STATEMENTS = [
  { start: { line: 2, column: 2 }, end: { line: 3, column: null } },
  { start: { line: 3, column: 4 }, end: { line: 3, column: null } },
  { start: { line: 4, column: 2 }, end: { line: 4, column: null } },
  { start: { line: 4, column: 17 }, end: { line: 4, column: null } },
  { start: { line: 5, column: 2 }, end: { line: 5, column: null } },
];
const ALL = [1, 1, 1, 1, 1];
const NONE = [0, 0, 0, 0, 0];
/** The line with 'zero' did not run. */
const MOST = [1, 1, 1, 1, 0];

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'omega-coverage-')));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(name: string, content: string): string {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

/** What the test runner reports: how often each statement ran, by source file. */
function writeReport(counts: Readonly<Record<string, readonly number[]>>): void {
  const files = Object.entries(counts).map(([name, ran]) => {
    const file = path.join(root, 'src', name);
    return [file, { path: file, statementMap: { ...STATEMENTS }, s: { ...ran } }];
  });
  write('coverage/coverage-final.json', JSON.stringify(Object.fromEntries(files)));
}

/** Builds a program out of a source file and runs it as tests of the command line run theirs. */
function runProgram(source: string, value: number): void {
  const { code, map } = transformSync(SOURCE, {
    minifySyntax: true,
    minifyWhitespace: true,
    sourcemap: true,
    sourcefile: path.join('..', 'src', source),
  });
  expect(code).toContain('return value>0?"positive":value<0?"negative":"zero"');
  const program = write('dist/program.mjs', `${code}signOf(${value});\n`);
  write('dist/program.mjs.map', map);
  const env = { ...process.env, NODE_V8_COVERAGE: path.join(root, 'coverage/programs') };
  expect(spawnSync(process.execPath, [program], { env }).status).toBe(0);
}

function printCoverage(): { status: number | null; rows: string[] } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT], { cwd: root, encoding: 'utf8' });
  expect(stderr).toBe('');
  const [, ...rows] = stdout.trim().split('\n');
  return { status, rows: rows.map((row) => row.replaceAll(/ +/g, ' ')) };
}

it('prints the lines of every module and passes where all reach their limit', () => {
  writeReport({ 'run/a.ts': ALL, 'core/math/a.ts': ALL, 'core/math/b.ts': ALL, 'optimizer/space/deep/a.ts': ALL });
  expect(printCoverage()).toEqual({
    status: 0,
    rows: ['core/math 8 100.00 %', 'optimizer/space 4 100.00 %', 'run 4 100.00 %'],
  });
});

it('fails where a module of the core has less than 95 % and another less than 85 %', () => {
  const three = (folder: string) => ({ [`${folder}/a.ts`]: ALL, [`${folder}/b.ts`]: ALL, [`${folder}/c.ts`]: MOST });
  writeReport({ ...three('core/math'), ...three('cli'), 'config/a.ts': MOST });
  expect(printCoverage()).toEqual({
    status: 1,
    rows: ['cli 12 91.67 %', 'config 4 75.00 % below 85 %', 'core/math 12 91.67 % below 95 %'],
  });
});

it('adds the lines that programs ran which a test has started, though the bundler has rewritten them', () => {
  writeReport({ 'cli/a.ts': NONE });
  expect(printCoverage().rows).toEqual(['cli 4 0.00 % below 85 %']);
  runProgram('cli/a.ts', 1);
  expect(printCoverage().rows).toEqual(['cli 4 50.00 % below 85 %']);
  runProgram('cli/a.ts', 0);
  expect(printCoverage()).toEqual({ status: 0, rows: ['cli 4 100.00 %'] });
});
