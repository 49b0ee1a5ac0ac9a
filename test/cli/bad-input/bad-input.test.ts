import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BadInputCase } from './bad-input-case.ts';
import { type BadInputProject, createBadInputProject, type JudgedOutcome } from './bad-input-project.ts';
import { CONFIGURATION_CASES } from './rows/configuration-rows.ts';
import { MARKET_FILE_CASES } from './rows/market-file-rows.ts';
import { MARKET_ROW_CASES } from './rows/market-row-rows.ts';
import { NEWS_CASES } from './rows/news-rows.ts';
import { PROCESS_CASES } from './rows/process-rows.ts';
import { RATE_CASES } from './rows/rate-rows.ts';
import { SERIES_CASES } from './rows/series-rows.ts';
import { STORE_CASES } from './rows/store-rows.ts';
import { STRATEGY_CASES } from './rows/strategy-rows.ts';
import { SUPPORT_CASES } from './rows/support-rows.ts';
import { USAGE_CASES } from './rows/usage-rows.ts';

const LAST_ROW = 115;

const CASES: readonly BadInputCase[] = [
  ...USAGE_CASES,
  ...CONFIGURATION_CASES,
  ...SUPPORT_CASES,
  ...MARKET_FILE_CASES,
  ...MARKET_ROW_CASES,
  ...SERIES_CASES,
  ...NEWS_CASES,
  ...RATE_CASES,
  ...STRATEGY_CASES,
  ...PROCESS_CASES,
  ...STORE_CASES,
];

let project: BadInputProject;

beforeAll(async () => {
  project = await createBadInputProject();
});

afterAll(() => project.remove());

describe('bad input', () => {
  it.each(CASES)('row $row: $input is $code', async (badInput) => {
    const outcome = await badInput.call(project);
    for (const words of badInput.says ?? []) expect(outcome.stderr).toMatch(words);
    if (badInput.exitCode === 0) expectGoesOn(badInput, outcome);
    else expectRefusal(badInput, outcome);
    badInput.inspect?.(project);
  });

  it('is shown for every row of the table', () => {
    const rows = new Set(CASES.map(({ row }) => row));
    expect([...rows].sort((left, right) => left - right)).toEqual(Array.from({ length: LAST_ROW }, (_, at) => at + 1));
  });
});

/** The run continues: at most a warning, and a result. */
function expectGoesOn({ code }: BadInputCase, { stdout, stderr, code: exitCode }: JudgedOutcome): void {
  expect(stderr).not.toContain('error[');
  if (code !== null) expect(stderr).toContain(`warning[${code}]`);
  expect(exitCode).toBe(0);
  expect(stdout).not.toBe('');
}

/** One clear message, the documented exit code, no stack trace, and the project folder as it was. */
function expectRefusal(badInput: BadInputCase, { stdout, stderr, code: exitCode, leftBehind }: JudgedOutcome): void {
  const errors = [...stderr.matchAll(/^error\[([^\]]+)\] /gm)].map(([, code]) => code);
  if (badInput.code !== null) expect(errors).toContain(`${categoryOf(badInput.code)}/${badInput.code}`);
  if (badInput.isOnlyError) expect(errors).toHaveLength(1);
  expect(stderr).not.toMatch(/^ +at /m);
  expect(exitCode).toBe(badInput.exitCode);
  expect(stdout).toBe('');
  expect(leftBehind).toEqual([]);
}

/** Category of an error code (`data-and-config.md` 18.2, 18.4). */
function categoryOf(code: string): string {
  if (/^(USAGE|CFG|SWEEP)/.test(code)) return 'config';
  if (code.startsWith('DATA')) return 'market_data';
  if (code.startsWith('STRAT')) return 'strategy';
  return code.startsWith('EXEC') ? 'execution' : 'runtime';
}
