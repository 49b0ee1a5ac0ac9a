import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runOmega } from './run-omega.ts';

const root = mkdtempSync(path.join(tmpdir(), 'omega-test-'));
const HEADER = 'UTC time,Open,High,Low,Close,Volume\n';
const FLAGS = ['--symbol', 'EURUSD', '--timeframe', 'M5'];

afterAll(() => rmSync(root, { recursive: true, force: true }));

function writeSide(name: string, price: number, line = ''): void {
  mkdirSync(root, { recursive: true });
  const bars = [0, 5, 10].map((minute) => {
    const time = `2024-01-02 10:${String(minute).padStart(2, '0')}`;
    return `${time},${price},${price + 0.001},${price - 0.001},${price},5\n`;
  });
  writeFileSync(path.join(root, name), HEADER + bars.join('') + line);
}

const omega = (words: readonly string[]) => runOmega(words, { cwd: root });

describe('omega data import', () => {
  it('makes market files that the other commands accept', async () => {
    writeSide('EURUSD_BID.csv', 1.1);
    writeSide('EURUSD_ASK.csv', 1.1002);
    const { code, stdout, stderr } = await omega(['data', 'import', 'EURUSD_BID.csv', 'EURUSD_ASK.csv', ...FLAGS]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('EURUSD_BID.csv  omega, 3 lines\n');
    expect(stdout).toContain(`below ${path.join('data', 'parquet')}\n`);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    const validation = await omega(['data', 'validate', 'EURUSD', 'M5']);
    expect({ code: validation.code, verdict: validation.stdout.split('\n')[0] }).toEqual({
      code: 0,
      verdict: 'EURUSD M5 OK',
    });
  });

  it('has a result for programs', async () => {
    writeSide('x.csv', 1.1);
    const words = ['data', 'import', 'x.csv', ...FLAGS, '--side', 'ask', '--to', 'other', '--json'];
    const { code, stdout } = await omega(words);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).result).toMatchObject({
      root: path.join(root, 'other'),
      import: {
        symbol: 'EURUSD',
        timeframe: 'M5',
        sources: [{ format: 'omega', lines: 3 }],
        files: [{ path: 'EURUSD/EURUSD_M5_ASK.parquet', rows: 3, is_new: true }],
        duplicates_dropped: { ask: 0 },
      },
    });
  });

  it('names file, line and column of what it refuses, and leaves nothing behind', async () => {
    writeSide('bad.csv', 1.1, '2024-01-02 10:15,1.1,oops,1.1,1.1,5\n');
    const { code, stdout, stderr } = await omega([
      'data',
      'import',
      'bad.csv',
      ...FLAGS,
      '--side',
      'bid',
      '--to',
      'bad',
    ]);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toBe(
      "error[market_data/DATA_COLUMN_TYPE] bad.csv:5 column 3 (High): High is 'oops', expected a decimal number with a point\n",
    );
    expect(readdirSync(path.join(root, 'bad'))).toEqual([]);
  });

  it.each([
    { words: ['x.csv', ...FLAGS], expected: 'does not say whether its prices are bid or ask' },
    { words: ['x.csv', '--symbol', 'EURUSD'], expected: '--timeframe is missing' },
    { words: [...FLAGS], expected: 'a word is missing' },
    { words: ['x.csv', ...FLAGS, '--timezone', 'CET'], expected: '--timezone is "CET", expected UTC' },
    { words: ['x.csv', ...FLAGS, '--side', 'bid', '--format', 'generic'], expected: 'needs --columns' },
    { words: ['x.csv', ...FLAGS, '--side', 'bid', '--columns', 'open'], expected: '--columns: "open" names no column' },
    { words: ['x.csv', '--symbol', '../X', '--timeframe', 'M5', '--side', 'bid'], expected: "symbol '../X'" },
  ])('refuses $words', async ({ words, expected }) => {
    writeSide('x.csv', 1.1);
    const { code, stderr } = await omega(['data', 'import', ...words]);
    expect(stderr).toContain(expected);
    expect(code).toBe(2);
  });
});
