import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';
import { readPageAssets } from '../../src/report/page/page-assets.ts';

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
  const isSweep = source.trimEnd() === readPageAssets('sweep-page').script.trimEnd();
  return new URL(`../../dist/report-page/${isSweep ? 'sweep-page' : 'run-page'}.js`, import.meta.url).href;
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

/** How many pixels each chart of the page has in the colours of data; axes, grid and candles have others. */
export function dataPixelsOfCharts(page: Page): Promise<number[]> {
  return page.evaluate(`(() => {
    const style = getComputedStyle(document.documentElement);
    const channels = (name) => style.getPropertyValue(name).trim().match(/[0-9a-f]{2}/g).map((digits) => parseInt(digits, 16));
    const colours = ['--accent', '--gain', '--loss'].map(channels);
    const isData = (pixels, at) =>
      pixels[at + 3] > 100 && colours.some((colour) => colour.every((value, index) => Math.abs(pixels[at + index] - value) < 4));
    return [...document.querySelectorAll('.chart')].map((chart) => {
      let count = 0;
      for (const canvas of chart.querySelectorAll('canvas')) {
        if (canvas.width * canvas.height === 0) continue;
        const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        for (let at = 0; at < pixels.length; at += 4) if (isData(pixels, at)) count += 1;
      }
      return count;
    });
  })()`);
}

/** What the accessibility check finds, a line a rule and element. */
export async function accessibilityProblems(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ' ' + node.target.join(' ') + ': ' + node.failureSummary)))`);
}
