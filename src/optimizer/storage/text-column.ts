/** Texts one after the other in memory that can be handed to another thread, where a list would be copied. */
export interface TextColumn {
  /** All of them in UTF-8. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Length of each text in UTF-16 units; -1: null. */
  readonly lengths: Int32Array;
}

const ENCODER = new TextEncoder();
// A text may begin with the character that marks the byte order.
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });

/** Puts texts together, in the order in which they come. */
export class TextColumnWriter {
  private text = '';
  private readonly lengths: Int32Array;
  private count = 0;

  /** @param capacity texts at most */
  constructor(capacity: number) {
    this.lengths = new Int32Array(capacity);
  }

  add(text: string | null): void {
    this.lengths[this.count++] = text === null ? -1 : text.length;
    if (text !== null) this.text += text;
  }

  finish(): TextColumn {
    return { bytes: ENCODER.encode(this.text), lengths: this.lengths };
  }
}

/** Takes texts apart again, in the same order. */
export class TextColumnReader {
  private readonly lengths: Int32Array;
  private readonly text: string;
  private count = 0;
  private position = 0;

  constructor({ bytes, lengths }: TextColumn) {
    this.lengths = lengths;
    this.text = DECODER.decode(bytes);
  }

  next(): string | null {
    const length = this.lengths[this.count++]!;
    if (length < 0) return null;
    this.position += length;
    return this.text.slice(this.position - length, this.position);
  }
}
