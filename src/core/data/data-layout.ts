import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { PriceSide } from '../types/bars.ts';
import { MarketDataError, UsageError } from '../types/errors.ts';
import { isTimeframe, TIMEFRAMES, type Timeframe } from '../types/timeframe.ts';

/** Environment variable that moves the data root (`data-and-config.md` 9.1); named in hints only. */
const DATA_ROOT_VARIABLE = 'OMEGA_DATA_PARQUET_ROOT';
const SYMBOL_PATTERN = /^[A-Z0-9]{3,12}$/;
const SIDE_FILE_PATTERN = /^([A-Z0-9]{3,12})_([A-Z0-9]{2,3})_(BID|ASK)\.parquet$/;

/** Sides in the order in which files are read and errors are reported. */
export const PRICE_SIDES = ['bid', 'ask'] as const satisfies readonly PriceSide[];

/** Hint for a missing market file. */
export const LAYOUT_HINT = 'names are upper-case: <SYMBOL>/<SYMBOL>_<TF>_BID.parquet and _ASK.parquet';

/** Which sides of one symbol and timeframe are present below a data root. */
export interface MarketSeries {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  readonly sides: readonly PriceSide[];
}

/** Refuses a symbol that could lead a path out of the data root. */
export function requireSymbol(symbol: string): void {
  if (SYMBOL_PATTERN.test(symbol)) return;
  throw new UsageError('USAGE', `symbol '${symbol}' does not match ${SYMBOL_PATTERN.source}`);
}

/** Path of a market file relative to the data root, with `/` on every platform (`data-and-config.md` 9.2). */
export function sideFilePath(symbol: string, timeframe: Timeframe, side: PriceSide): string {
  requireSymbol(symbol);
  return `${symbol}/${symbol}_${timeframe}_${sideLabel(side)}.parquet`;
}

/** `BID` or `ASK`, as in file names and messages. */
export function sideLabel(side: PriceSide): string {
  return side.toUpperCase();
}

/** Place of a series in a message: `EURUSD M5 BID`. */
export function seriesPlace(symbol: string, timeframe: Timeframe, side: PriceSide): string {
  return `${symbol} ${timeframe} ${sideLabel(side)}`;
}

/** Throws `DATA_ROOT_NOT_FOUND` unless `root` is a folder. */
export function requireDataRoot(root: string): void {
  if (isFolder(root)) return;
  throw new MarketDataError('DATA_ROOT_NOT_FOUND', `the data root '${root}' is not a folder`, {
    hint: `create it, point ${DATA_ROOT_VARIABLE} at the market data, or make a sample with 'omega data synth'`,
    details: { path: root, variable: DATA_ROOT_VARIABLE },
  });
}

/** Every series below the root, by symbol and then by length of the timeframe; other files are passed over. */
export function listMarketSeries(root: string): MarketSeries[] {
  requireDataRoot(root);
  return listFolders(root)
    .filter((name) => SYMBOL_PATTERN.test(name))
    .sort()
    .flatMap((symbol) => listSymbolSeries(root, symbol));
}

/** Series of one symbol, shortest timeframe first; empty where the symbol has no folder. */
export function listSymbolSeries(root: string, symbol: string): MarketSeries[] {
  requireSymbol(symbol);
  const found = new Set<string>();
  for (const name of listFiles(path.join(root, symbol))) {
    const [, fileSymbol, timeframe = '', side] = SIDE_FILE_PATTERN.exec(name) ?? [];
    if (fileSymbol === symbol && isTimeframe(timeframe)) found.add(`${timeframe} ${side}`);
  }
  return TIMEFRAMES.map((timeframe) => ({
    symbol,
    timeframe,
    sides: PRICE_SIDES.filter((side) => found.has(`${timeframe} ${sideLabel(side)}`)),
  })).filter((series) => series.sides.length > 0);
}

/** Shortest timeframe of which a symbol has a file; throws `DATA_FILE_NOT_FOUND` if it has none. */
export function findFinestTimeframe(root: string, symbol: string): Timeframe {
  requireDataRoot(root);
  const [finest] = listSymbolSeries(root, symbol);
  if (finest !== undefined) return finest.timeframe;
  const symbols = listSymbols(root);
  throw new MarketDataError('DATA_FILE_NOT_FOUND', `there is no market file of ${symbol}; ${symbolsText(symbols)}`, {
    where: symbol,
    hint: LAYOUT_HINT,
    details: { symbol, symbols },
  });
}

/** Symbols that have at least one market file. */
export function listSymbols(root: string): string[] {
  return [...new Set(listMarketSeries(root).map((series) => series.symbol))];
}

/** `symbols present: EURUSD, GBPUSD`, for messages about something missing. */
export function symbolsText(symbols: readonly string[]): string {
  return `symbols present: ${symbols.join(', ') || 'none'}`;
}

function listFolders(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
    .map((entry) => entry.name);
}

function listFiles(folder: string): string[] {
  return isFolder(folder) ? readdirSync(folder) : [];
}

/** Not a folder is also what cannot be looked at, for example because a file stands where its path has a folder. */
function isFolder(folder: string): boolean {
  try {
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}
