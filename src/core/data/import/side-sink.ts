import type { PriceSide } from '../../types/bars.ts';
import type { Timeframe } from '../../types/timeframe.ts';
import { BAR_COLUMNS, PRICE_COLUMNS } from '../bar-columns.ts';
import type { BarFileWriter, FinishedFile } from '../bar-file-writer.ts';
import { seriesPlace, sideLabel } from '../data-layout.ts';
import type { DataPlace, RowPlace } from '../data-place.ts';
import { ROW_GROUP_ROWS } from '../parquet-writer.ts';
import { checkRows } from '../row-checks.ts';
import type { SideTable } from '../side-table.ts';
import type { InexactTime } from '../timestamp-units.ts';
import type { UncheckedBars } from '../unchecked-columns.ts';
import type { ImportSource } from './import-source.ts';
import { describeColumn, type RowReader } from './row-reader.ts';

/** Rows that are checked together; the last bar of a piece is checked again as the first of the next. */
const CAPACITY = ROW_GROUP_ROWS + 1;

/** What has gone into the file of one side. */
export interface SideCounts {
  /** Lines that were read. */
  readonly lines: number;
  readonly bars: number;
  readonly firstTimeMs: number;
  readonly lastTimeMs: number;
}

/**
 * Collects the rows of one side, applies the row checks of a market file (`data-and-config.md` 10.3)
 * piece by piece, and writes what is left.
 */
export class SideSink {
  readonly side: PriceSide;
  private readonly timeframe: Timeframe;
  private readonly sources: readonly ImportSource[];
  private readonly writer: BarFileWriter;
  private readonly place: DataPlace;
  private readonly openTimes = new Float64Array(CAPACITY);
  private readonly columns = BAR_COLUMNS.map(() => new Float64Array(CAPACITY));
  private readonly lineNumbers = new Float64Array(CAPACITY);
  private readonly sourceIndices = new Uint32Array(CAPACITY);
  private inexactTime: InexactTime | null = null;
  private rows = 0;
  /** 1 once the first row is the last bar of the piece before. */
  private carried = 0;
  private lineCount = 0;
  private barCount = 0;
  private firstTimeMs = Number.NaN;

  constructor(
    symbol: string,
    timeframe: Timeframe,
    side: PriceSide,
    sources: readonly ImportSource[],
    writer: BarFileWriter,
  ) {
    this.side = side;
    this.timeframe = timeframe;
    this.sources = sources;
    this.writer = writer;
    this.place = {
      label: seriesPlace(symbol, timeframe, side),
      facts: { symbol, timeframe, side: sideLabel(side) },
      describeRow: (row, column) => this.describeRow(row, column),
    };
  }

  /** Takes the row that the reader holds; `flush` must be called as soon as it returns true. */
  push(reader: RowReader, sourceIndex: number, lineNumber: number): boolean {
    const row = this.rows;
    this.openTimes[row] = reader.timeMs;
    for (let index = 0; index < this.columns.length; index += 1) this.columns[index][row] = reader.values[index];
    if (reader.inexactTime !== null && this.inexactTime === null) this.inexactTime = { row, units: reader.inexactTime };
    this.lineNumbers[row] = lineNumber;
    this.sourceIndices[row] = sourceIndex;
    this.rows = row + 1;
    this.lineCount += 1;
    return this.rows === CAPACITY;
  }

  /** Checks the rows at hand and writes them; the last one stays for the check of the next. */
  async flush(): Promise<void> {
    if (this.rows === this.carried) return;
    const kept = checkRows(this.unchecked(), this.timeframe, this.place);
    const fresh = this.part(this.carried, kept);
    if (Number.isNaN(this.firstTimeMs)) this.firstTimeMs = this.openTimes[0];
    this.barCount += fresh.openTimes.length;
    await this.writer.write(fresh);
    const last = kept - 1;
    this.openTimes[0] = this.openTimes[last];
    for (const column of this.columns) column[0] = column[last];
    // Rows behind the last kept one repeat it, so the line of the very last row stands for it.
    this.lineNumbers[0] = this.lineNumbers[this.rows - 1];
    this.sourceIndices[0] = this.sourceIndices[this.rows - 1];
    this.rows = 1;
    this.carried = 1;
  }

  get counts(): SideCounts {
    return {
      lines: this.lineCount,
      bars: this.barCount,
      firstTimeMs: this.firstTimeMs,
      lastTimeMs: this.openTimes[0],
    };
  }

  /** Completes the file after the last flush. */
  finish(): Promise<FinishedFile> {
    return this.writer.finish();
  }

  /** Gives the file up. */
  abandon(): Promise<void> {
    return this.writer.abandon();
  }

  private unchecked(): UncheckedBars {
    return { ...this.part(0, this.rows), inexactTime: this.inexactTime, firstNull: null };
  }

  private part(from: number, to: number): SideTable {
    const [open, high, low, close, volume] = this.columns.map((column) => column.subarray(from, to));
    return { openTimes: this.openTimes.subarray(from, to), bars: { open, high, low, close, volume } };
  }

  private describeRow(row: number, column: string | undefined): RowPlace {
    const source = this.sources[this.sourceIndices[row]];
    const line = this.lineNumbers[row];
    const position = this.positionOf(source, column);
    const place = position === null ? '' : ` ${describeColumn(source.layout.names, position)}`;
    return {
      where: `${source.name}:${line}${place}`,
      name: `line ${line}`,
      facts: { file: source.name, line, ...(position === null ? {} : { column_number: position + 1 }) },
    };
  }

  private positionOf(source: ImportSource, column: string | undefined): number | null {
    const index = [...PRICE_COLUMNS, 'volume'].indexOf(column?.toLowerCase() ?? '');
    const positions = source.sides.find(({ side }) => side === this.side)?.positions;
    return index < 0 || positions === undefined ? null : positions[index];
  }
}
