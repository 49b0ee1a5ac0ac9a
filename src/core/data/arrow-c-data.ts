/**
 * Reads Arrow columns where they lie in WebAssembly memory, through the structures of the Arrow C data
 * interface (32-bit pointers, little-endian). One copy less than a detour through Arrow's stream
 * format, and no second library in memory.
 */

/** A column of one batch, still in WebAssembly memory; valid until the memory grows or is freed. */
export interface ArrowColumn {
  readonly name: string;
  /** Type in the notation of the interface: `g` double, `l` int64, `tsn:UTC` timestamp. */
  readonly format: string;
  readonly length: number;
  readonly nullCount: number;
  /** First element within the buffers. */
  readonly offset: number;
  /** Addresses: validity bitmap, then data (text: offsets, bytes); 0 for an absent bitmap. */
  readonly buffers: readonly number[];
  /** Distinct values of a dictionary-encoded column. */
  readonly dictionary: ArrowColumn | null;
}

const SCHEMA = { format: 0, name: 4, childCount: 24, children: 32, dictionary: 36 } as const;
const ARRAY = {
  length: 0,
  nullCount: 8,
  offset: 16,
  bufferCount: 24,
  buffers: 40,
  children: 44,
  dictionary: 48,
} as const;
const POINTER_BYTES = 4;

/** Columns of the batch (a structure array) at `arrayAddress`. */
export function readArrowColumns(memory: ArrayBufferLike, schemaAddress: number, arrayAddress: number): ArrowColumn[] {
  const view = new DataView(memory);
  const schemas = readPointers(
    view,
    schemaAddress + SCHEMA.children,
    readLong(view, schemaAddress + SCHEMA.childCount),
  );
  const arrays = readPointers(view, arrayAddress + ARRAY.children, schemas.length);
  return schemas.map((schema, index) => readColumn(view, schema, arrays[index]));
}

/** Index of the first null; -1 without nulls. */
export function findFirstNull(memory: ArrayBufferLike, column: ArrowColumn): number {
  const bitmap = column.buffers[0];
  if (column.nullCount === 0 || bitmap === 0) return -1;
  const bits = new Uint8Array(memory, bitmap, Math.ceil((column.offset + column.length) / 8));
  for (let index = 0; index < column.length; index += 1) {
    const bit = column.offset + index;
    if (((bits[bit >> 3] >> (bit & 7)) & 1) === 0) return index;
  }
  return -1;
}

/** Copies a numeric column to `target`, from `firstRow` on; false if the type is not supported. */
export function copyNumbers(
  memory: ArrayBufferLike,
  column: ArrowColumn,
  target: Float64Array,
  firstRow: number,
): boolean {
  if (column.format === 'l' || column.format === 'L') {
    copyLongs(readWords(memory, column), column.format === 'L', target, firstRow);
    return true;
  }
  const values = viewNumbers(memory, column);
  if (values === null) return false;
  target.set(values, firstRow);
  return true;
}

/** 64-bit values as pairs of 32-bit halves, low half first. */
export function readWords(memory: ArrayBufferLike, column: ArrowColumn): Int32Array {
  return new Int32Array(memory, column.buffers[1] + 8 * column.offset, 2 * column.length);
}

/** Values of a text column, plain or dictionary-encoded; null if the type is not text. */
export function readTexts(memory: ArrayBufferLike, column: ArrowColumn): string[] | null {
  if (column.dictionary === null) return readPlainTexts(memory, column);
  const values = readPlainTexts(memory, column.dictionary);
  const indices = viewNumbers(memory, column);
  if (values === null || indices === null) return null;
  return Array.from(indices, (index) => values[index]);
}

/** Values of an integer column in decimal; null if the type is not an integer. */
export function readIntegerTexts(memory: ArrayBufferLike, column: ArrowColumn): string[] | null {
  const address = column.buffers[1] + 8 * column.offset;
  if (column.format === 'l') return Array.from(new BigInt64Array(memory, address, column.length), String);
  if (column.format === 'L') return Array.from(new BigUint64Array(memory, address, column.length), String);
  const values = column.format === 'g' ? null : viewNumbers(memory, column);
  return values === null ? null : Array.from(values, String);
}

function readColumn(view: DataView, schema: number, array: number): ArrowColumn {
  const dictionarySchema = readPointer(view, schema + SCHEMA.dictionary);
  return {
    name: readCString(view, readPointer(view, schema + SCHEMA.name)),
    format: readCString(view, readPointer(view, schema + SCHEMA.format)),
    length: readLong(view, array + ARRAY.length),
    nullCount: readLong(view, array + ARRAY.nullCount),
    offset: readLong(view, array + ARRAY.offset),
    buffers: readPointers(view, array + ARRAY.buffers, readLong(view, array + ARRAY.bufferCount)),
    dictionary:
      dictionarySchema === 0 ? null : readColumn(view, dictionarySchema, readPointer(view, array + ARRAY.dictionary)),
  };
}

function viewNumbers(
  memory: ArrayBufferLike,
  column: ArrowColumn,
): Float64Array | Int32Array | Uint32Array | Int16Array | Uint16Array | Int8Array | Uint8Array | null {
  const start = column.buffers[1];
  const { offset, length } = column;
  switch (column.format) {
    case 'g':
      return new Float64Array(memory, start + 8 * offset, length);
    case 'i':
      return new Int32Array(memory, start + 4 * offset, length);
    case 'I':
      return new Uint32Array(memory, start + 4 * offset, length);
    case 's':
      return new Int16Array(memory, start + 2 * offset, length);
    case 'S':
      return new Uint16Array(memory, start + 2 * offset, length);
    case 'c':
      return new Int8Array(memory, start + offset, length);
    case 'C':
      return new Uint8Array(memory, start + offset, length);
    default:
      return null;
  }
}

/** Counts beyond 2^53 are rounded to the nearest double. */
function copyLongs(words: Int32Array, isUnsigned: boolean, target: Float64Array, firstRow: number): void {
  for (let row = 0; row < words.length / 2; row += 1) {
    const high = isUnsigned ? words[2 * row + 1] >>> 0 : words[2 * row + 1];
    target[firstRow + row] = high * 4_294_967_296 + (words[2 * row] >>> 0);
  }
}

function readPlainTexts(memory: ArrayBufferLike, column: ArrowColumn): string[] | null {
  if (column.format !== 'u' && column.format !== 'U') return null;
  const stride = column.format === 'u' ? 1 : 2;
  const offsets = new Uint32Array(memory, column.buffers[1] + 4 * stride * column.offset, stride * (column.length + 1));
  const decoder = new TextDecoder();
  const texts: string[] = [];
  for (let index = 0; index < column.length; index += 1) {
    // The memory is 32-bit, so the high halves of 64-bit offsets are zero.
    const start = offsets[stride * index];
    const end = offsets[stride * (index + 1)];
    texts.push(decoder.decode(new Uint8Array(memory, column.buffers[2] + start, end - start)));
  }
  return texts;
}

function readPointers(view: DataView, address: number, count: number): number[] {
  const list = readPointer(view, address);
  return Array.from({ length: count }, (_, index) => readPointer(view, list + POINTER_BYTES * index));
}

function readPointer(view: DataView, address: number): number {
  return view.getUint32(address, true);
}

function readLong(view: DataView, address: number): number {
  return Number(view.getBigInt64(address, true));
}

function readCString(view: DataView, address: number): string {
  if (address === 0) return '';
  const bytes = new Uint8Array(view.buffer, address);
  return new TextDecoder().decode(bytes.subarray(0, bytes.indexOf(0)));
}
