import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { htmlPage } from '../../src/report/page/html-page.ts';
import { readPageAssets } from '../../src/report/page/page-assets.ts';
import { REPORT_FILE } from '../../src/report/page/report-file.ts';
import { runPage, runPageData } from '../../src/report/run-page/run-page.ts';
import type { RunPageData } from '../../src/report/run-page/run-page-data.ts';
import { runSingle, type SingleRunReport } from '../../src/run/run-single.ts';
import { createSampleProject, SAMPLE_CONFIG, type SampleProject } from '../support/sample-project.ts';
import { findChromium, type HeadlessBrowser, openBrowser } from './browser.ts';
import { drawAllCharts, pageProblems, printedPage, unreachableByKeyboard, viewReport } from './report-viewer.ts';
import { expectRunArtifacts, expectTradeFilters, expectZoom } from './run-page-checks.ts';

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

describe.skipIf(executable === null)('the page of a run in a browser', () => {
  it.each([
    { width: 1280, scheme: 'light' },
    { width: 1280, scheme: 'dark' },
    { width: 400, scheme: 'light' },
    { width: 400, scheme: 'dark' },
  ] as const)('draws everything, fits and is accessible: $width pixels, $scheme', async (view) => {
    const viewed = await viewReport(browser.context, file, view);
    expect(await pageProblems(viewed, 100)).toEqual([]);
    expect(await viewed.page.locator('.chart').count()).toBe(8);
    await viewed.close();
  });

  it('shows the values of the artifacts', async () => {
    const { page, close } = await viewReport(browser.context, file);
    await expectRunArtifacts(page, run.folder!);
    await close();
  });

  it('filters and sorts the trades', async () => {
    const { page, close } = await viewReport(browser.context, file);
    await expectTradeFilters(page, run.folder!);
    await close();
  });

  it('zooms to a trade, and moves by the keyboard', async () => {
    const { page, complaints, close } = await viewReport(browser.context, file);
    await expectZoom(page);
    expect(complaints).toEqual([]);
    await close();
  });

  it('lets the keyboard reach everything, and tells definitions', async () => {
    const { page, close } = await viewReport(browser.context, file);
    expect(await unreachableByKeyboard(page)).toEqual([]);
    expect(await page.locator('section').count()).toBe(8);
    const metric = page.locator('[data-metric="profit_net"]');
    const tip = metric.getByRole('tooltip', { includeHidden: true });
    expect(await tip.isVisible()).toBe(false);
    await metric.getByRole('button').focus();
    expect(await tip.isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await tip.isVisible()).toBe(false);
    await close();
  });

  it('moves among the trades by the keyboard, as one stop of the tabulator key', async () => {
    const { page, close } = await viewReport(browser.context, file);
    const focused = () => page.evaluate('document.activeElement.textContent');
    const { count } = run.result.trades;
    const keys = { ArrowDown: 2, PageDown: 12, ArrowUp: 11, End: count, PageUp: count - 10, Home: 1 } as const;
    await page.locator('#trades tbody button').first().focus();
    for (const [key, trade] of Object.entries(keys)) {
      await page.keyboard.press(key);
      expect([key, await focused()]).toEqual([key, String(trade)]);
    }
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(`document.activeElement.closest('section').id`)).not.toBe('trades');
    await page.keyboard.press('Shift+Tab');
    expect(await focused()).toBe('2');
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
    const { pixels, cut, misfits } = await printedPage(page);
    expect([await theme(), cut, misfits]).toEqual(['light', [], 0]);
    expect(pixels).toHaveLength(8);
    expect(pixels.filter((count) => count < 100)).toEqual([]);
    expect(await rows.count()).toBe(run.result.trades.count);
    await page.evaluate(`dispatchEvent(new Event('afterprint'))`);
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
    expect(await theme()).toBe('dark');
    expect(await page.locator('.picture').count()).toBe(0);
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
    const viewed = await viewReport(browser.context, project.write('other.html', runPage(other)));
    const { page, close } = viewed;
    await drawAllCharts(page);
    expect(await page.locator('.verdict').textContent()).toMatch(verdict);
    expect(await page.locator('#costs table').count()).toBe(other.config.execution_variant === 'v2' ? 1 : 0);
    expect(await pageProblems(viewed, 0)).toEqual([]);
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
