import { statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METRIC_KEYS } from '../../src/core/metrics/metric-keys.ts';
import { REPORT_FILE } from '../../src/report/page/report-file.ts';
import { runPage } from '../../src/report/run-page/run-page.ts';
import { runSingle, type SingleRunReport } from '../../src/run/run-single.ts';
import { hasRealData } from '../support/real-data.ts';
import { createSampleProject, type SampleProject } from '../support/sample-project.ts';
import { SHARED_FOLDER } from '../support/shared-folder.ts';
import { findChromium, type HeadlessBrowser, openBrowser } from './browser.ts';
import { accessibilityProblems, dataPixelsOfCharts, drawAllCharts, viewReport } from './report-viewer.ts';

/** The strategy of `sweeps/eurusd-h1.yaml` with one of its parameter sets. */
const CONFIG = {
  schema_version: '2',
  strategy_name: 'mean_reversion_z_score',
  symbol: 'EURUSD',
  start_date: '2007-06-01',
  end_date: '2016-12-30',
  run_mode: 'dev',
  data_mode: 'candle',
  timeframes: { primary: 'H1' },
  account: { account_currency: 'USD', initial_balance: 100000, risk_per_trade: 250 },
  strategy_parameters: {
    enabled_scenarios: [2],
    kalman_r: 1,
    kalman_q: 0.05,
    window_length: 100,
    b_b_length: 40,
    std_factor: 2,
    z_score_long: -2.2,
    z_score_short: 2.2,
    atr_mult: 3,
  },
};

const executable = findChromium();
const canRun = executable !== null && hasRealData();

let project: SampleProject;
let run: SingleRunReport;
let browser: HeadlessBrowser;

beforeAll(async () => {
  if (executable === null || !canRun) return;
  project = await createSampleProject();
  run = await runSingle({
    config: { document: CONFIG, source: 'eurusd.json' },
    useCache: false,
    projectRoot: project.root,
    environment: { ...project.environment, OMEGA_DATA_PARQUET_ROOT: path.join(SHARED_FOLDER, 'data/real') },
    companions: (report) => new Map([[REPORT_FILE, runPage(report)]]),
  });
  browser = await openBrowser(executable);
});
afterAll(async () => {
  if (!canRun) return;
  await browser.close();
  project.remove();
});

describe.skipIf(!canRun)('the page of nearly ten years of EURUSD H1', () => {
  it.each(['light', 'dark'] as const)('is small, whole and accessible: %s', async (scheme) => {
    const file = path.join(run.folder!, REPORT_FILE);
    expect(statSync(file).size).toBeLessThan(5_000_000);
    const { page, complaints, close } = await viewReport(browser.context, file, { scheme });
    await drawAllCharts(page);
    expect((await dataPixelsOfCharts(page)).filter((count) => count < 100)).toEqual([]);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(complaints).toEqual([]);
    const trades = run.metrics[METRIC_KEYS.indexOf('total_trades')];
    expect(await page.locator('#trades .data-table .status').textContent()).toBe(`${trades} of ${trades} trades`);
    expect(await page.locator('#returns table').first().locator('tbody tr').count()).toBe(10);
    await close();
  });
});
