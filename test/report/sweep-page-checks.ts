import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { METRIC_KEYS } from '../../src/core/metrics/metric-keys.ts';
import { REQUIRED_ROBUSTNESS_KEYS } from '../../src/optimizer/statistics/statistic-keys.ts';
import { requireSweep } from '../../src/optimizer/sweep/stored-sweep.ts';
import type { SweepPageData } from '../../src/report/sweep-page/sweep-page-data.ts';
import type { SweepResults } from '../support/sweep-results.ts';
import { drawAllCharts, pictureOf } from './report-viewer.ts';
import { rowsInDocument, shownNumber } from './table-reader.ts';

/** The columns of all trials are those of `trials.csv`. */
export function expectTrialsOfFile({ trials, parameters }: SweepPageData, sweep: SweepResults): void {
  const rows = sweep.rows('trials.csv');
  expect([trials.total, ...trials.index]).toEqual([rows.length, ...rows.map((row) => Number(row.trial_index))]);
  expect(trials.status).toEqual(rows.map((row) => row.status));
  expect(trials.score).toEqual(rows.map((row) => shownNumber(row.score)));
  parameters.forEach(({ path }, at) => {
    expect(trials.parameters[at].map(String)).toEqual(rows.map((row) => row[path]));
  });
  for (const { key, values } of trials.metrics)
    expect([key, ...values]).toEqual([key, ...rows.map((row) => shownNumber(row[key]))]);
}

/** The windows are those of `windows.csv`, and the joined curve falls as deep as the stored walk-forward says. */
export async function expectWindowsOfFile({ walkForward }: SweepPageData, sweep: SweepResults): Promise<void> {
  const rows = sweep.rows('windows.csv');
  const { windows, joinedEquity, joinedDays } = walkForward!;
  expect(windows.map(({ window, testStart, chosenTrial }) => [window, testStart, chosenTrial])).toEqual(
    rows.map((row) => [Number(row.window), row.test_start, shownNumber(row.chosen_trial)]),
  );
  expect(windows.map(({ trainScore, testScore }) => [trainScore, testScore])).toEqual(
    rows.map((row) => [shownNumber(row.train_score), shownNumber(row.test_score)]),
  );
  expect(windows.map(({ testProfit }) => testProfit)).toEqual(rows.map((row) => shownNumber(row.test_profit_net)));
  const { metrics, balance } = await sweep.inStore(async (store) => ({
    metrics: store.readWalkForward(sweep.sweepId)!.metrics,
    balance: requireSweep(store, sweep.sweepId).initialBalance,
  }));
  let peak = balance;
  let deepest = 0;
  for (const equity of joinedEquity) {
    peak = Math.max(peak, equity);
    deepest = Math.max(deepest, 1 - equity / peak);
  }
  expect(deepest).toBeCloseTo(metrics[METRIC_KEYS.indexOf('max_drawdown')], 5);
  expect(joinedDays).toEqual([...new Set(joinedDays)].sort((left, right) => left - right));
}

/** Figures, trials in the document, verdict and windows on the page are those of the sweep's files. */
export async function expectSweepFiles(page: Page, sweep: SweepResults): Promise<void> {
  const { metrics } = JSON.parse(sweep.read('optimizer_metrics.json'));
  // Without stress tests the file has three of their scores all the same, and the page none.
  const unasked = 'robustness_components' in metrics ? [] : REQUIRED_ROBUSTNESS_KEYS.map(String);
  for (const [key, value] of Object.entries(metrics)) {
    if (unasked.includes(key)) {
      expect([key, await page.locator(`[data-metric="${key}"]`).count()]).toEqual([key, 0]);
      continue;
    }
    const shown = await page.locator(`[data-metric="${key}"] .value`).textContent();
    expect([key, shownNumber(shown)]).toEqual([key, value === 'n/a' ? null : value]);
  }
  const data = await readPageData(page);
  const trials = new Map(sweep.rows('trials.csv').map((row) => [row.trial_index, row]));
  const rows = await rowsInDocument(page, 'trials');
  expect(rows.length).toBeGreaterThan(0);
  for (const {
    cells: [index, status, score, ...others],
  } of rows) {
    const row = trials.get(index)!;
    expect(status).toBe(row.status);
    expect(shownNumber(score)).toBeCloseTo(Number(row.score), 6);
    const parameters = data.parameters.map(({ path }) => row[path]);
    expect(others.slice(0, parameters.length)).toEqual(parameters);
    const figures = data.trials.metrics.map(({ key }) => shownNumber(row[key]));
    expect(others.slice(parameters.length).map(shownNumber)).toEqual(figures);
  }
  const { headline } = JSON.parse(sweep.read('verdict.json'));
  expect(await page.locator('.verdict').textContent()).toBe(`Verdict: ${headline}`);
  if (data.walkForward === null) return;
  const windows = sweep.rows('windows.csv');
  expect(await columnOf(page, 'Test')).toEqual(windows.map((row) => `${row.test_start} to ${row.test_end}`));
  expect(await columnOf(page, 'Trial')).toEqual(windows.map((row) => row.chosen_trial.replace(/^(n\/a)?$/, 'none')));
  expect((await columnOf(page, 'Test trades')).map(shownNumber)).toEqual(
    windows.map((row) => shownNumber(row.test_total_trades)),
  );
}

/** Filters keep the complete trials with one value of a parameter, a head sorts them, and the chart draws them. */
export async function expectTrialFilters(
  page: Page,
  sweep: SweepResults,
  { path, value }: { readonly path: string; readonly value: string },
): Promise<void> {
  await drawAllCharts(page);
  const before = await pictureOf(page, 'trials');
  const all = sweep.rows('trials.csv');
  const { best } = await readPageData(page);
  expect((await rowsInDocument(page, 'trials'))[0].cells[0]).toBe(String(best!.trialIndex));
  await page.getByRole('combobox', { name: 'Status' }).selectOption('complete');
  await page.getByRole('combobox', { name: path.slice(path.lastIndexOf('.') + 1) }).selectOption(value);
  const expected = all.filter((row) => row.status === 'complete' && row[path] === value);
  expect(expected.length).toBeGreaterThan(1);
  const count = (trials: number) => trials.toLocaleString('en-US');
  await expect
    .poll(() => page.locator('#trials .data-table .status').textContent())
    .toBe(`${count(expected.length)} of ${count(all.length)} trials`);
  const heads = await page.locator('#trials thead th').allTextContents();
  const head = page.locator('#trials thead th').filter({ hasText: 'profit_net' });
  await head.getByRole('button').press('Enter');
  const shown = (await rowsInDocument(page, 'trials')).map(({ cells }) =>
    shownNumber(cells[heads.indexOf('profit_net')]),
  );
  const ascending = expected.map((row) => Number(row.profit_net)).sort((left, right) => left - right);
  expect(shown).toEqual(ascending.slice(0, shown.length));
  expect(await pictureOf(page, 'trials')).not.toBe(before);
}

/** What a page was made from, read back from it. */
export async function readPageData(page: Page): Promise<SweepPageData> {
  return JSON.parse((await page.locator('#page-data').textContent()) ?? '');
}

/** Texts of a column of the table of windows, by its head. */
async function columnOf(page: Page, title: string): Promise<readonly string[]> {
  const heads = await page.locator('#walk-forward thead th').allTextContents();
  return page.locator(`#walk-forward tbody tr > :nth-child(${heads.indexOf(title) + 1})`).allTextContents();
}
