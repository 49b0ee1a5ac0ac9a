import type { SideBars } from '../types/bars.ts';
import type { JsonObject } from '../types/json.ts';
import { MS_PER_MINUTE, TIMEFRAME_MS, TIMEFRAMES, type Timeframe } from '../types/timeframe.ts';
import { BAR_COLUMNS, PRICE_COLUMNS } from './bar-columns.ts';
import { type DataPlace, describeTime, fileRow, nameRow, refuseRow } from './data-place.ts';
import type { UncheckedBars, UncheckedTimes } from './unchecked-columns.ts';

/** Rule 2: a null in one of the columns. */
export function refuseNull(raw: UncheckedTimes, place: DataPlace): never {
  const { row, column } = raw.firstNull ?? { row: 0, column: '' };
  const timeMs = column === 'UTC time' ? Number.NaN : raw.openTimes[row];
  return refuseRow(place, row, timeMs, 'DATA_NULL_VALUE', `column '${column}' is null, expected a value`, {
    details: { column },
  });
}

/** Refuses what of a news file could not even be represented: nulls, and times finer than a millisecond. */
export function refuseNewsRow(raw: UncheckedTimes, place: DataPlace): void {
  const { firstNull, inexactTime } = raw;
  if (firstNull !== null && firstNull.row <= (inexactTime?.row ?? firstNull.row)) refuseNull(raw, place);
  if (inexactTime === null) return;
  const { row, units } = inexactTime;
  const message = `time ${units} since the epoch is not a whole millisecond`;
  refuseRow(place, row, raw.openTimes[row], 'DATA_NEWS_VALUE', message, { details: { value: units } });
}

/** Rules 3 to 6: names the first one that the numbers of the row break. */
export function refuseValues(raw: UncheckedBars, row: number, place: DataPlace): never {
  const timeMs = raw.openTimes[row];
  for (const column of BAR_COLUMNS) {
    const value = raw.bars[column][row];
    if (Number.isFinite(value)) continue;
    refuseRow(place, row, timeMs, 'DATA_NON_FINITE', `${titleOf(column)} is ${value}, expected a finite number`, {
      details: { column: titleOf(column), value: String(value) },
    });
  }
  const [open, high, low, close] = PRICE_COLUMNS.map((column) => raw.bars[column][row]);
  for (const column of PRICE_COLUMNS) {
    const value = raw.bars[column][row];
    if (value > 0) continue;
    refuseRow(place, row, timeMs, 'DATA_NON_POSITIVE_PRICE', `${titleOf(column)} is ${value}, expected more than 0`, {
      details: { column: titleOf(column), value },
    });
  }
  if (high < Math.max(open, close, low) || low > Math.min(open, close)) {
    const found = `Open ${open}, High ${high}, Low ${low}, Close ${close}`;
    const expected = 'expected High to be the largest and Low the smallest of the four';
    refuseRow(place, row, timeMs, 'DATA_OHLC', `${found}: ${expected}`, { details: { open, high, low, close } });
  }
  const volume = raw.bars.volume[row];
  return refuseRow(place, row, timeMs, 'DATA_NEGATIVE_VOLUME', `Volume is ${volume}, expected 0 or more`, {
    details: { column: 'Volume', value: volume },
  });
}

/** Rule 7: a time before that of the previous row. */
export function refuseOrder(raw: UncheckedBars, row: number, previousTime: number, place: DataPlace): never {
  const timeMs = raw.openTimes[row];
  const previous = describeTime(previousTime);
  const message = `time ${describeTime(timeMs)} is earlier than ${previous} of the row before`;
  return refuseRow(place, row, timeMs, 'DATA_OUT_OF_ORDER', message, {
    hint: 'sort the file by time',
    details: { previous_time: previous },
  });
}

/** Rule 8: the time of the previous row with other values; `kept` is the number of rows kept so far. */
export function refuseDivergent(raw: UncheckedBars, row: number, kept: number, place: DataPlace): never {
  // Rows of equal time are neighbours and were identical up to here.
  const previousRow = row - 1;
  const values = describeBar(raw.bars, row);
  const previousValues = describeBar(raw.bars, kept - 1);
  const previousName = nameRow(place, previousRow);
  const message = `repeats the time of ${previousName} with other values: ${values}; ${previousName}: ${previousValues}`;
  return refuseRow(place, row, raw.openTimes[row], 'DATA_DUPLICATE_DIVERGENT', message, {
    details: { previous_row: fileRow(place, previousRow), values, previous_values: previousValues },
  });
}

/** Rule 9: a time off the grid of the timeframe, or of whole minutes for H4 and D1. */
export function refuseOffGrid(
  raw: UncheckedBars,
  row: number,
  kept: number,
  timeframe: Timeframe,
  grid: string,
  place: DataPlace,
): never {
  const exact = raw.inexactTime?.row === row ? ` (${raw.inexactTime.units})` : '';
  const time = describeTime(raw.openTimes[row]);
  refuseSpacing(raw, row, kept, timeframe, place, 'DATA_OFF_GRID', `time ${time}${exact} is not ${grid}`, { grid });
}

/** Rule 10: a bar that opens before the previous one can have ended. */
export function refuseOverlap(
  raw: UncheckedBars,
  row: number,
  kept: number,
  timeframe: Timeframe,
  place: DataPlace,
): never {
  const minutes = (raw.openTimes[row] - raw.openTimes[kept - 1]) / MS_PER_MINUTE;
  const message = `opens ${minutes} minutes after the bar before, too early for the timeframe ${timeframe}`;
  refuseSpacing(raw, row, kept, timeframe, place, 'DATA_BAR_OVERLAP', message, { distance_minutes: minutes });
}

function refuseSpacing(
  raw: UncheckedBars,
  row: number,
  kept: number,
  timeframe: Timeframe,
  place: DataPlace,
  code: string,
  message: string,
  details: JsonObject,
): never {
  const timeMs = raw.openTimes[row];
  const guess = guessShorterTimeframe(raw.openTimes, row, kept, timeframe);
  if (guess === null) return refuseRow(place, row, timeMs, code, message, { details });
  return refuseRow(place, row, timeMs, code, `${message}; file content looks like ${guess}`, {
    hint: `name the file after its timeframe ${guess}, or export bars of ${timeframe}`,
    details: { ...details, looks_like: guess },
  });
}

/** The shorter timeframe whose length is the median distance between rows; null if none fits. */
function guessShorterTimeframe(
  openTimes: Float64Array,
  row: number,
  kept: number,
  timeframe: Timeframe,
): Timeframe | null {
  // Between the kept rows and the current one lie only leftovers of removed duplicates.
  const times = [...openTimes.subarray(0, kept), ...openTimes.subarray(row)];
  const distances = times.slice(1).map((time, index) => time - times[index]);
  const positive = Float64Array.from(distances.filter((distance) => distance > 0)).sort();
  const median = positive[positive.length >> 1];
  const guess = TIMEFRAMES.find((candidate) => TIMEFRAME_MS[candidate] === median);
  return guess !== undefined && TIMEFRAME_MS[guess] < TIMEFRAME_MS[timeframe] ? guess : null;
}

function describeBar(bars: SideBars, row: number): string {
  return BAR_COLUMNS.map((column) => `${titleOf(column)} ${bars[column][row]}`).join(', ');
}

/** Column name as in the file. */
function titleOf(column: string): string {
  return column.charAt(0).toUpperCase() + column.slice(1);
}
