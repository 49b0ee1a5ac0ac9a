import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { comparisonPage } from '../../src/report/comparison-page/comparison-page.ts';
import { compareRuns } from '../../src/run/comparison/compare-runs.ts';
import { type ComparedRun, readComparedRun } from '../../src/run/comparison/compared-run.ts';
import { goldenArtifacts } from '../run/comparison/golden-artifacts.ts';
import { findChromium, type HeadlessBrowser, openBrowser } from './browser.ts';
import { pageProblems, viewReport } from './report-viewer.ts';

const executable = findChromium();
const STOP = readComparedRun(goldenArtifacts('g2-market-entry-to-stop'), 'g2');
const ENTRY = readComparedRun(goldenArtifacts('g5-entry-candle'), 'g5');
const LABELS = ['A', 'B', 'C'];

let folder: string;
let browser: HeadlessBrowser;

beforeAll(async () => {
  if (executable === null) return;
  folder = mkdtempSync(path.join(tmpdir(), 'omega-comparison-'));
  browser = await openBrowser(executable);
});
afterAll(async () => {
  if (executable === null) return;
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** File of a page that compares runs. */
function pageOf(runs: readonly ComparedRun[]): string {
  const labels = LABELS.slice(0, runs.length);
  const file = path.join(folder, `${runs.length}.html`);
  const facts = labels.map((label, place) => [label, `run ${runs[place].runId}`] as const);
  writeFileSync(file, comparisonPage({ labels, runs, comparison: compareRuns(runs), facts }));
  return file;
}

describe.skipIf(executable === null)('the page of a comparison in a browser', () => {
  it.each([
    { width: 1280, scheme: 'light' },
    { width: 1280, scheme: 'dark' },
    { width: 400, scheme: 'light' },
    { width: 400, scheme: 'dark' },
  ] as const)('draws the curves, fits and is accessible: $width pixels, $scheme', async (view) => {
    const viewed = await viewReport(browser.context, pageOf([STOP, ENTRY, STOP]), view);
    expect(await pageProblems(viewed, 100)).toEqual([]);
    expect(await viewed.page.locator('.chart').count()).toBe(1);
    await viewed.close();
  });

  it('shows the metrics of both, their difference and the fields of the first trade that differs', async () => {
    const { page, close } = await viewReport(browser.context, pageOf([STOP, ENTRY]));
    const rows: string[][] = await page.evaluate(
      `[...document.querySelectorAll('#metrics tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent))`,
    );
    const number = (text: string) => (text === 'n/a' ? text : Number(text.replaceAll(',', '')));
    expect(rows.map(([key, first, other]) => [key, number(first), number(other)])).toEqual(
      Object.keys(STOP.metrics).map((key) =>
        [key, STOP, ENTRY].map((run) => (typeof run === 'string' ? run : run.metrics[key as keyof typeof run.metrics])),
      ),
    );
    expect(rows.find(([key]) => key === 'total_trades')).toEqual(['total_trades', '2', '5', '+3', 'differs']);
    const trades = page.locator('#trades');
    expect(await trades.locator('p').nth(1).textContent()).toBe(
      'A has 2 trades, B has 5. Trade 0 is the first that differs.',
    );
    const size = trades.locator('tr', { has: page.locator('th', { hasText: /^size$/ }) }).locator('td');
    expect(await size.allTextContents()).toEqual([STOP, ENTRY].map((run) => String(run.trades[0].size)));
    // The last bar of all is one of the first run: 9,649.80 of 10,000.
    expect(await page.locator('#equity .readout').textContent()).toBe('2024-03-05 10:25   A -3.50 %   B n/a');
    await close();
  });

  it('says that equal runs are equal', async () => {
    const { page, close } = await viewReport(browser.context, pageOf([STOP, STOP]));
    expect(await page.locator('#trades').textContent()).toContain('A has 2 trades, B has 2. All are equal.');
    expect(await page.locator('#configuration').textContent()).toContain('No key that can change a result differs.');
    expect(await page.locator('#metrics').textContent()).toContain('0 of 25 differ.');
    await close();
  });
});
