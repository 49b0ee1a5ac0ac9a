import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';
import { type PageName, readPageAssets } from '../../src/report/page/page-assets.ts';

/** Presses of the tabulator key after which a page counts as endless. */
const MOST_STOPS = 400;

export type ColourScheme = 'light' | 'dark';

export interface ViewedReport {
  readonly page: Page;
  /** Messages of the console at the level of warnings and errors, uncaught errors, and requests beside the file. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Opens a report as a double click does, and waits until all of it is there. */
export async function viewReport(
  context: BrowserContext,
  file: string,
  { width = 1280, scheme = 'light' as ColourScheme } = {},
): Promise<ViewedReport> {
  const page = await context.newPage();
  const coverageFolder = process.env.NODE_V8_COVERAGE;
  if (coverageFolder) await page.coverage.startJSCoverage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) complaints.push(`request to ${request.url()}`);
  });
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme: scheme });
  await page.goto(pathToFileURL(file).href);
  await page.locator('html[data-ready="true"]').waitFor();
  const close = async () => {
    if (coverageFolder) writeCounts(coverageFolder, await page.coverage.stopJSCoverage());
    await page.close();
  };
  return { page, complaints, close };
}

/** Leaves the counts of the page's script where node leaves those of programs, under the name of the built file. */
function writeCounts(folder: string, scripts: Awaited<ReturnType<Page['coverage']['stopJSCoverage']>>): void {
  const result = scripts
    .filter(({ url }) => url.endsWith('.html'))
    .map(({ source, functions }) => ({ url: builtFile(source ?? ''), functions }));
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `page-${randomUUID()}.json`), JSON.stringify({ result }));
}

/** The built file that a page carries. */
function builtFile(source: string): string {
  const isOf = (page: PageName) => source.trimEnd() === readPageAssets(page).script.trimEnd();
  const page = (['sweep-page', 'comparison-page'] as const).find(isOf) ?? 'run-page';
  return new URL(`../../dist/report-page/${page}.js`, import.meta.url).href;
}

/** Scrolls every chart into view once, so that all of them draw. */
export async function drawAllCharts(page: Page): Promise<void> {
  for (const chart of await page.locator('.chart').all()) {
    await chart.scrollIntoViewIfNeeded();
    await chart.locator('canvas').first().waitFor();
  }
  await settle(page);
}

/** Waits until the browser has painted what it was told. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
}

/** Script that counts pixels in the colours of data by chart. */
const DATA_PIXELS = `(() => {
    const style = getComputedStyle(document.documentElement);
    const channels = (name) => style.getPropertyValue(name).trim().match(/[0-9a-f]{2}/g).map((digits) => parseInt(digits, 16));
    const colours = ['--accent', '--gain', '--loss'].map(channels);
    const isData = (pixels, at) =>
      pixels[at + 3] > 100 && colours.some((colour) => colour.every((value, index) => Math.abs(pixels[at + index] - value) < 4));
    // The browser complains of canvases that are read more than once; a copy that is made for it may be.
    const copy = document.createElement('canvas');
    const reader = copy.getContext('2d', { willReadFrequently: true });
    return [...document.querySelectorAll('.chart')].map((chart) => {
      let count = 0;
      for (const canvas of chart.querySelectorAll('canvas')) {
        if (getComputedStyle(canvas).visibility === 'hidden') continue;
        if (canvas.width * canvas.height === 0) continue;
        copy.width = canvas.width;
        copy.height = canvas.height;
        reader.drawImage(canvas, 0, 0);
        const pixels = reader.getImageData(0, 0, copy.width, copy.height).data;
        for (let at = 0; at < pixels.length; at += 4) if (isData(pixels, at)) count += 1;
      }
      return count;
    });
  })()`;

/** How many pixels each chart of the page has in the colours of data; axes, grid and candles have others. */
function dataPixelsOfCharts(page: Page): Promise<number[]> {
  return page.evaluate(DATA_PIXELS);
}

