import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { htmlPage } from '../../src/report/page/html-page.ts';
import { readPageAssets } from '../../src/report/page/page-assets.ts';
import { REPORT_FILE } from '../../src/report/page/report-file.ts';
import { runPage, runPageData } from '../../src/report/run-page/run-page.ts';
import type { RunPageData } from '../../src/report/run-page/run-page-data.ts';
import { readDifferences } from '../../src/report-page/data/integer-column.ts';
import { runSingle, type SingleRunReport } from '../../src/run/run-single.ts';
import { createSampleProject, SAMPLE_CONFIG, type SampleProject } from '../support/sample-project.ts';
import { findChromium, type HeadlessBrowser, openBrowser } from './browser.ts';
import { accessibilityProblems, dataPixelsOfCharts, drawAllCharts, settle, viewReport } from './report-viewer.ts';

const executable = findChromium();

let project: SampleProject;
let run: SingleRunReport;
let file: string;
let browser: HeadlessBrowser;

beforeAll(async () => {
  if (executable === null) return;
  project = await createSampleProject();
  run = await runSingle({
    config: { document: { ...SAMPLE_CONFIG, rng_seed: 7 }, source: 'base.json' },
    useCache: false,
    projectRoot: project.root,
    environment: project.environment,
    companions: (report) => new Map([[REPORT_FILE, runPage(report)]]),
  });
  file = path.join(run.folder!, REPORT_FILE);
  browser = await openBrowser(executable);
});
afterAll(async () => {
  if (executable === null) return;
  await browser.close();
  project.remove();
});

const artifact = (name: string) => readFileSync(path.join(run.folder!, name), 'utf8');
const numberIn = (text: string | null) => (text === 'n/a' ? null : Number(text?.replace(/[,%\s]/g, '')));

/** Texts of all rows of the trade table, in their order, although only some are in the document at a time. */
async function tradeRows(page: Page): Promise<string[][]> {
  const rows = new Map<number, string[]>();
  const last = await page.evaluate(`document.querySelector('#trades .rows').scrollHeight`);
  for (let top = 0; top <= Number(last); top += 300) {
    await page.evaluate(`document.querySelector('#trades .rows').scrollTop = ${top}`);
    await settle(page);
    const seen: [number, string[]][] = await page.evaluate(`[...document.querySelectorAll('#trades tbody tr[data-row]')]
      .map((row) => [Number(row.getAttribute('aria-rowindex')), [...row.cells].map((cell) => cell.textContent)])`);
    for (const [index, cells] of seen) rows.set(index, cells);
  }
  return [...rows].sort(([left], [right]) => left - right).map(([, cells]) => cells);
}

