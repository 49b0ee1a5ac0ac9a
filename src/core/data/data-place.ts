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
  throw new MarketDataError(code, `${message} (data rows count from 0)`, {
    ...extras,
    where: `${place.label} row ${row} (${time})`,
    details: { ...place.facts, row, time, ...extras.details },
  });
}

/** Time of a row in a message; files may hold what no calendar can express. */
export function describeTime(timeMs: number): string {
  if (Number.isNaN(timeMs)) return 'no time';
  return Math.abs(timeMs) <= MAX_TIME_MS ? formatInstant(timeMs) : `${timeMs} ms since the epoch`;
}
