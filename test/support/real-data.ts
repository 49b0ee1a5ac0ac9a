import { cpSync, existsSync } from 'node:fs';
import path from 'node:path';
import { repairQuotes } from '../../src/core/data/repair-quotes.ts';
import { resampleBars } from '../../src/core/data/resample-bars.ts';
import type { Timeframe } from '../../src/core/types/timeframe.ts';
import { SHARED_FOLDER } from './shared-folder.ts';

const REAL_DATA = path.join(SHARED_FOLDER, 'data/real');
/** Symbols whose quotes cross, and their higher timeframes that are made anew from the repaired minutes. */
const REPAIRED = ['GBPUSD', 'USDJPY'];
const RESAMPLED = ['M5', 'M15', 'H1', 'H4', 'D1'] as const;

/** Whether the real bars are there; they are no part of the repository. */
export function hasRealData(): boolean {
  return existsSync(REAL_DATA);
}

/** Places of prepared real data. */
export interface RealData {
  readonly root: string;
  readonly newsFile: string;
}

/**
 * Prepares real bars below a project folder, at the standard locations: EURUSD as it is, GBPUSD and
 * USDJPY with crossed quotes mended as `omega data repair --crossed mend` does, and the news calendar.
 */
export async function prepareRealData(projectFolder: string): Promise<RealData> {
  const data = realDataIn(projectFolder);
  const { root, newsFile } = data;
  copyBars('EURUSD', root);
  cpSync(path.join(REAL_DATA, 'news/news_calendar.parquet'), newsFile);
  for (const symbol of REPAIRED) await mendBars(symbol, root, RESAMPLED);
  return data;
}

/** Copies the bars of a symbol as they are. */
export function copyBars(symbol: string, root: string): void {
  cpSync(path.join(REAL_DATA, symbol), path.join(root, symbol), { recursive: true });
}

/** Mends the crossed quotes of a symbol as `omega data repair --crossed mend` does, and makes higher timeframes. */
export async function mendBars(symbol: string, root: string, timeframes: readonly Timeframe[]): Promise<void> {
  await repairQuotes(REAL_DATA, symbol, root, 'mend');
  await resampleBars({ root, symbol, to: root, timeframes });
}

/** Where a prepared project folder has its real data: the standard locations of a project. */
export function realDataIn(projectFolder: string): RealData {
  return {
    root: path.join(projectFolder, 'data/parquet'),
    newsFile: path.join(projectFolder, 'data/news/news_calender_history.parquet'),
  };
}
