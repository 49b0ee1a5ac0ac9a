/**
 * Decoder of the Thrift compact protocol, as far as a Parquet footer needs it. Structures become maps
 * from field id to value; anything malformed throws a plain `Error` that says why.
 */
export type ThriftValue = boolean | number | Uint8Array | readonly ThriftValue[] | ThriftStruct;

export type ThriftStruct = ReadonlyMap<number, ThriftValue>;

const TYPE_TRUE = 1;
const TYPE_FALSE = 2;
const TYPE_BYTE = 3;
const TYPE_I64 = 6;
const TYPE_DOUBLE = 7;
const TYPE_BINARY = 8;
const TYPE_LIST = 9;
const TYPE_SET = 10;
const TYPE_STRUCT = 12;
/** A 64-bit variable-length integer has at most ten bytes of seven bits. */
const MAX_VARINT_BYTES = 10;

/** Decodes the structure that starts at the first byte. */
export function decodeThriftStruct(bytes: Uint8Array): ThriftStruct {
  return new CompactDecoder(bytes).readStruct();
}

class CompactDecoder {
  private at = 0;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  readStruct(): ThriftStruct {
    const fields = new Map<number, ThriftValue>();
    let id = 0;
    for (;;) {
      const header = this.readByte();
      if (header === 0) return fields;
      const delta = header >> 4;
      id = delta === 0 ? this.readSigned() : id + delta;
      const type = header & 0x0f;
      fields.set(id, type === TYPE_TRUE || type === TYPE_FALSE ? type === TYPE_TRUE : this.readValue(type));
    }
  }

  private readValue(type: number): ThriftValue {
    if (type === TYPE_TRUE || type === TYPE_FALSE) return this.readByte() === TYPE_TRUE;
    if (type === TYPE_BYTE) return (this.readByte() << 24) >> 24;
    if (type > TYPE_BYTE && type <= TYPE_I64) return this.readSigned();
    if (type === TYPE_DOUBLE) return this.readDouble();
    if (type === TYPE_BINARY) return this.readBytes(this.readUnsigned());
    if (type === TYPE_LIST || type === TYPE_SET) return this.readList();
    if (type === TYPE_STRUCT) return this.readStruct();
    throw new Error(`footer holds an unknown field type ${type}`);
  }

  private readList(): readonly ThriftValue[] {
    const header = this.readByte();
    const shortSize = header >> 4;
    const size = shortSize === 15 ? this.readUnsigned() : shortSize;
    const values: ThriftValue[] = [];
    for (let index = 0; index < size; index += 1) values.push(this.readValue(header & 0x0f));
    return values;
  }

  private readByte(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new Error('footer ends in the middle of a field');
    this.at += 1;
    return byte;
  }

  private readBytes(length: number): Uint8Array {
    const end = this.at + length;
    if (end > this.bytes.length) throw new Error('footer ends in the middle of a field');
    const bytes = this.bytes.subarray(this.at, end);
    this.at = end;
    return bytes;
  }

  private readDouble(): number {
    const bytes = this.readBytes(8);
    return new DataView(bytes.buffer, bytes.byteOffset, 8).getFloat64(0, true);
  }

  /** Exact up to 2^53, which no count or size of a readable file reaches. */
  private readUnsigned(): number {
    let value = 0;
    let factor = 1;
    for (let count = 0; count < MAX_VARINT_BYTES; count += 1) {
      const byte = this.readByte();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      factor *= 128;
    }
    throw new Error('footer holds an integer that is too long');
  }

  private readSigned(): number {
    const zigzag = this.readUnsigned();
    return zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2;
  }
}
