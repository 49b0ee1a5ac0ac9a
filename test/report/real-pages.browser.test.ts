import { statSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPORT_FILE } from '../../src/report/page/report-file.ts';
import { writeSweepReport } from '../../src/report/sweep-page/write-sweep-report.ts';
import { hasRealData } from '../support/real-data.ts';
import { createRealReports, type RealReports } from '../support/real-reports.ts';
import { hasSharedFolder } from '../support/shared-folder.ts';
import { type SweepResults, sweepResults } from '../support/sweep-results.ts';
import { findChromium, type HeadlessBrowser, openBrowser } from './browser.ts';
import {
  firstPaintMs,
  pageProblems,
  settle,
  unreachableByKeyboard,
  type ViewedReport,
  viewReport,
} from './report-viewer.ts';
import { expectRunArtifacts, expectTradeFilters, expectZoom } from './run-page-checks.ts';
import {
  expectSweepFiles,
  expectTrialFilters,
  expectTrialsOfFile,
  expectWindowsOfFile,
  readPageData,
} from './sweep-page-checks.ts';

const MOST_BYTES = 5_000_000;
const LEAST_PIXELS = 100;

const executable = findChromium();
const canRun = hasSharedFolder('report pages of real bars') && hasRealData() && executable !== null;

let reports: RealReports;
let browser: HeadlessBrowser;

beforeAll(async () => {
  if (executable === null || !canRun) return;
  reports = await createRealReports();
  browser = await openBrowser(executable);
}, 180_000);
afterAll(async () => {
  if (!canRun) return;
  await browser.close();
  reports.project.remove();
});

describe.skipIf(!canRun)('the page of', () => {
  it('ten years of EURUSD H1 shows its run', async () => {
    const folder = reports.run.folder!;
    const viewed = await view(path.join(folder, REPORT_FILE));
    const { page } = viewed;
    await expectWholeInBothColours(viewed);
    expect(await page.locator('#returns table').first().locator('tbody tr').count()).toBe(10);
    await expectZoom(page);
    await expectRunArtifacts(page, folder);
    await expectTradeFilters(page, folder);
    await viewed.close();
  });

  it('2,160 trials on EURUSD H1 shows its sweep', async () => {
    const sweep = sweepResults(reports.locations, reports.sweepId);
    const viewed = await viewSweep(sweep);
    const { page } = viewed;
    const data = await readPageData(page);
    expect(data.trials.total).toBe(2160);
    expectTrialsOfFile(data, sweep);
    await expectSweepFiles(page, sweep);
    await expectTrialFilters(page, sweep, { path: 'strategy_parameters.atr_mult', value: '2' });
    await viewed.close();
  });

  it('a walk-forward on mended GBPUSD M5 shows its windows', async () => {
    const sweep = sweepResults(reports.locations, reports.walkForwardId);
    const viewed = await viewSweep(sweep);
    const { page } = viewed;
    const data = await readPageData(page);
    expect(data.walkForward?.windows).toHaveLength(12);
    await expectWindowsOfFile(data, sweep);
    await expectSweepFiles(page, sweep);
    await expectTrialFilters(page, sweep, { path: 'strategy_parameters.window_length', value: '200' });
    await viewed.close();
  });
});

async function viewSweep(sweep: SweepResults): Promise<ViewedReport> {
  const { file } = await writeSweepReport(sweep.sweepId, sweep.locations);
  const viewed = await view(file);
  await expectWholeInBothColours(viewed);
  return viewed;
}

/** Opens a page and tells when it showed something; that is measured by `npm run bench -- --only pages`. */
async function view(file: string): Promise<ViewedReport> {
  const { size } = statSync(file);
  expect(size).toBeLessThan(MOST_BYTES);
  const viewed = await viewReport(browser.context, file);
  const paintMs = await firstPaintMs(viewed.page);
  console.info(`first paint after ${Math.round(paintMs)} ms, ${Math.round(size / 1000)} kB`);
  return viewed;
}

async function expectWholeInBothColours(viewed: ViewedReport): Promise<void> {
  expect(await unreachableByKeyboard(viewed.page)).toEqual([]);
  expect(await pageProblems(viewed, LEAST_PIXELS)).toEqual([]);
  await changeColours(viewed.page);
  expect(await pageProblems(viewed, LEAST_PIXELS)).toEqual([]);
}

async function changeColours(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Dark colours' }).press('Enter');
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  await settle(page);
}
