import type { NewsEvents } from '../types/dataset.ts';
import { MarketDataError } from '../types/errors.ts';
import { formatInstant } from './dates.ts';
import { allocateColumn } from './shared-columns.ts';
import type { NewsTable } from './side-file.ts';

const IMPACT_RANK: Readonly<Record<string, number>> = { LOW: 1, MEDIUM: 2, HIGH: 3 };
const CURRENCY_PATTERN = /^[A-Z]{3}$/;

type NewsTextTable = Pick<NewsTable, 'times' | 'ids' | 'impacts' | 'currencies' | 'path'>;

/**
 * Events of a calendar after the value rules of `data-and-config.md` 14.1: texts normalised, an event
 * repeated under the same id dropped and counted, everything else that breaks a rule refused.
 */
export function readNewsEvents(table: NewsTextTable): NewsEvents {
  const count = table.times.length;
  const times = new Float64Array(count);
  const impacts = new Uint8Array(count);
  const currencies: string[] = [];
  const keptById = new Map<string, number>();
  let kept = 0;
  for (let row = 0; row < count; row++) {
    requireTimeOrder(table, row);
    const impact = readImpact(table, row);
    const currency = readCurrency(table, row);
    const earlier = keptById.get(table.ids[row]);
    if (earlier !== undefined) {
      const isSame =
        times[earlier] === table.times[row] && impacts[earlier] === impact && currencies[earlier] === currency;
      if (isSame) continue;
      throw divergentEventError(table, row, times[earlier]);
    }
    keptById.set(table.ids[row], kept);
    times[kept] = table.times[row];
    impacts[kept] = impact;
    currencies.push(currency);
    kept++;
  }
  return {
    times: shareTimes(times, kept),
    impacts: shareImpacts(impacts, kept),
    currencies,
    duplicatesDropped: count - kept,
  };
}

function requireTimeOrder(table: NewsTextTable, row: number): void {
  if (row === 0 || table.times[row] >= table.times[row - 1]) return;
  const earlier = formatInstant(table.times[row - 1]);
  throw new MarketDataError(
    'DATA_OUT_OF_ORDER',
    `event time ${formatInstant(table.times[row])} is before the previous row's ${earlier}; expected non-decreasing times`,
    {
      where: rowPlace(table, row),
      hint: 'sort the calendar by time',
      details: { path: table.path, row, time: formatInstant(table.times[row]), previous_time: earlier },
    },
  );
}

function readImpact(table: NewsTextTable, row: number): number {
  const text = table.impacts[row].trim().toUpperCase();
  if (Object.hasOwn(IMPACT_RANK, text)) return IMPACT_RANK[text];
  throw newsValueError(table, row, 'Impact', table.impacts[row], 'LOW, MEDIUM or HIGH');
}

function readCurrency(table: NewsTextTable, row: number): string {
  const text = table.currencies[row].trim().toUpperCase();
  if (CURRENCY_PATTERN.test(text)) return text;
  throw newsValueError(table, row, 'Currency', table.currencies[row], 'three letters');
}

function newsValueError(
  table: NewsTextTable,
  row: number,
  column: string,
  value: string,
  allowed: string,
): MarketDataError {
  return new MarketDataError('DATA_NEWS_VALUE', `${column} "${value}" is not usable; expected ${allowed}`, {
    where: rowPlace(table, row),
    hint: 'convert or remove the row in the calendar file',
    details: { path: table.path, row, column, value, allowed },
  });
}

function divergentEventError(table: NewsTextTable, row: number, earlierMs: number): MarketDataError {
  const id = table.ids[row];
  const message = `id ${id} occurs again with another time, impact or currency (first at ${formatInstant(earlierMs)})`;
  return new MarketDataError('DATA_DUPLICATE_DIVERGENT', message, {
    where: rowPlace(table, row),
    hint: 'give every event its own id',
    details: { path: table.path, row, id, first_time: formatInstant(earlierMs) },
  });
}

function rowPlace(table: NewsTextTable, row: number): string {
  return `${table.path} row ${row} (${formatInstant(table.times[row])})`;
}

/** Copy of the kept times in shared memory: workers build their masks from it. */
function shareTimes(times: Float64Array, count: number): Float64Array {
  const shared = allocateColumn(count);
  shared.set(times.subarray(0, count));
  return shared;
}

function shareImpacts(impacts: Uint8Array, count: number): Uint8Array {
  const shared = new Uint8Array(new SharedArrayBuffer(count));
  shared.set(impacts.subarray(0, count));
  return shared;
}
