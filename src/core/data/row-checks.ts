import type { SideBars } from '../types/bars.ts';
import { MS_PER_HOUR, MS_PER_MINUTE, TIMEFRAME_MS, type Timeframe } from '../types/timeframe.ts';
import { BAR_COLUMNS } from './bar-columns.ts';
import type { DataPlace } from './data-place.ts';
import {
  refuseDivergent,
  refuseNull,
  refuseOffGrid,
  refuseOrder,
  refuseOverlap,
  refuseValues,
} from './row-refusals.ts';
import type { UncheckedBars } from './unchecked-columns.ts';

/** Broker days and four-hour bars shift with daylight saving. */
const DAYLIGHT_TOLERANCE_MS = MS_PER_HOUR;

/**
 * Applies rules 2 to 10 of `data-and-config.md` 10.3: row by row in file order, the rules of a row in
 * the order of the table; the first violation throws. Repeated identical rows are removed in place, so
 * that afterwards the first `n` elements of every column are the series, with `n` the returned number.
 */
export function checkRows(raw: UncheckedBars, timeframe: Timeframe, place: DataPlace): number {
  const { openTimes, bars } = raw;
  const { open, high, low, close, volume } = bars;
  const nullRow = raw.firstNull?.row ?? -1;
  const inexactRow = raw.inexactTime?.row ?? -1;
  // H4 and D1 bars need not start at a multiple of their length.
  const isGrid = TIMEFRAME_MS[timeframe] <= MS_PER_HOUR;
  const gridMs = isGrid ? TIMEFRAME_MS[timeframe] : MS_PER_MINUTE;
  const minimumDistanceMs = TIMEFRAME_MS[timeframe] - (isGrid ? 0 : DAYLIGHT_TOLERANCE_MS);
  let kept = 0;
  let previousTime = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < openTimes.length; row += 1) {
    if (row === nullRow) refuseNull(raw, place);
    if (!isSoundBar(open[row], high[row], low[row], close[row], volume[row])) refuseValues(raw, row, place);
    const time = openTimes[row];
    if (time < previousTime) refuseOrder(raw, row, previousTime, place);
    if (time === previousTime && row !== inexactRow) {
      if (!isSameBar(bars, row, kept - 1)) refuseDivergent(raw, row, kept, place);
      continue;
    }
    if (row === inexactRow || time % gridMs !== 0) {
      refuseOffGrid(
        raw,
        row,
        kept,
        timeframe,
        isGrid ? `a multiple of ${timeframe} since the epoch` : 'a whole minute',
        place,
      );
    }
    if (time - previousTime < minimumDistanceMs) refuseOverlap(raw, row, kept, timeframe, place);
    if (kept !== row) moveRow(raw, row, kept);
    previousTime = time;
    kept += 1;
  }
  return kept;
}

/** Rules 3 to 6 at once; NaN fails every comparison, and the outer prices bound the inner ones. */
function isSoundBar(open: number, high: number, low: number, close: number, volume: number): boolean {
  const isOrdered = high >= open && high >= close && high >= low && low <= open && low <= close;
  return isOrdered && low > 0 && high < Number.POSITIVE_INFINITY && volume >= 0 && volume < Number.POSITIVE_INFINITY;
}

/** Bit by bit: unlike `===`, `Object.is` tells -0 from 0; NaN was refused before. */
function isSameBar(bars: SideBars, row: number, other: number): boolean {
  return BAR_COLUMNS.every((column) => Object.is(bars[column][row], bars[column][other]));
}

function moveRow(raw: UncheckedBars, from: number, to: number): void {
  raw.openTimes[to] = raw.openTimes[from];
  for (const column of BAR_COLUMNS) raw.bars[column][to] = raw.bars[column][from];
}
