import { closeSync, openSync, readSync } from 'node:fs';
import { TextDecoder } from 'node:util';

const BLOCK_BYTES = 1 << 20;
const CARRIAGE_RETURN = 13;

/** Reads a text file line by line with the memory of one block. UTF-8, or UTF-16 with a byte-order mark. */
export class CsvLines {
  private readonly descriptor: number;
  private readonly block = Buffer.allocUnsafe(BLOCK_BYTES);
  private decoder: TextDecoder | null = null;
  /** Complete lines of the block at hand; a last element without line break waits in `rest`. */
  private lines: readonly string[] = [];
  private next = 0;
  private rest = '';
  private isAtEnd = false;
  /** Number of the line that was read last, from 1. */
  lineNumber = 0;

  /** @throws the error of the system if the file cannot be opened */
  constructor(file: string) {
    this.descriptor = openSync(file, 'r');
  }

  /** The next line without its line break; null after the last one. */
  read(): string | null {
    while (this.next === this.lines.length) {
      if (this.isAtEnd) return null;
      this.fill();
    }
    const line = this.lines[this.next];
    this.next += 1;
    this.lineNumber += 1;
    return line.charCodeAt(line.length - 1) === CARRIAGE_RETURN ? line.slice(0, -1) : line;
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private fill(): void {
    const count = readSync(this.descriptor, this.block, 0, BLOCK_BYTES, null);
    this.decoder ??= new TextDecoder(encodingOf(this.block.subarray(0, count)));
    const text = this.rest + this.decoder.decode(this.block.subarray(0, count), { stream: count > 0 });
    const lines = text.split('\n');
    this.isAtEnd = count === 0;
    this.rest = this.isAtEnd ? '' : (lines.pop() ?? '');
    // A file that ends with a line break has no line after it.
    if (this.isAtEnd && lines.at(-1) === '') lines.pop();
    this.lines = lines;
    this.next = 0;
  }
}

/** MetaTrader and spreadsheets write UTF-16 now and then; without a mark it is UTF-8. */
function encodingOf(start: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  return start[0] === 0xfe && start[1] === 0xff ? 'utf-16be' : 'utf-8';
}
