import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { htmlPage } from '../../src/report/page/html-page.ts';
import { readPageAssets } from '../../src/report/page/page-assets.ts';
import type { CombinatorialData } from '../../src/report/sweep-page/choice-page-data.ts';
import type { SweepPageData } from '../../src/report/sweep-page/sweep-page-data.ts';
import { writeSweepReport } from '../../src/report/sweep-page/write-sweep-report.ts';
import { findChromium, type HeadlessBrowser, openBrowser } from './browser.ts';
import { drawAllCharts, pageProblems, printedPage, viewReport } from './report-viewer.ts';
import { createReportedSweep, type ReportedSweep, STRESSED_SWEEP } from './reported-sweep.ts';

const executable = findChromium();

let sweep: ReportedSweep;
let data: SweepPageData;
let file: string;
let browser: HeadlessBrowser;

beforeAll(async () => {
  if (executable === null) return;
  sweep = await createReportedSweep(STRESSED_SWEEP);
  data = await sweep.data();
  file = (await writeSweepReport(sweep.sweepId, sweep.locations)).file;
  browser = await openBrowser(executable);
});
afterAll(async () => {
  if (executable === null) return;
  await browser.close();
  sweep.project.remove();
});

const numberIn = (text: string | undefined) =>
  text === 'n/a' || text === '' ? null : Number(text?.replace(/[,%()\s]/g, ''));

/** Text of the cells of a table of the page, without its head. */
function cellsOf(page: Page, selector: string): Promise<string[][]> {
  return page.evaluate(`[...document.querySelectorAll('${selector} tbody tr:not(.filler)')]
    .map((row) => [...row.cells].map((cell) => cell.textContent))`);
}

/** Lengths of the bars, as shares of their tracks. */
function barLengths(page: Page): Promise<number[]> {
  return page.evaluate(`[...document.querySelectorAll('.stress-scores .share-track')]
    .map((track) => (track.firstChild?.getBoundingClientRect().width ?? 0) / track.getBoundingClientRect().width)`);
}

