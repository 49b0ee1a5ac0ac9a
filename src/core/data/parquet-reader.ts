import type { JsonObject } from '../types/json.ts';
import {
  type ArrowColumn,
  copyNumbers,
  findFirstNull,
  readIntegerTexts,
  readTexts,
  readWords,
} from './arrow-c-data.ts';
import { allocateBars } from './bar-columns.ts';
import {
  BAR_FILE_COLUMNS,
  type ColumnKind,
  checkColumns,
  checkZone,
  NEWS_FILE_COLUMNS,
  type RequiredColumn,
  refuseType,
} from './check-columns.ts';
import { type DataPlace, refuseFile } from './data-place.ts';
import { type ParquetBatch, type ParquetSelection, refuseUnreadable, useBatches } from './parquet-batches.ts';
import { type ParquetFooter, parseParquetFooter } from './parquet-footer.ts';
import { REPAIR_METADATA_KEY } from './repair-record.ts';
import { allocateColumn } from './shared-columns.ts';
import { convertToMilliseconds, type InexactTime, type TimestampUnit } from './timestamp-units.ts';
import type { NullCell, UncheckedBars, UncheckedTimes } from './unchecked-columns.ts';

/** Columns of a market file as decoded, before any row check; in shared memory. */
export interface DecodedBars extends UncheckedBars {
  readonly timestampUnit: TimestampUnit;
  readonly repair: JsonObject | null;
}

/** Columns of a news file as decoded. */
export interface DecodedNews extends UncheckedTimes {
  readonly timestampUnit: TimestampUnit;
  readonly ids: string[];
  readonly names: string[];
  readonly impacts: string[];
  readonly currencies: string[];
}

/** A market file whose footer and columns have been checked. */
export interface OpenedBars {
  readonly rows: number;
  readonly rowGroups: readonly number[];
  readonly timestampUnit: TimestampUnit;
  readonly repair: JsonObject | null;
}

/** Decodes the six columns of a market file; schema errors of `data-and-config.md` 10.1 and an empty file throw. */
export async function decodeBars(file: Uint8Array<ArrayBuffer>, place: DataPlace): Promise<DecodedBars> {
  const { timestampUnit, rows, repair } = openBars(file, place);
  const selection = { names: namesOf(BAR_FILE_COLUMNS), firstRow: 0, rows };
  return { ...(await copyBars(new Blob([file]), selection, timestampUnit, place)), timestampUnit, repair };
}

/**
 * Everything about a market file that can be refused before a page is decoded.
 *
 * @param file the whole file, or its `readFooterBytes`
 */
export function openBars(file: Uint8Array, place: DataPlace): OpenedBars {
  const { footer, timestampUnit } = openFile(file, BAR_FILE_COLUMNS, place);
  return { rows: footer.rows, rowGroups: footer.rowGroups, timestampUnit, repair: readRepair(footer, place) };
}

/**
 * Decodes one row group of a market file into columns that begin with `firstRow` rows of zeros, for the
 * caller to fill.
 */
export function decodeRowGroup(
  file: Blob,
  opened: OpenedBars,
  rowGroup: number,
  firstRow: number,
  place: DataPlace,
): Promise<UncheckedBars> {
  const selection = { names: namesOf(BAR_FILE_COLUMNS), rowGroup, firstRow, rows: opened.rowGroups[rowGroup] };
  return copyBars(file, selection, opened.timestampUnit, place);
}

function copyBars(
  file: Blob,
  selection: ParquetSelection,
  timestampUnit: TimestampUnit,
  place: DataPlace,
): Promise<UncheckedBars> {
  return useBatches(file, selection, place, (batches) => {
    const rows = selection.firstRow + selection.rows;
    const times = decodeTimes(batches, rows, BAR_FILE_COLUMNS, timestampUnit, place);
    const bars = allocateBars(rows);
    for (const batch of batches) {
      copyColumn(batch, 'Open', 'price', bars.open, place);
      copyColumn(batch, 'High', 'price', bars.high, place);
      copyColumn(batch, 'Low', 'price', bars.low, place);
      copyColumn(batch, 'Close', 'price', bars.close, place);
      copyColumn(batch, 'Volume', 'volume', bars.volume, place);
    }
    return { ...times, bars };
  });
}

