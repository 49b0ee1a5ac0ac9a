import { statSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { firstPaintMs, viewReport } from '../../test/report/report-viewer.ts';
import { median } from './median.ts';

/** What opening and using a page costs; times are medians. */
export interface PageFigures {
  readonly megabytes: number;
  /** From opening the file to the first text or picture. */
  readonly firstPaintMs: number;
  /** From a key in the filter of its long table to the rows that pass, painted. */
  readonly filterMs: number;
}

/**
 * Opens a report as often as asked for, each time in a new tab.
 *
 * @throws Error where the page complains
 */
export async function measurePage(context: BrowserContext, file: string, rounds: number): Promise<PageFigures> {
  const paints: number[] = [];
  const filters: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const { page, complaints, close } = await viewReport(context, file);
    paints.push(await firstPaintMs(page));
    filters.push(await filterMs(page));
    if (complaints.length > 0) throw new Error(`${file} complains: ${complaints.join('; ')}`);
    await close();
  }
  return { megabytes: statSync(file).size / 1e6, firstPaintMs: median(paints), filterMs: median(filters) };
}

/** A frame of the browser has begun after the first callback and is painted before the second. */
function filterMs(page: Page): Promise<number> {
  return page.evaluate(`new Promise((done) => {
    const field = document.querySelector('.filters input[type="search"]');
    const startedMs = performance.now();
    field.value = '1';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - startedMs)));
  })`);
}