describe.skipIf(executable === null)('the page of a stressed sweep in a browser', () => {
  it.each([
    { width: 1280, scheme: 'dark' },
    { width: 400, scheme: 'light' },
  ] as const)('draws everything, fits and is accessible: $width pixels, $scheme', async (view) => {
    const viewed = await viewReport(browser.context, file, view);
    expect(await pageProblems(viewed, 20)).toEqual([]);
    expect(await viewed.page.locator('.chart').count()).toBe(16);
    await viewed.close();
  });

  it('shows the stress scores of candidates.csv as bars and as text', async () => {
    const { page, close } = await viewReport(browser.context, file);
    const rows = sweep.rows('candidates.csv');
    const keys = data.robustness!.scores.map(({ key }) => key);
    const table = await cellsOf(page, '#robustness .data-table');
    expect(
      table.map(([rank, trial, score, ...scores]) => [
        rank,
        trial.replace(' (selected)', ''),
        ...[score, ...scores].map(numberIn),
      ]),
    ).toEqual(
      rows.map((row) => [
        row.rank,
        row.trial_index,
        Number(Number(row.score).toFixed(6)),
        ...['robustness_score', ...keys].map((key) => numberIn(row[key])),
      ]),
    );
    for (const row of rows) {
      await page.getByRole('combobox', { name: 'Candidate' }).selectOption({ index: Number(row.rank) - 1 });
      const values = keys.map((key) => numberIn(row[key]));
      const bars = await barLengths(page);
      expect(bars).toEqual(values.map((value) => expect.closeTo(value ?? 0, 2)));
      const texts = (await cellsOf(page, '.stress-scores')).map(([, score]) => score);
      expect(texts.map((text) => numberIn(text.replace(', the weakest', '')))).toEqual(
        values.map((value) => (value === null ? null : Number(value.toFixed(4)))),
      );
      const weakest = texts.flatMap((text, at) => (text.endsWith(', the weakest') ? [values[at]] : []));
      expect(new Set(weakest)).toEqual(new Set([Number(row.robustness_score)]));
    }
    await close();
  });

  it('lets the keyboard choose a candidate, above the bars and in the table', async () => {
    const { page, close } = await viewReport(browser.context, file);
    const caption = () => page.locator('.stress-scores caption').textContent();
    const marked = () => page.locator('#robustness tr[aria-current="true"] th').textContent();
    const { candidates } = data.robustness!;
    expect([await caption(), await marked()]).toEqual([
      `Stress scores of rank 1, trial ${candidates[0].trialIndex} (selected)`,
      '1',
    ]);
    await page.getByRole('combobox', { name: 'Candidate' }).focus();
    await page.keyboard.press('ArrowDown');
    expect([await caption(), await marked()]).toEqual([
      `Stress scores of rank 2, trial ${candidates[1].trialIndex}`,
      '2',
    ]);
    await page.locator('#robustness tbody button').nth(2).press('Enter');
    expect([await caption(), await marked()]).toEqual([
      `Stress scores of rank 3, trial ${candidates[2].trialIndex}`,
      '3',
    ]);
    expect(await page.getByRole('combobox', { name: 'Candidate' }).inputValue()).toBe('2');
    await close();
  });

  it('shows the scores around the choice', async () => {
    const { page, close } = await viewReport(browser.context, file);
    const { profiles } = data.surroundings!;
    const offsets = [-2, -1, 0, 1, 2];
    const rows = sweep.rows('trials.csv');
    const shown = await cellsOf(page, '#plateau');
    expect(shown).toEqual(
      profiles.map(({ path, steps }) => [
        data.parameters.find((parameter) => parameter.path === path)?.name,
        ...offsets
          .filter(
            (offset) =>
              Math.abs(offset) <=
              Math.max(...profiles.flatMap((profile) => profile.steps.map((step) => Math.abs(step.offset)))),
          )
          .map((offset) => {
            const step = steps.find((one) => one.offset === offset);
            if (step === undefined) return 'end of range';
            const row = rows.find(({ trial_index }) => Number(trial_index) === step.trialIndex)!;
            const score = Number(row.score).toFixed(4);
            return `${row[path]}: ${score}${row.status === 'complete' ? '' : ` (${row.status})`}`;
          }),
      ]),
    );
    const ratio = JSON.parse(sweep.read('optimizer_metrics.json')).metrics.plateau_ratio;
    const card = page.locator('#plateau .card').filter({ hasText: 'Plateau ratio' });
    expect(numberIn((await card.locator('.figure').textContent()) ?? '')).toBeCloseTo(100 * ratio, 1);
    await close();
  });

  it('shows splits and paths', async () => {
    const { page, close } = await viewReport(browser.context, file);
    const { splits, paths } = data.combinatorial as CombinatorialData;
    const [pathTable, splitTable] = await Promise.all([
      cellsOf(page, '#combinatorial .grid .data-table'),
      cellsOf(page, '#combinatorial > .data-table'),
    ]);
    expect(pathTable.map((cells) => cells.map(numberIn))).toEqual(
      paths.map(({ sharpe, totalReturn, maxDrawdown }, at) => [
        at,
        sharpe,
        Number((100 * totalReturn).toFixed(4)),
        Number((100 * maxDrawdown).toFixed(4)),
      ]),
    );
    expect(
      splitTable.map(([split, groups, ...cells]) => [Number(split), groups, ...cells.slice(0, 5).map(numberIn)]),
    ).toEqual(
      splits.map(({ testGroups, trainDays, testDays, chosenTrial, trainSharpe, testSharpe }, at) => [
        at,
        testGroups.join(', '),
        trainDays,
        testDays,
        chosenTrial,
        trainSharpe,
        testSharpe,
      ]),
    );
    expect(await page.locator('#combinatorial .lead').first().textContent()).toContain(
      '10 splits, whose test days join to 4 paths',
    );
    await close();
  });

  it('prints on white, with whole charts and the best rows, and comes back', async () => {
    const { page, complaints, close } = await viewReport(browser.context, file, { scheme: 'dark' });
    // Only the charts on the first screen have been drawn by now.
    const { theme, pixels, cut, misfits } = await printedPage(page);
    expect([theme, cut, misfits]).toEqual(['light', [], 0]);
    expect(pixels).toHaveLength(16);
    expect(pixels.filter((count) => count < 20)).toEqual([]);
    await page.evaluate(`dispatchEvent(new Event('afterprint'))`);
    await page.emulateMedia({ media: 'screen', colorScheme: 'dark' });
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    await expect
      .poll(() =>
        page.evaluate(`[...document.querySelectorAll('.chart')].filter((chart) => {
        const canvas = chart.querySelector('canvas');
        return canvas !== null && Math.abs(canvas.clientWidth - chart.clientWidth) > 1;
      }).length`),
      )
      .toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  it('prints fifty trials, the best ones', async () => {
    const many = Array.from({ length: 120 }, (_, row) => row);
    const repeated = <T>(column: readonly T[]): T[] => many.map((row) => column[row % column.length]);
    const { trials } = data;
    const scores = many.map((row) => row / 10);
    const longFile = sweep.project.write(
      'long.html',
      htmlPage('long', readPageAssets('sweep-page'), {
        ...data,
        trials: {
          ...trials,
          total: 120,
          index: many,
          status: repeated(trials.status),
          score: scores,
          parameters: trials.parameters.map(repeated),
          metrics: trials.metrics.map((column) => ({ ...column, values: repeated(column.values) })),
        },
      } satisfies SweepPageData),
    );
    const { page, close } = await viewReport(browser.context, longFile);
    await printedPage(page);
    const rows = await cellsOf(page, '#trials');
    expect(rows.slice(0, 50).map(([trial]) => Number(trial))).toEqual(many.slice(-50).reverse());
    expect(rows.slice(50)).toEqual([['and 70 more']]);
    await close();
  });

  it('shows hostile names as text', async () => {
    const hostile = '</script><script>window.injected = 1</script><img src=x onerror="window.injected=1">';
    const { surroundings, robustness } = data;
    const hostileData: SweepPageData = {
      ...data,
      parameters: data.parameters.map(({ path }) => ({ path, name: hostile })),
      surroundings: {
        ...surroundings!,
        profiles: surroundings!.profiles.map(({ path, steps }) => ({
          path,
          steps: steps.map((step) => ({ ...step, value: hostile })),
        })),
      },
      robustness: {
        ...robustness!,
        scores: robustness!.scores.map(({ key }) => ({ key, name: hostile, description: hostile })),
      },
      combinatorial: hostile,
    };
    const hostileFile = sweep.project.write(
      'hostile.html',
      htmlPage(hostile, readPageAssets('sweep-page'), hostileData),
    );
    const { page, complaints, close } = await viewReport(browser.context, hostileFile);
    await drawAllCharts(page);
    expect(await page.locator('#plateau tbody th').first().textContent()).toBe(hostile);
    expect(await page.locator('.stress-scores tbody th').first().textContent()).toBe(hostile + hostile);
    expect(await page.locator('#combinatorial .lead').textContent()).toBe(
      `Combinatorial cross-validation: n/a, ${hostile}.`,
    );
    await page.locator('#plateau .chart').first().hover();
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.evaluate('window.injected')).toBeUndefined();
    expect(complaints).toEqual([]);
    await close();
  });
});