/** Decodes the five columns of a news file (`data-and-config.md` 14.1). */
export async function decodeNews(file: Uint8Array<ArrayBuffer>, place: DataPlace): Promise<DecodedNews> {
  const { footer, timestampUnit } = openFile(file, NEWS_FILE_COLUMNS, place);
  const selection = { names: namesOf(NEWS_FILE_COLUMNS), firstRow: 0, rows: footer.rows };
  return useBatches(new Blob([file]), selection, place, (batches) => ({
    ...decodeTimes(batches, footer.rows, NEWS_FILE_COLUMNS, timestampUnit, place),
    timestampUnit,
    ids: batches.flatMap((batch) => decodeTexts(batch, 'Id', 'id', place)),
    names: batches.flatMap((batch) => decodeTexts(batch, 'Name', 'text', place)),
    impacts: batches.flatMap((batch) => decodeTexts(batch, 'Impact', 'text', place)),
    currencies: batches.flatMap((batch) => decodeTexts(batch, 'Currency', 'text', place)),
  }));
}

/** Everything that can be refused before a page is decoded. */
function openFile(
  file: Uint8Array,
  required: readonly RequiredColumn[],
  place: DataPlace,
): { footer: ParquetFooter; timestampUnit: TimestampUnit } {
  const footer = readFooter(file, place);
  const timestampUnit = checkColumns(footer, required, place);
  if (footer.rows < 1) refuseFile(place, 'DATA_EMPTY', 'the file has no rows, expected at least one');
  return { footer, timestampUnit };
}

function readFooter(file: Uint8Array, place: DataPlace): ParquetFooter {
  try {
    return parseParquetFooter(file);
  } catch (error) {
    return refuseUnreadable(place, error);
  }
}

function readRepair(footer: ParquetFooter, place: DataPlace): JsonObject | null {
  const text = footer.metadata.get(REPAIR_METADATA_KEY);
  if (text === undefined) return null;
  try {
    const record: unknown = JSON.parse(text);
    if (typeof record === 'object' && record !== null && !Array.isArray(record)) return record as JsonObject;
  } catch {
    // Falls through: the same refusal as for JSON that is no object.
  }
  return refuseUnreadable(place, new Error(`metadata '${REPAIR_METADATA_KEY}' is not a JSON object`));
}

function decodeTimes(
  batches: readonly ParquetBatch[],
  rows: number,
  required: readonly RequiredColumn[],
  unit: TimestampUnit,
  place: DataPlace,
): UncheckedTimes {
  const openTimes = allocateColumn(rows);
  let inexactTime: InexactTime | null = null;
  let firstNull: NullCell | null = null;
  for (const batch of batches) {
    const inexactOfBatch = copyTimes(batch, unit, openTimes, place);
    inexactTime ??= inexactOfBatch;
    firstNull ??= findNull(batch, required);
  }
  return { openTimes, inexactTime, firstNull };
}

function copyTimes(
  batch: ParquetBatch,
  unit: TimestampUnit,
  target: Float64Array,
  place: DataPlace,
): InexactTime | null {
  const column = findColumn(batch, 'UTC time');
  const [, letter, zone = ''] = /^ts([num]):(.*)$/.exec(column.format) ?? [];
  if (letter !== unit.charAt(0)) refuseType(place, 'UTC time', `Arrow ${column.format}`, 'time');
  checkZone(zone, place);
  return convertToMilliseconds(readWords(batch.memory, column), unit, target, batch.firstRow);
}

function copyColumn(batch: ParquetBatch, name: string, kind: ColumnKind, target: Float64Array, place: DataPlace): void {
  const column = findColumn(batch, name);
  const isCopied = copyNumbers(batch.memory, column, target, batch.firstRow);
  if (!isCopied) refuseType(place, name, `Arrow ${column.format}`, kind);
}

function decodeTexts(batch: ParquetBatch, name: string, kind: ColumnKind, place: DataPlace): string[] {
  const column = findColumn(batch, name);
  const integers = kind === 'id' && column.dictionary === null ? readIntegerTexts(batch.memory, column) : null;
  return integers ?? readTexts(batch.memory, column) ?? refuseType(place, name, `Arrow ${column.format}`, kind);
}

function findNull(batch: ParquetBatch, required: readonly RequiredColumn[]): NullCell | null {
  let first: NullCell | null = null;
  for (const { name } of required) {
    const index = findFirstNull(batch.memory, findColumn(batch, name));
    const row = batch.firstRow + index;
    if (index !== -1 && (first === null || row < first.row)) first = { row, column: name };
  }
  return first;
}

function findColumn(batch: ParquetBatch, name: string): ArrowColumn {
  const column = batch.columns.get(name);
  if (column === undefined) throw new Error(`the Parquet library did not deliver column '${name}'`);
  return column;
}

function namesOf(required: readonly RequiredColumn[]): string[] {
  return required.map((column) => column.name);
}