describe.skipIf(executable === null)('the page of a run in a browser', () => {
  it.each([
    { width: 1280, scheme: 'light' },
    { width: 1280, scheme: 'dark' },
    { width: 400, scheme: 'light' },
    { width: 400, scheme: 'dark' },
  ] as const)('draws everything, fits and is accessible: $width pixels, $scheme', async (view) => {
    const { page, complaints, close } = await viewReport(browser.context, file, view);
    await drawAllCharts(page);
    const pixels = await dataPixelsOfCharts(page);
    expect(pixels).toHaveLength(8);
    expect(pixels.filter((count) => count < 100)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  it('shows the values of the artifacts', async () => {
    const { page, close } = await viewReport(browser.context, file);
    const { metrics } = JSON.parse(artifact('metrics.json'));
    for (const [key, value] of Object.entries(metrics)) {
      const shown = await page.locator(`[data-metric="${key}"] .value`).textContent();
      expect([key, numberIn(shown)]).toEqual([key, value === 'n/a' ? null : value]);
    }
    const trades: Record<string, number>[] = JSON.parse(artifact('trades.json'));
    const rows = await tradeRows(page);
    expect(rows).toHaveLength(trades.length);
    rows.forEach((cells, index) => {
      const trade = trades[index];
      expect(cells[3]).toBe(trade.direction);
      expect(cells[6]).toBe(trade.reason);
      const money = [cells[4], cells[14]].map(numberIn);
      expect(money).toEqual([trade.result, trade.fees]);
      const prices = cells.slice(9, 14).map(numberIn);
      const { entry_price, exit_price, initial_stop_loss, stop_loss, take_profit } = trade;
      expect(prices).toEqual([entry_price, exit_price, initial_stop_loss, stop_loss, take_profit]);
    });
    const lines = artifact('equity.csv').trimEnd().split('\n').slice(1);
    const { equity }: RunPageData = JSON.parse((await page.locator('#page-data').textContent()) ?? '');
    const column = (index: number) => lines.map((line) => Number(line.split(',')[index]));
    expect(readDifferences(equity.equity).map((cents) => cents / 100)).toEqual(column(2));
    expect(readDifferences(equity.balance).map((cents) => cents / 100)).toEqual(column(3));
    expect(readDifferences(equity.drawdown).map((millionths) => millionths / 1e6)).toEqual(column(4));
    const readout = await page.locator('#equity .readout').textContent();
    expect(numberIn(/equity ([\d,.]+)/.exec(readout ?? '')![1])).toBe(column(2).at(-1));
    await close();
  });

  it('filters and sorts the trades', async () => {
    const { page, close } = await viewReport(browser.context, file);
    const trades: Record<string, number | string>[] = JSON.parse(artifact('trades.json'));
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
    expect((await tradeRows(page)).map((cells) => numberIn(cells[4]))).toEqual(ascending);
    await head.getByRole('button').press('Enter');
    expect((await tradeRows(page)).map((cells) => numberIn(cells[4]))).toEqual(ascending.toReversed());
    await page.getByLabel('Find').fill('no such word');
    await expect.poll(() => page.locator('#trades tbody tr[data-row]').count()).toBe(0);
    await close();
  });

  it('zooms to a trade, and moves by the keyboard', async () => {
    const { page, complaints, close } = await viewReport(browser.context, file);
    await drawAllCharts(page);
    const picture = async () => {
      await settle(page);
      return page.evaluate(
        `[...document.querySelectorAll('#trades .chart canvas')].map((canvas) => canvas.toDataURL()).join()`,
      );
    };
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
    expect(complaints).toEqual([]);
    await close();
  });

  it('lets the keyboard reach everything, and tells definitions', async () => {
    const { page, close } = await viewReport(browser.context, file);
    const reached: string[] = [];
    for (let step = 0; step < 400; step++) {
      await page.keyboard.press('Tab');
      const name: string = await page.evaluate(
        `(() => { const at = document.activeElement; return at === document.body ? '' : at.closest('section')?.id ?? at.tagName; })()`,
      );
      if (name === '') break;
      reached.push(name);
    }
    const sections: string[] = await page.evaluate(`[...document.querySelectorAll('section')].map(({ id }) => id)`);
    expect(sections).toHaveLength(8);
    expect(sections.filter((id) => !reached.includes(id))).toEqual([]);
    const metric = page.locator('[data-metric="profit_net"]');
    const tip = metric.getByRole('tooltip', { includeHidden: true });
    expect(await tip.isVisible()).toBe(false);
    await metric.getByRole('button').focus();
    expect(await tip.isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await tip.isVisible()).toBe(false);
    await close();
  });

  it('tells the figures under the pointer, changes its colours, and prints on white with all trades', async () => {
    const { page, complaints, close } = await viewReport(browser.context, file);
    await page.locator('#equity .chart').hover();
    const last = await page.locator('#equity .readout').textContent();
    await page.locator('#equity .chart').hover({ position: { x: 60, y: 60 } });
    await expect.poll(() => page.locator('#equity .readout').textContent()).not.toBe(last);
    await page.locator('#trades .chart').hover();
    await expect.poll(() => page.locator('#trades .readout').textContent()).toMatch(/open .* high .* low .* close/);
    const theme = () => page.locator('html').getAttribute('data-theme');
    expect(await theme()).toBe('light');
    await page.getByRole('button', { name: 'Dark colours' }).press('Enter');
    expect(await theme()).toBe('dark');
    const rows = page.locator('#trades tbody tr[data-row]');
    const onScreen = await rows.count();
    await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
    expect(await theme()).toBe('light');
    expect(await rows.count()).toBe(run.result.trades.count);
    await page.evaluate(`dispatchEvent(new Event('afterprint'))`);
    expect(await theme()).toBe('dark');
    expect(await rows.count()).toBe(onScreen);
    await page
      .getByRole('button', { name: 'Copy command', includeHidden: true })
      .evaluate('(button) => button.click()');
    expect(complaints).toEqual([]);
    await close();
  });

  it.each([
    {
      what: 'a run without trades',
      changes: { strategy_parameters: { z_score_long: -99, z_score_short: 99 } },
      verdict: /^No trade was closed\./,
    },
    { what: 'a run of the legacy rules', changes: { execution_variant: 'v1_parity' }, verdict: /trades (made|lost)/ },
  ])('shows $what', async ({ changes, verdict }) => {
    const other = await runSingle({
      config: { document: { ...SAMPLE_CONFIG, ...changes }, source: 'base.json' },
      useCache: false,
      write: false,
      projectRoot: project.root,
      environment: project.environment,
    });
    const { page, complaints, close } = await viewReport(browser.context, project.write('other.html', runPage(other)));
    await drawAllCharts(page);
    expect(await page.locator('.verdict').textContent()).toMatch(verdict);
    expect(await page.locator('#costs table').count()).toBe(other.config.execution_variant === 'v2' ? 1 : 0);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  it('shows hostile names as text', async () => {
    const hostile = '</script><script>window.injected = 1</script><img src=x onerror="window.injected=1"><!--\u2028';
    const data: RunPageData = {
      ...runPageData(run),
      strategy: hostile,
      symbol: hostile,
      currency: hostile,
      provenance: [[hostile, hostile]],
      configuration: hostile,
      reproduction: { command: hostile, note: hostile },
      groups: runPageData(run).groups.map((group) => ({
        title: hostile,
        rows: group.rows.map((row) => ({ ...row, name: hostile })),
      })),
    };
    const hostilePage = project.write('hostile.html', htmlPage(hostile, readPageAssets('run-page'), data));
    const { page, complaints, close } = await viewReport(browser.context, hostilePage);
    await drawAllCharts(page);
    expect(await page.title()).toContain('<script>window.injected');
    expect(await page.locator('h1').textContent()).toBe(hostile);
    expect(await page.locator('#provenance .facts dd').textContent()).toBe(hostile);
    await page.locator('#distributions .chart').first().hover();
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.evaluate('window.injected')).toBeUndefined();
    expect(complaints).toEqual([]);
    await close();
  });
});
