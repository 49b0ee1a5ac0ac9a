import path from 'node:path';
import type { PriceSide, SideBars } from '../types/bars.ts';
import { MarketDataError } from '../types/errors.ts';
import type { JsonObject } from '../types/json.ts';
import type { Timeframe } from '../types/timeframe.ts';
import {
  LAYOUT_HINT,
  listSymbolSeries,
  listSymbols,
  requireDataRoot,
  seriesPlace,
  sideFilePath,
  sideLabel,
  symbolsText,
} from './data-layout.ts';
import type { DataPlace } from './data-place.ts';
import { type DecodeColumns, decodeColumns, NEWS_PURPOSE } from './decode-columns.ts';
import { isFile, readSourceFile } from './source-file.ts';
import type { TimestampUnit } from './timestamp-units.ts';

/** Which file of the market data layout to read (`data-and-config.md` 9.2). */
export interface SideFileLocation {
  readonly root: string;
  readonly symbol: string;
  readonly timeframe: Timeframe;
  readonly side: PriceSide;
}

export interface SideFileRequest extends SideFileLocation {
  /** Folder of the column cache, null = no cache. */
  readonly cacheFolder: string | null;
}

/** One market file after steps 1 to 4 of `data-and-config.md` 10.2; columns in shared memory. */
export interface SideFile {
  /** Whole ms since the epoch, strictly ascending. */
  readonly openTimes: Float64Array;
  readonly bars: SideBars;
  /** Rows in the file, before dropping duplicates. */
  readonly rows: number;
  /** Hash of the raw bytes. */
  readonly sha256: string;
  readonly sizeBytes: number;
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly timestampUnit: TimestampUnit;
  /** Repair record of the file (`data-and-config.md` 12.5). */
  readonly repair: JsonObject | null;
  readonly duplicatesDropped: number;
}

/** The news calendar as it stands in its file (`data-and-config.md` 14.1): types checked, values not. */
export interface NewsTable {
  /** Whole ms since the epoch, in file order. */
  readonly times: Float64Array;
  /** Integer ids as decimal text. */
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly impacts: readonly string[];
  readonly currencies: readonly string[];
  readonly rows: number;
  readonly sha256: string;
  readonly sizeBytes: number;
  /** File name without folder. */
  readonly path: string;
  readonly timestampUnit: TimestampUnit;
}

const NEWS_FILE_VARIABLE = 'OMEGA_NEWS_CALENDAR_FILE';

/** Reads, hashes and checks one market file; throws the first violation of `data-and-config.md` 10.1 and 10.3. */
export async function readSideFile(request: SideFileRequest, decode: DecodeColumns = decodeColumns): Promise<SideFile> {
  const { root, timeframe, cacheFolder } = request;
  const { relativePath, place } = requireSideFile(request);
  const file = path.join(root, relativePath);
  const source = await readSourceFile(file, cacheFolder, timeframe, place, decode);
  const { fileRows, timestampUnit, repair, numbers } = source.columns;
  const [openTimes, open, high, low, close, volume] = numbers;
  return {
    openTimes,
    bars: { open, high, low, close, volume },
    rows: fileRows,
    sha256: source.sha256,
    sizeBytes: source.sizeBytes,
    path: relativePath,
    timestampUnit,
    repair,
    duplicatesDropped: fileRows - openTimes.length,
  };
}

/** Path of a market file that must be there, and how errors call it. */
export function requireSideFile(request: SideFileLocation): { relativePath: string; place: DataPlace } {
  const { root, symbol, timeframe, side } = request;
  const relativePath = sideFilePath(symbol, timeframe, side);
  requireDataRoot(root);
  if (!isFile(path.join(root, relativePath))) refuseMissingSide(request, relativePath);
  const facts = { path: relativePath, symbol, timeframe, side: sideLabel(side) };
  return { relativePath, place: { label: seriesPlace(symbol, timeframe, side), facts } };
}

/** Reads and hashes the news calendar; values and order are not checked here. */
export async function readNewsTable(
  file: string,
  cacheFolder: string | null,
  decode: DecodeColumns = decodeColumns,
): Promise<NewsTable> {
  const name = path.basename(file);
  const place: DataPlace = { label: name, facts: { path: name } };
  if (!isFile(file)) {
    throw new MarketDataError('DATA_FILE_NOT_FOUND', `the news calendar '${file}' does not exist`, {
      where: name,
      hint: `put it there, point ${NEWS_FILE_VARIABLE} at it, or turn news_filter off`,
      details: { path: name, variable: NEWS_FILE_VARIABLE },
    });
  }
  const source = await readSourceFile(file, cacheFolder, NEWS_PURPOSE, place, decode);
  const { fileRows, timestampUnit, numbers, texts } = source.columns;
  const [ids, names, impacts, currencies] = texts;
  const { sha256, sizeBytes } = source;
  return {
    times: numbers[0],
    ids,
    names,
    impacts,
    currencies,
    rows: fileRows,
    sha256,
    sizeBytes,
    path: name,
    timestampUnit,
  };
}

/** Says what is there instead: other timeframes of the symbol, or other symbols. */
function refuseMissingSide(request: SideFileLocation, relativePath: string): never {
  const { root, symbol, timeframe, side } = request;
  const present = listSymbolSeries(root, symbol).map(
    (series) => `${series.timeframe} ${series.sides.map(sideLabel).join('+')}`,
  );
  const symbols = listSymbols(root);
  const found = present.length > 0 ? `present for ${symbol}: ${present.join(', ')}` : symbolsText(symbols);
  throw new MarketDataError('DATA_FILE_NOT_FOUND', `expected the file ${relativePath} below the data root; ${found}`, {
    where: seriesPlace(symbol, timeframe, side),
    hint: LAYOUT_HINT,
    details: { path: relativePath, symbol, timeframe, side: sideLabel(side), present, symbols },
  });
}