/** What a page looks like at the moment when the browser lays out the paper: nothing that comes in a later frame counts. */
export interface PrintedPage {
  readonly theme: string;
  /** Pixels in the colours of data by chart. */
  readonly pixels: readonly number[];
  /** Elements that reach beyond the width of the paper, by section. */
  readonly cut: readonly string[];
  /** Charts whose drawing is not as wide as the chart. */
  readonly misfits: number;
}

/** Prints a page as far as scripts can tell; `afterprint` is still to come. */
export async function printedPage(page: Page): Promise<PrintedPage> {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  return page.evaluate(`(() => {
    dispatchEvent(new Event('beforeprint'));
    const right = (element) => element.getBoundingClientRect().right;
    const shown = [...document.querySelectorAll('main *')].filter((element) => element.closest('.tip') === null);
    const main = right(document.querySelector('main'));
    const drawings = [...document.querySelectorAll('.chart')].map((chart) => [chart, [...chart.querySelectorAll('canvas')]
      .filter((canvas) => getComputedStyle(canvas).visibility !== 'hidden')]);
    return {
      theme: document.documentElement.dataset.theme,
      pixels: ${DATA_PIXELS},
      cut: shown.filter((element) => right(element) > main + 1).map((element) => element.closest('section')?.id + ' ' + element.tagName),
      misfits: drawings.filter(([chart, canvases]) => canvases.length === 0
        || canvases.some((canvas) => Math.abs(canvas.clientWidth - chart.clientWidth) > 1)).length,
    };
  })()`);
}

/**
 * What is wrong with a page at a glance, a line each: charts with too few pixels of data, what is wider than the
 * window, what the accessibility check finds, messages and requests. Draws all charts.
 */
export async function pageProblems(
  { page, complaints }: ViewedReport,
  leastPixels: number,
): Promise<readonly string[]> {
  await drawAllCharts(page);
  const bare = (await dataPixelsOfCharts(page)).flatMap((count, at) =>
    count < leastPixels ? [`chart ${at + 1} has ${count} pixels of data`] : [],
  );
  const excess = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  return [
    ...bare,
    ...(excess === 0 ? [] : [`${excess} pixels wider than the window`]),
    ...(await accessibilityProblems(page)),
    ...complaints,
  ];
}

/**
 * What the tabulator key cannot reach, a line each: visible controls, but for those that arrow keys reach from another,
 * and sections that no link of the page leads to.
 */
export async function unreachableByKeyboard(page: Page): Promise<readonly string[]> {
  for (let step = 0; step < MOST_STOPS; step++) {
    await page.keyboard.press('Tab');
    const isPageLeft: boolean = await page.evaluate(`(() => {
      document.activeElement.dataset.reached = 'yes';
      return document.activeElement === document.body;
    })()`);
    if (isPageLeft) break;
  }
  return page.evaluate(`[
    ...[...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
      .filter((control) => control.tabIndex >= 0 && control.dataset.reached === undefined && control.checkVisibility())
      .map((control) => control.outerHTML.slice(0, 120)),
    ...[...document.querySelectorAll('section')]
      .filter(({ id }) => document.querySelector('nav a[href="#' + id + '"]') === null)
      .map(({ id }) => 'no link to ' + id),
  ]`);
}

/** Milliseconds from opening the page to its first text or picture. */
export function firstPaintMs(page: Page): Promise<number> {
  return page.evaluate(`performance.getEntriesByName('first-contentful-paint')[0].startTime`);
}

/** The charts of a section as pictures. */
export async function pictureOf(page: Page, section: string): Promise<string> {
  await settle(page);
  return page.evaluate(
    `[...document.querySelectorAll('#${section} .chart canvas')].map((canvas) => canvas.toDataURL()).join()`,
  );
}

/** What the accessibility check finds, a line a rule and element. */
async function accessibilityProblems(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ' ' + node.target.join(' ') + ': ' + node.failureSummary)))`);
}
