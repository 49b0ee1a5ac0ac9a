import type { Timeframe } from '../types/timeframe.ts';
import { trimBars, trimColumn } from './bar-columns.ts';
import type { CachedColumns } from './column-cache.ts';
import type { DataPlace } from './data-place.ts';
import { decodeBars, decodeNews } from './parquet-reader.ts';
import { checkRows } from './row-checks.ts';
import { refuseNewsRow } from './row-refusals.ts';

/** What tells a news entry of the column cache from one of bars, which carry their timeframe. */
export const NEWS_PURPOSE = 'news';

/** What columns of a file are checked as. */
export type ColumnPurpose = Timeframe | typeof NEWS_PURPOSE;

/** Turns the bytes of a file into checked columns; throws `MarketDataError` at the first violated rule. */
export type DecodeColumns = (
  bytes: Uint8Array<ArrayBuffer>,
  purpose: ColumnPurpose,
  place: DataPlace,
) => Promise<CachedColumns>;

/** Decodes and checks in the calling thread (`data-and-config.md` 10.1, 10.3 and 14.1). */
export const decodeColumns: DecodeColumns = (bytes, purpose, place) =>
  purpose === NEWS_PURPOSE ? decodeCheckedNews(bytes, place) : decodeCheckedBars(bytes, purpose, place);

async function decodeCheckedBars(
  bytes: Uint8Array<ArrayBuffer>,
  timeframe: Timeframe,
  place: DataPlace,
): Promise<CachedColumns> {
  const decoded = await decodeBars(bytes, place);
  const kept = checkRows(decoded, timeframe, place);
  const { open, high, low, close, volume } = trimBars(decoded.bars, kept);
  return {
    purpose: timeframe,
    fileRows: decoded.openTimes.length,
    timestampUnit: decoded.timestampUnit,
    repair: decoded.repair,
    numbers: [trimColumn(decoded.openTimes, kept), open, high, low, close, volume],
    texts: [],
  };
}

async function decodeCheckedNews(bytes: Uint8Array<ArrayBuffer>, place: DataPlace): Promise<CachedColumns> {
  const decoded = await decodeNews(bytes, place);
  refuseNewsRow(decoded, place);
  return {
    purpose: NEWS_PURPOSE,
    fileRows: decoded.openTimes.length,
    timestampUnit: decoded.timestampUnit,
    repair: null,
    numbers: [decoded.openTimes],
    texts: [decoded.ids, decoded.names, decoded.impacts, decoded.currencies],
  };
}
