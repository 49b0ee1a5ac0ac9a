import { UsageError } from '../types/errors.ts';
import { TIMEFRAME_MS, type Timeframe } from '../types/timeframe.ts';
import { aggregateBars } from './aggregate-bars.ts';
import { findFinestTimeframe, PRICE_SIDES } from './data-layout.ts';
import { type MarketFile, type WriteOptions, type WrittenFile, writeMarketFiles } from './market-files.ts';
import { readSideFile } from './side-file.ts';

export interface ResampleReport {
  readonly symbol: string;
  /** Timeframe that the others were made from. */
  readonly source: Timeframe;
  readonly files: readonly WrittenFile[];
}

/**
 * Makes higher timeframes of a symbol from its finest one, each side for itself; the repair record of
 * the source goes with them (`data-and-config.md` 12.5).
 *
 * @param root data root of the source
 * @param to data root of the result; may be the same
 */
export async function resampleBars(
  root: string,
  symbol: string,
  to: string,
  timeframes: readonly Timeframe[],
  options: WriteOptions,
): Promise<ResampleReport> {
  const source = findFinestTimeframe(root, symbol);
  for (const timeframe of timeframes) requireLonger(timeframe, source, symbol);
  const files: MarketFile[] = [];
  for (const side of PRICE_SIDES) {
    const file = await readSideFile({ root, symbol, timeframe: source, side, cacheFolder: null });
    for (const timeframe of timeframes) {
      files.push({ symbol, timeframe, side, table: aggregateBars(file, timeframe), repair: file.repair });
    }
  }
  return { symbol, source, files: await writeMarketFiles(to, files, options) };
}

function requireLonger(timeframe: Timeframe, source: Timeframe, symbol: string): void {
  if (TIMEFRAME_MS[timeframe] > TIMEFRAME_MS[source]) return;
  throw new UsageError('USAGE', `${timeframe} is not longer than ${source}, the finest timeframe of ${symbol}`, {
    hint: 'bars can only be joined to longer ones',
    details: { timeframe, source },
  });
}
