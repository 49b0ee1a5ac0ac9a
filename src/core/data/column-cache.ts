import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { endianness } from 'node:os';
import path from 'node:path';
import type { JsonObject } from '../types/json.ts';
import { writeFileAtomically } from './atomic-file.ts';
import { allocateColumn } from './shared-columns.ts';
import type { TimestampUnit } from './timestamp-units.ts';

/**
 * Decoded and checked columns of one source file. `purpose` tells what the columns were checked as (a
 * timeframe, or news): files of equal content under different names share a key, but not their checks.
 */
export interface CachedColumns {
  readonly purpose: string;
  /** Rows of the source file, before duplicates were dropped. */
  readonly fileRows: number;
  readonly timestampUnit: TimestampUnit;
  readonly repair: JsonObject | null;
  /** Columns of equal length in shared memory. */
  readonly numbers: readonly Float64Array[];
  readonly texts: readonly (readonly string[])[];
}

/*
 * Entry: magic, two 32-bit integers (layout version, length of the header), header as JSON padded with
 * blanks to a multiple of 8 bytes, number columns one after the other, text columns as one JSON array.
 * A change of the row checks or of the layout needs a new version.
 */
const MAGIC = 'omegacol';
const LAYOUT_VERSION = 1;
const PREAMBLE_BYTES = 16;
const ALIGNMENT_BYTES = 8;

interface EntryHeader {
  readonly purpose: string;
  readonly fileRows: number;
  readonly timestampUnit: TimestampUnit;
  readonly repair: JsonObject | null;
  readonly columns: number;
  readonly rows: number;
  readonly textBytes: number;
}

/** Entry of the source file with this hash; null if there is none that can be used. */
export function readCacheEntry(folder: string, sha256: string, purpose: string): CachedColumns | null {
  if (endianness() !== 'LE') return null;
  let descriptor: number | null = null;
  try {
    descriptor = openSync(entryPath(folder, sha256), 'r');
    return readEntry(descriptor, purpose);
  } catch {
    // Absent, truncated or damaged: all of them count as missing.
    return null;
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}

/** Stores an entry. A cache that cannot be written only costs time, so failures are passed over. */
export function writeCacheEntry(folder: string, sha256: string, columns: CachedColumns): void {
  if (endianness() !== 'LE') return;
  const { purpose, fileRows, timestampUnit, repair, numbers, texts } = columns;
  const textBlock = Buffer.from(JSON.stringify(texts));
  const header: EntryHeader = {
    purpose,
    fileRows,
    timestampUnit,
    repair,
    columns: numbers.length,
    rows: numbers[0]?.length ?? 0,
    textBytes: textBlock.length,
  };
  const chunks = numbers.map((column) => new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
  try {
    writeFileAtomically(entryPath(folder, sha256), [encodeHeader(header), ...chunks, textBlock]);
  } catch {
    // The next run decodes the source again.
  }
}

function entryPath(folder: string, sha256: string): string {
  return path.join(folder, `${sha256}.columns`);
}

function encodeHeader(header: EntryHeader): Uint8Array {
  const json = Buffer.from(JSON.stringify(header));
  const headerBytes = Math.ceil(json.length / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
  const bytes = Buffer.alloc(PREAMBLE_BYTES + headerBytes, ' ');
  bytes.write(MAGIC, 0, 'latin1');
  bytes.writeUInt32LE(LAYOUT_VERSION, 8);
  bytes.writeUInt32LE(headerBytes, 12);
  json.copy(bytes, PREAMBLE_BYTES);
  return bytes;
}

function readEntry(descriptor: number, purpose: string): CachedColumns | null {
  const fileBytes = fstatSync(descriptor).size;
  const preamble = Buffer.alloc(PREAMBLE_BYTES);
  readExactly(descriptor, preamble, 0);
  if (preamble.toString('latin1', 0, 8) !== MAGIC || preamble.readUInt32LE(8) !== LAYOUT_VERSION) return null;
  const headerBytes = preamble.readUInt32LE(12);
  if (headerBytes > fileBytes - PREAMBLE_BYTES) return null;
  const headerText = Buffer.alloc(headerBytes);
  readExactly(descriptor, headerText, PREAMBLE_BYTES);
  const header = JSON.parse(headerText.toString()) as EntryHeader;
  const columnBytes = header.rows * Float64Array.BYTES_PER_ELEMENT;
  const firstColumn = PREAMBLE_BYTES + headerBytes;
  const textStart = firstColumn + header.columns * columnBytes;
  if (header.purpose !== purpose || textStart + header.textBytes !== fileBytes) return null;

  const numbers = Array.from({ length: header.columns }, (_, index) => {
    const column = allocateColumn(header.rows);
    readExactly(descriptor, new Uint8Array(column.buffer), firstColumn + index * columnBytes);
    return column;
  });
  const textBlock = Buffer.alloc(header.textBytes);
  readExactly(descriptor, textBlock, textStart);
  const texts = JSON.parse(textBlock.toString()) as string[][];
  const { fileRows, timestampUnit, repair } = header;
  return { purpose, fileRows, timestampUnit, repair, numbers, texts };
}

/** Reads straight into the target, which may be shared memory; throws at the end of the file. */
function readExactly(descriptor: number, target: Uint8Array, position: number): void {
  let done = 0;
  while (done < target.length) {
    const count = readSync(descriptor, target, done, target.length - done, position + done);
    if (count === 0) throw new Error('unexpected end of file');
    done += count;
  }
}
