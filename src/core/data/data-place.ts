import { MarketDataError } from '../types/errors.ts';
import type { JsonObject } from '../types/json.ts';
import { formatInstant } from './dates.ts';
import { MAX_TIME_MS } from './timestamp-units.ts';

/** The file that an error is about. */
export interface DataPlace {
  /** `EURUSD M5 BID`, or a file name. */
  readonly label: string;
  /** Facts for `details` of every error: path, symbol, timeframe, side. */
  readonly facts: JsonObject;
  /** Row of the file that row 0 stands for, where only a part of it is at hand; absent: 0. */
  readonly firstRow?: number;
  /** Where a row stands, for rows that are lines of a text; absent: rows count from 0 in the file itself. */
  readonly describeRow?: (row: number, column: string | undefined) => RowPlace;
}

/** Place of one row of a text. */
export interface RowPlace {
  /** Full place: `prices.csv:12 column 3 (High)`. */
  readonly where: string;
  /** How other rows are called in the message: `line 12`. */
  readonly name: string;
  readonly facts: JsonObject;
}

export interface DataErrorExtras {
  readonly hint?: string;
  readonly details?: JsonObject;
  readonly cause?: unknown;
}

/** Throws an error about a whole file. */
export function refuseFile(place: DataPlace, code: string, message: string, extras: DataErrorExtras = {}): never {
  throw new MarketDataError(code, message, {
    ...extras,
    where: place.label,
    details: { ...place.facts, ...extras.details },
  });
}

/** Throws an error about one data row; `timeMs` is NaN where the row has no readable time. */
export function refuseRow(
  place: DataPlace,
  row: number,
  timeMs: number,
  code: string,
  message: string,
  extras: DataErrorExtras = {},
): never {
  const time = describeTime(timeMs);
  const column = extras.details?.column;
  const rowPlace = place.describeRow?.(row, typeof column === 'string' ? column : undefined);
  if (rowPlace !== undefined) {
    const details = { ...place.facts, ...rowPlace.facts, time, ...extras.details };
    throw new MarketDataError(code, message, { ...extras, where: rowPlace.where, details });
  }
  throw new MarketDataError(code, `${message} (data rows count from 0)`, {
    ...extras,
    where: `${place.label} row ${fileRow(place, row)} (${time})`,
    details: { ...place.facts, row: fileRow(place, row), time, ...extras.details },
  });
}

/** How a message calls another row than the one it is about. */
export function nameRow(place: DataPlace, row: number): string {
  return place.describeRow?.(row, undefined).name ?? `row ${fileRow(place, row)}`;
}

/** Row of the file that a row at hand is. */
export function fileRow(place: DataPlace, row: number): number {
  return row + (place.firstRow ?? 0);
}

/** Time of a row in a message; files may hold what no calendar can express. */
export function describeTime(timeMs: number): string {
  if (Number.isNaN(timeMs)) return 'no time';
  return Math.abs(timeMs) <= MAX_TIME_MS ? formatInstant(timeMs) : `${timeMs} ms since the epoch`;
}
