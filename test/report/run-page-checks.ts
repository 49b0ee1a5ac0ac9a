import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { RunPageData } from '../../src/report/run-page/run-page-data.ts';
import { readDifferences } from '../../src/report-page/data/integer-column.ts';
import { drawAllCharts, pictureOf } from './report-viewer.ts';
import { allRows, shownNumber } from './table-reader.ts';

type Trade = Readonly<Record<string, number | string>>;

const readIn = (folder: string, name: string) => readFileSync(path.join(folder, name), 'utf8');
const tradesIn = (folder: string): readonly Trade[] => JSON.parse(readIn(folder, 'trades.json'));

/** Metrics, trades and equity on the page are those of the run's artifacts. */
export async function expectRunArtifacts(page: Page, folder: string): Promise<void> {
  const { metrics } = JSON.parse(readIn(folder, 'metrics.json'));
  for (const [key, value] of Object.entries(metrics)) {
    const shown = await page.locator(`[data-metric="${key}"] .value`).textContent();
    expect([key, shownNumber(shown)]).toEqual([key, value === 'n/a' ? null : value]);
  }
  const trades = tradesIn(folder);
  const rows = await allRows(page, 'trades');
  expect(rows).toHaveLength(trades.length);
  rows.forEach((cells, index) => {
    const trade = trades[index];
    expect(cells[3]).toBe(trade.direction);
    expect(cells[6]).toBe(trade.reason);
    const money = [cells[4], cells[14]].map(shownNumber);
    expect(money).toEqual([trade.result, trade.fees]);
    const prices = cells.slice(9, 14).map(shownNumber);
    const { entry_price, exit_price, initial_stop_loss, stop_loss, take_profit } = trade;
    expect(prices).toEqual([entry_price, exit_price, initial_stop_loss, stop_loss, take_profit]);
  });
  const lines = readIn(folder, 'equity.csv').trimEnd().split('\n').slice(1);
  const { equity }: RunPageData = JSON.parse((await page.locator('#page-data').textContent()) ?? '');
  const column = (index: number) => lines.map((line) => Number(line.split(',')[index]));
  expect(readDifferences(equity.equity).map((cents) => cents / 100)).toEqual(column(2));
  expect(readDifferences(equity.balance).map((cents) => cents / 100)).toEqual(column(3));
  expect(readDifferences(equity.drawdown).map((millionths) => millionths / 1e6)).toEqual(column(4));
  const readout = await page.locator('#equity .readout').textContent();
  expect(shownNumber(/equity ([\d,.]+)/.exec(readout ?? '')![1])).toBe(column(2).at(-1));
}

/** Filters keep the trades they name, heads sort them, both ways. */
export async function expectTradeFilters(page: Page, folder: string): Promise<void> {
  const trades = tradesIn(folder);
  await page.getByRole('combobox', { name: 'Direction' }).selectOption('long');
  await page.getByLabel('R from').fill('0');
  const expected = trades.filter((trade) => trade.direction === 'long' && Number(trade.r_multiple) >= 0);
  expect(expected.length).toBeGreaterThan(2);
  await expect
    .poll(() => page.locator('#trades .data-table .status').textContent())
    .toBe(`${expected.length} of ${trades.length} trades`);
  const head = page.locator('#trades thead th').filter({ hasText: 'Result' });
  await head.getByRole('button').press('Enter');
  expect(await head.getAttribute('aria-sort')).toBe('ascending');
  const ascending = expected.map(({ result }) => Number(result)).sort((left, right) => left - right);
  expect((await allRows(page, 'trades')).map((cells) => shownNumber(cells[4]))).toEqual(ascending);
  await head.getByRole('button').press('Enter');
  expect((await allRows(page, 'trades')).map((cells) => shownNumber(cells[4]))).toEqual(ascending.toReversed());
  await page.getByLabel('Find').fill('no such word');
  await expect.poll(() => page.locator('#trades tbody tr[data-row]').count()).toBe(0);
}

/** A trade's number leads to it in the chart, and the keyboard moves and zooms the chart. */
export async function expectZoom(page: Page): Promise<void> {
  await drawAllCharts(page);
  const picture = () => pictureOf(page, 'trades');
  const before = await picture();
  await page.locator('#trades tbody tr[data-row="5"] button').press('Enter');
  expect(await page.locator('#trades .readout').textContent()).toMatch(/^Trade 6: /);
  const zoomed = await picture();
  expect(zoomed).not.toBe(before);
  const chart = page.locator('#trades .chart');
  await chart.press('ArrowRight');
  const moved = await picture();
  expect(moved).not.toBe(zoomed);
  await chart.press('ArrowLeft');
  await chart.press('-');
  expect(await picture()).not.toBe(moved);
  await page.getByRole('button', { name: 'Next trade' }).press('Enter');
  expect(await page.locator('#trades .readout').textContent()).toMatch(/^Trade 7: /);
}
