import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { htmlPage } from '../../src/report/page/html-page.ts';
import { readPageAssets } from '../../src/report/page/page-assets.ts';
import type { SweepPageData } from '../../src/report/sweep-page/sweep-page-data.ts';
import { writeSweepReport } from '../../src/report/sweep-page/write-sweep-report.ts';
import { findChromium, type HeadlessBrowser, openBrowser } from './browser.ts';
import { drawAllCharts, pageProblems, settle, unreachableByKeyboard, viewReport } from './report-viewer.ts';
import { createReportedSweep, type ReportedSweep } from './reported-sweep.ts';
import { expectSweepFiles, expectTrialFilters } from './sweep-page-checks.ts';
import { rowsInDocument } from './table-reader.ts';

const executable = findChromium();

let sweep: ReportedSweep;
let data: SweepPageData;
let file: string;
let browser: HeadlessBrowser;

beforeAll(async () => {
  if (executable === null) return;
  sweep = await createReportedSweep();
  data = await sweep.data();
  file = (await writeSweepReport(sweep.sweepId, sweep.locations)).file;
  browser = await openBrowser(executable);
});
afterAll(async () => {
  if (executable === null) return;
  await browser.close();
  sweep.project.remove();
});

describe.skipIf(executable === null)('the page of a sweep in a browser', () => {
  it.each([
    { width: 1280, scheme: 'light' },
    { width: 400, scheme: 'dark' },
  ] as const)('draws everything, fits and is accessible: $width pixels, $scheme', async (view) => {
    const viewed = await viewReport(browser.context, file, view);
    expect(await pageProblems(viewed, 20)).toEqual([]);
    expect(await viewed.page.locator('.chart').count()).toBe(16);
    await viewed.close();
  });

  it('shows the values of the files', async () => {
    const { page, close } = await viewReport(browser.context, file);
    await expectSweepFiles(page, sweep);
    expect(await page.locator('#trials tbody tr[data-row]').count()).toBe(18);
    await close();
  });

  it('filters and sorts the trials, and draws what is left', async () => {
    const { page, close } = await viewReport(browser.context, file);
    await expectTrialFilters(page, sweep, { path: 'strategy_parameters.atr_mult', value: '2' });
    await close();
  });

  it('keeps the trials inside a brush', async () => {
    const { page, complaints, close } = await viewReport(browser.context, file);
    await drawAllCharts(page);
    const chart = page.locator('#trials .chart');
    await chart.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await chart.boundingBox())!;
    // The score is the last axis, 60 pixels from the right, from 36 pixels below the top to 24 above the bottom.
    const across = x + width - 60;
    await page.mouse.move(across, y + 34);
    await page.mouse.down();
    await page.mouse.move(across, y + height / 3, { steps: 4 });
    await page.mouse.move(across, y + height / 2, { steps: 4 });
    await page.mouse.up();
    await page.locator('.brushes summary').press('Enter');
    const slider = page.getByRole('group', { name: 'score', exact: true }).getByRole('slider', { name: 'from' });
    const counter = page.locator('#trials .data-table .status');
    await expect.poll(() => counter.textContent()).not.toBe('18 of 18 trials');
    const scores = (await rowsInDocument(page, 'trials')).map(({ cells }) => Number(cells[2]));
    const all = data.trials.score.map(Number).sort((left, right) => right - left);
    expect(scores.length).toBeGreaterThan(0);
    expect(scores.length).toBeLessThan(18);
    expect(scores).toEqual(all.slice(0, scores.length).map((score) => Number(score.toFixed(6))));
    // The sliders show what the pointer did, and go on from there.
    expect(Number(await slider.getAttribute('aria-valuetext'))).toBeCloseTo(scores.at(-1)!, 4);
    await slider.press('ArrowRight');
    await expect.poll(() => counter.textContent()).toBe(`${scores.length - 1} of 18 trials`);
    const complete = data.trials.status.filter((status) => status === 'complete').length;
    await page.getByRole('combobox', { name: 'Status' }).selectOption('complete');
    await expect.poll(() => counter.textContent()).toBe(`${complete} of 18 trials`);
    expect(complaints).toEqual([]);
    await close();
  });

  it('brushes by keyboard as by pointer, in any colours', async () => {
    const { page, complaints, close } = await viewReport(browser.context, file);
    await drawAllCharts(page);
    const picture = () => page.evaluate(`document.querySelector('#trials .chart canvas').toDataURL()`);
    const counter = page.locator('#trials .data-table .status');
    const axis = (name: string) => page.getByRole('group', { name, exact: true });
    const slider = (name: string, end: 'from' | 'to') => axis(name).getByRole('slider', { name: end });
    // Pixels beside the first axis, 50 pixels from the left, that nothing is drawn on.
    const emptyBesideAxis = (): Promise<number> =>
      page.evaluate(`(() => {
        const canvas = document.querySelector('#trials .chart canvas');
        const ratio = canvas.width / canvas.clientWidth;
        const copy = document.createElement('canvas');
        copy.width = 4 * ratio;
        copy.height = canvas.height;
        const reader = copy.getContext('2d', { willReadFrequently: true });
        reader.drawImage(canvas, -53 * ratio, 0);
        const { data } = reader.getImageData(0, 0, copy.width, copy.height);
        return data.filter((value, at) => at % 4 === 3 && value === 0).length;
      })()`);
    const plain = await picture();
    const emptyAtFirst = await emptyBesideAxis();
    await page.locator('.brushes summary').press('Enter');
    await slider('atr_mult', 'from').press('ArrowRight');
    expect(await slider('atr_mult', 'from').getAttribute('aria-valuetext')).toBe('2');
    await expect.poll(() => counter.textContent()).toBe('12 of 18 trials');
    await settle(page);
    expect(await emptyBesideAxis()).toBeLessThan(0.8 * emptyAtFirst);
    await slider('atr_mult', 'to').press('ArrowLeft');
    await expect.poll(() => counter.textContent()).toBe('6 of 18 trials');
    await slider('z_score_long', 'to').press('Home');
    await expect.poll(() => counter.textContent()).toBe('2 of 18 trials');
    await settle(page);
    const cells = (await rowsInDocument(page, 'trials')).map((row) => row.cells.slice(3, 6));
    expect(cells).toHaveLength(2);
    const names = data.parameters.map(({ name }) => name);
    for (const row of cells) {
      expect([row[names.indexOf('atr_mult')], row[names.indexOf('z_score_long')]]).toEqual(['2', '-2.2']);
    }
    const brushed = await picture();
    expect(brushed).not.toBe(plain);
    // Other colours draw the chart anew: the brush must come back with it.
    await page.getByRole('button', { name: 'Dark colours' }).press('Enter');
    await page.getByRole('button', { name: 'Light colours' }).press('Enter');
    await settle(page);
    expect(await picture()).toBe(brushed);
    expect(await counter.textContent()).toBe('2 of 18 trials');
    await page.getByRole('button', { name: 'Lift all' }).press('Enter');
    await expect.poll(() => counter.textContent()).toBe('18 of 18 trials');
    await settle(page);
    expect(await picture()).toBe(plain);
    // A slider takes the other one along: both limits at the largest value.
    await slider('window_length', 'from').press('End');
    expect(await axis('window_length').locator('.status').textContent()).toBe('60 to 60');
    await expect.poll(() => counter.textContent()).toBe('9 of 18 trials');
    await slider('window_length', 'to').press('Home');
    expect(await axis('window_length').locator('.status').textContent()).toBe('40 to 40');
    await slider('window_length', 'from').press('End');
    expect(await axis('window_length').locator('.status').textContent()).toBe('60 to 60');
    await expect.poll(() => counter.textContent()).toBe('9 of 18 trials');
    expect(complaints).toEqual([]);
    await close();
  });

  it('shows any pair of parameters as a map, with counts where nothing may be best', async () => {
    const { page, close } = await viewReport(browser.context, file);
    const { parameters } = data;
    const map = data.heatMaps.find(({ eligible }) => eligible.includes(0))!;
    const { columnLabels, rowLabels, eligible, trials, best } = map;
    const choose = (label: string, position: number) =>
      page.getByRole('combobox', { name: label }).selectOption({ label: parameters[position].name });
    await choose('Columns', map.row);
    await choose('Rows', map.column);
    const cells = await page.locator('.heat-map td').allTextContents();
    const expected = columnLabels.flatMap((_, column) =>
      rowLabels.map((_, row) => {
        const cell = row * columnLabels.length + column;
        return eligible[cell] === 0 ? `0 of ${trials[cell]}` : best[cell]!.toFixed(3);
      }),
    );
    expect(cells).toEqual(expected.map((text) => text.replace(/^-(0\.000)$/, '$1')));
    expect(cells.some((text) => text.startsWith('0 of'))).toBe(true);
    await choose('Rows', map.row);
    expect(await page.locator('.heat-map').textContent()).toContain('two different parameters');
    await close();
  });

  it('lets the keyboard reach every section', async () => {
    const { page, close } = await viewReport(browser.context, file);
    expect(await unreachableByKeyboard(page)).toEqual([]);
    await close();
  });

  it('shows hostile names as text', async () => {
    const hostile = '</script><script>window.injected = 1</script><img src=x onerror="window.injected=1"><!--\u2028';
    const hostileData: SweepPageData = {
      ...data,
      name: hostile,
      strategy: hostile,
      symbol: hostile,
      objective: hostile,
      command: hostile,
      sweepFile: hostile,
      provenance: [[hostile, hostile]],
      parameters: data.parameters.map(() => ({ path: hostile, name: hostile })),
      failures: [{ status: hostile, code: hostile, message: hostile, trials: 1, firstTrial: 0 }],
      verdict: { conclusion: 'open', headline: hostile, choice: hostile, points: [{ leaning: 'for', text: hostile }] },
      pareto: {
        objectives: [hostile, hostile],
        points: [{ trialIndex: 0, values: [1, 2], isFront: true }],
      },
    };
    const hostileFile = sweep.project.write(
      'hostile.html',
      htmlPage(hostile, readPageAssets('sweep-page'), hostileData),
    );
    const { page, complaints, close } = await viewReport(browser.context, hostileFile);
    await drawAllCharts(page);
    expect(await page.locator('h1').textContent()).toBe(hostile);
    expect(await page.locator('#failures tbody td').last().textContent()).toBe(hostile);
    await page.locator('#parameters .chart').first().hover();
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.evaluate('window.injected')).toBeUndefined();
    expect(complaints).toEqual([]);
    await close();
  });
});
