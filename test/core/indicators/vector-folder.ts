import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Bars, SideBars } from '../../../src/core/types/bars.ts';
import type { JsonObject } from '../../../src/core/types/json.ts';
import type { Timeframe } from '../../../src/core/types/timeframe.ts';

/** Expected values of one case: a column, named columns, or records. */
export type VectorOutput = null | readonly unknown[] | { readonly [name: string]: readonly unknown[] };

export interface VectorInput {
  readonly file?: string;
  readonly timeframe?: Timeframe;
  readonly price_type?: 'bid' | 'ask';
  readonly closes?: readonly (number | null)[];
  readonly ohlc?: readonly (readonly number[] | null)[];
  readonly primary_file?: string;
  readonly primary_timeframe?: Timeframe;
  readonly primary_from_row?: number;
  readonly htf_file?: string;
  readonly htf_removed_rows?: readonly number[];
  readonly alignment_case?: string;
  readonly compute?: string;
  readonly values?: readonly number[];
}

export interface VectorCase {
  readonly name: string;
  readonly params: JsonObject;
  readonly input: VectorInput;
  readonly output: VectorOutput;
  readonly first_finite_index: number | null | Readonly<Record<string, number | null>>;
  readonly update_points?: readonly number[];
  readonly window_start?: number | null;
  readonly status_codes?: readonly string[];
}

/** A folder of expected values in the format of the reference vectors. */
export class VectorFolder {
  readonly #folder: string;
  readonly #bars = new Map<string, Bars>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  cases(indicator: string): readonly VectorCase[] {
    const text = readFileSync(path.join(this.#folder, `${indicator}.json`), 'utf8');
    return (JSON.parse(text) as { cases: VectorCase[] }).cases;
  }

  /** All rows of a price file. */
  bars(file: string, timeframe: Timeframe): Bars {
    const known = this.#bars.get(file);
    if (known !== undefined) return known;
    const bars = parseBars(readFileSync(path.join(this.#folder, file), 'utf8'), timeframe);
    this.#bars.set(file, bars);
    return bars;
  }

  /** The one side that a case works on. */
  sideOf(input: VectorInput): SideBars {
    if (input.closes !== undefined) return flatBars(input.closes.map((close) => close ?? Number.NaN));
    if (input.ohlc !== undefined) return barsOfRows(input.ohlc);
    if (input.file === undefined || input.timeframe === undefined || input.price_type === undefined) {
      throw new Error(`input without a price side: ${JSON.stringify(input)}`);
    }
    return this.bars(input.file, input.timeframe)[input.price_type];
  }
}

/** The chosen rows of a bar series. */
export function pickRows(bars: Bars, keep: (row: number) => boolean): Bars {
  const pick = (column: Float64Array) => column.filter((_, row) => keep(row));
  const pickSide = (side: SideBars): SideBars => ({
    open: pick(side.open),
    high: pick(side.high),
    low: pick(side.low),
    close: pick(side.close),
    volume: pick(side.volume),
  });
  return {
    timeframe: bars.timeframe,
    openTimes: pick(bars.openTimes),
    bid: pickSide(bars.bid),
    ask: pickSide(bars.ask),
  };
}

/** Bars that never move within themselves. */
export function flatBars(closes: readonly number[]): SideBars {
  const column = () => Float64Array.from(closes);
  return { open: column(), high: column(), low: column(), close: column(), volume: new Float64Array(closes.length) };
}

function barsOfRows(rows: readonly (readonly number[] | null)[]): SideBars {
  const column = (position: number) => Float64Array.from(rows, (row) => row?.[position] ?? Number.NaN);
  return { open: column(0), high: column(1), low: column(2), close: column(3), volume: new Float64Array(rows.length) };
}

function parseBars(text: string, timeframe: Timeframe): Bars {
  const [header = '', ...lines] = text.trim().split('\n');
  const names = header.trim().split(',');
  const rows = lines.map((line) => line.trim().split(','));
  const column = (name: string) => Float64Array.from(rows, (row) => Number(row[names.indexOf(name)]));
  const side = (prefix: string): SideBars => ({
    open: column(`${prefix}_open`),
    high: column(`${prefix}_high`),
    low: column(`${prefix}_low`),
    close: column(`${prefix}_close`),
    volume: column(`${prefix}_volume`),
  });
  return { timeframe, openTimes: column('open_ms'), bid: side('bid'), ask: side('ask') };
}
