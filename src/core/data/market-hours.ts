import type { SideBars } from '../types/bars.ts';
import type { EffectiveConfig, ExecutionVariant } from '../types/config.ts';
import { MS_PER_DAY, MS_PER_HOUR, type Timeframe } from '../types/timeframe.ts';
import { sydneyOffsetPeriod } from './sydney-time.ts';

export const MS_PER_WEEK = 7 * MS_PER_DAY;

/** 1970-01-04, the first Sunday after the epoch: weeks are counted from it. */
const FIRST_SUNDAY_MS = 3 * MS_PER_DAY;
const FIRST_MONDAY_MS = FIRST_SUNDAY_MS + MS_PER_DAY;

/** Trading week of `v2`: the union of all daylight-saving positions, offsets from Sunday 00:00 UTC. */
const OPENING_MS = 20 * MS_PER_HOUR;
const CLOSING_MS = 5 * MS_PER_DAY + 22 * MS_PER_HOUR;

/** Core week, open under every daylight-saving position; offsets from Sunday 00:00 UTC. */
const CORE_OPENING_MS = 22 * MS_PER_HOUR;
const CORE_CLOSING_MS = 5 * MS_PER_DAY + 20 * MS_PER_HOUR;

/** Trading week of `v1_parity`, offsets from Monday 00:00 in Sydney. */
const SYDNEY_OPENING_MS = 7 * MS_PER_HOUR;
const SYDNEY_CLOSING_MS = 5 * MS_PER_DAY + 7 * MS_PER_HOUR;

const SUNDAY = 0;
const SATURDAY = 6;

export type MarketHours = EffectiveConfig['market_hours'];

/** One side of a file: what the clean-up reads of it. */
export interface SideColumns {
  readonly openTimes: Float64Array;
  readonly bars: SideBars;
}

/** The rows of one side that lie in market hours (`data-and-config.md` 12.4). */
export interface CleanSide {
  /** Open times of the kept rows. */
  readonly times: Float64Array;
  /** File row of each kept bar; null: all rows are kept. */
  readonly rows: Int32Array | null;
  readonly outOfHoursDropped: number;
  readonly flatDailyDropped: number;
}

/** Time since the latest Sunday 00:00 UTC. */
export function timeOfWeek(timeMs: number): number {
  return modulo(timeMs - FIRST_SUNDAY_MS, MS_PER_WEEK);
}

/** Whether an instant lies in the core week that gap counting expects bars in. */
export function isCoreWeek(timeMs: number): boolean {
  const sinceSunday = timeOfWeek(timeMs);
  return sinceSunday >= CORE_OPENING_MS && sinceSunday < CORE_CLOSING_MS;
}

/** Whether an intraday bar with this open time is kept under `fx_24_5`. */
export function isMarketOpen(timeMs: number, variant: ExecutionVariant): boolean {
  return variant === 'v1_parity' ? isSydneyWeek(timeMs, sydneyOffsetPeriod(timeMs).offsetMs) : isFixedWeek(timeMs);
}

/** Drops bars outside market hours and, of daily bars, weekends and flat days without volume. */
export function keepMarketHours(
  side: SideColumns,
  timeframe: Timeframe,
  variant: ExecutionVariant,
  marketHours: MarketHours,
): CleanSide {
  if (marketHours === 'none') return keepAll(side.openTimes);
  if (timeframe === 'D1') return keepTradingDays(side, variant);
  const isKept = variant === 'v1_parity' ? markSydneyWeek(side.openTimes) : markFixedWeek(side.openTimes);
  return keepMarked(side.openTimes, isKept, 0);
}

function markFixedWeek(times: Float64Array): Uint8Array {
  const isKept = new Uint8Array(times.length);
  for (let i = 0; i < times.length; i++) isKept[i] = isFixedWeek(times[i]) ? 1 : 0;
  return isKept;
}

function markSydneyWeek(times: Float64Array): Uint8Array {
  const isKept = new Uint8Array(times.length);
  let period = { fromMs: 0, toMs: 0, offsetMs: 0 };
  for (let i = 0; i < times.length; i++) {
    const time = times[i];
    if (time < period.fromMs || time >= period.toMs) period = sydneyOffsetPeriod(time);
    isKept[i] = isSydneyWeek(time, period.offsetMs) ? 1 : 0;
  }
  return isKept;
}

function isFixedWeek(timeMs: number): boolean {
  const sinceSunday = timeOfWeek(timeMs);
  return sinceSunday >= OPENING_MS && sinceSunday < CLOSING_MS;
}

function isSydneyWeek(timeMs: number, offsetMs: number): boolean {
  const sinceMonday = modulo(timeMs + offsetMs - FIRST_MONDAY_MS, MS_PER_WEEK);
  return sinceMonday >= SYDNEY_OPENING_MS && sinceMonday < SYDNEY_CLOSING_MS;
}

/**
 * `v2` judges the middle of the day, so that a broker day that opens on Sunday evening counts as
 * Monday; `v1_parity` judges the label. A flat weekend bar counts as out of hours.
 */
function keepTradingDays(side: SideColumns, variant: ExecutionVariant): CleanSide {
  const { openTimes, bars } = side;
  const shiftMs = variant === 'v1_parity' ? 0 : 12 * MS_PER_HOUR;
  const isKept = new Uint8Array(openTimes.length);
  let flatDropped = 0;
  for (let i = 0; i < openTimes.length; i++) {
    const weekday = Math.floor(timeOfWeek(openTimes[i] + shiftMs) / MS_PER_DAY);
    if (weekday === SATURDAY || weekday === SUNDAY) continue;
    if (isFlatWithoutVolume(bars, i)) flatDropped++;
    else isKept[i] = 1;
  }
  return keepMarked(openTimes, isKept, flatDropped);
}

function isFlatWithoutVolume(bars: SideBars, row: number): boolean {
  const open = bars.open[row];
  return bars.high[row] === open && bars.low[row] === open && bars.close[row] === open && bars.volume[row] === 0;
}

function keepAll(times: Float64Array): CleanSide {
  return { times, rows: null, outOfHoursDropped: 0, flatDailyDropped: 0 };
}

function keepMarked(times: Float64Array, isKept: Uint8Array, flatDailyDropped: number): CleanSide {
  let count = 0;
  for (let i = 0; i < isKept.length; i++) count += isKept[i];
  if (count === times.length) return keepAll(times);
  const rows = new Int32Array(count);
  const keptTimes = new Float64Array(count);
  let next = 0;
  for (let i = 0; i < isKept.length; i++) {
    if (isKept[i] === 0) continue;
    rows[next] = i;
    keptTimes[next] = times[i];
    next++;
  }
  return { times: keptTimes, rows, outOfHoursDropped: times.length - count - flatDailyDropped, flatDailyDropped };
}

/** Remainder that is never negative, for times before the epoch. */
function modulo(value: number, divisor: number): number {
  const remainder = value % divisor;
  return remainder < 0 ? remainder + divisor : remainder;
}
