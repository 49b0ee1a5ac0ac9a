import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { barColumns, encodeColumns, type Row } from '../../core/data/parquet-samples.ts';

/** Both files of one series: rows, the bytes of a file, or null for a file that is missing. */
export interface SmallSeries {
  readonly symbol?: string;
  readonly timeframe?: string;
  readonly bid?: readonly Row[] | Uint8Array | null;
  readonly ask?: readonly Row[] | Uint8Array | null;
}

const MS_PER_HOUR = 3_600_000;
const MONDAY = Date.UTC(2024, 0, 8);
const SPREAD = 0.0002;
/** Hours of a week, from Monday 00:00, in which bars exist. */
const FRIDAY_22 = 4 * 24 + 22;
const SUNDAY_22 = 6 * 24 + 22;

/**
 * Hourly bid bars of five trading days a week from Monday, 2024-01-08, that swing by about a percent: the
 * mean reversion strategy finds trades in them.
 */
export const SMALL_BID: readonly Row[] = smallRows(24 * 28);

export const SMALL_ASK: readonly Row[] = shiftRows(SMALL_BID, SPREAD);

/** Both sides of the same bars as H4. */
export const SMALL_H4 = { timeframe: 'H4', bid: joinRows(SMALL_BID, 4), ask: joinRows(SMALL_ASK, 4) } as const;

/** Members of a configuration that reads H4 beside H1, with a warm-up that both have. */
export const WITH_H4 = {
  timeframes: { primary: 'H1', additional: ['H4'] },
  warmup_bars: 20,
  strategy_parameters: { enabled_scenarios: [1], ema_length: 20, b_b_length: 20, window_length: 20, atr_length: 14 },
} as const;

/** The rows with all prices moved. */
export function shiftRows(rows: readonly Row[], by: number): readonly Row[] {
  return rows.map(([time, open, ...rest]) => {
    const [high, low, close, volume] = rest;
    return [time, price((open ?? 0) + by), price(high + by), price(low + by), price(close + by), volume];
  });
}

/** The rows with one of them changed. */
export function changeRow(rows: readonly Row[], index: number, change: (row: Row) => Row): readonly Row[] {
  return rows.map((row, at) => (at === index ? change(row) : row));
}

/** Bars of a longer timeframe from the hourly ones, stamped with their open time. */
export function joinRows(rows: readonly Row[], hours: number): readonly Row[] {
  const buckets = new Map<number, Row[]>();
  for (const row of rows) {
    const start = Math.floor(Date.parse(row[0]) / (hours * MS_PER_HOUR)) * hours * MS_PER_HOUR;
    buckets.set(start, [...(buckets.get(start) ?? []), row]);
  }
  return [...buckets].map(([start, members]): Row => {
    const [first] = members as [Row];
    const last = members.at(-1) as Row;
    const high = Math.max(...members.map((row) => row[2]));
    const low = Math.min(...members.map((row) => row[3]));
    return [new Date(start).toISOString(), first[1], high, low, last[4], members.length];
  });
}

/** Writes series below a data root; sides that are not given are the sound ones. */
export function smallDataRoot(folder: string, series: readonly SmallSeries[]): void {
  for (const { symbol = 'EURUSD', timeframe = 'H1', bid = SMALL_BID, ask = SMALL_ASK } of series) {
    mkdirSync(path.join(folder, symbol), { recursive: true });
    for (const [side, content] of Object.entries({ BID: bid, ASK: ask })) {
      if (content === null) continue;
      const bytes = content instanceof Uint8Array ? content : encodeColumns(barColumns(content));
      writeFileSync(path.join(folder, symbol, `${symbol}_${timeframe}_${side}.parquet`), bytes);
    }
  }
}

function smallRows(hours: number): Row[] {
  const rows: Row[] = [];
  let open = 1.1;
  for (let hour = 0; hour < hours; hour += 1) {
    const hourOfWeek = hour % (7 * 24);
    if (hourOfWeek >= FRIDAY_22 && hourOfWeek < SUNDAY_22) continue;
    const close = price(1.1 + 0.006 * Math.sin(hour / 9) + 0.003 * Math.sin(hour / 2.3));
    const time = new Date(MONDAY + hour * MS_PER_HOUR).toISOString();
    rows.push([time, open, price(Math.max(open, close) + 0.0004), price(Math.min(open, close) - 0.0004), close, 100]);
    open = close;
  }
  return rows;
}

function price(value: number): number {
  return Number(value.toFixed(5));
}
