import { readSync } from 'node:fs';

/**
 * Bytes of an open file as a `Blob` that reads only what it is asked for. Stands in for `fs.openAsBlob`,
 * which prints a warning in Node 20. Just the parts that the Parquet library uses are served from the
 * file: `size`, `slice` and `arrayBuffer`.
 */
export class FileBlob extends Blob {
  private readonly descriptor: number;
  private readonly start: number;
  private readonly end: number;
  override readonly size: number;

  /** Bytes `start … end - 1` of the file, which must stay open. */
  constructor(descriptor: number, start: number, end: number) {
    super([]);
    this.descriptor = descriptor;
    this.start = start;
    this.end = end;
    this.size = end - start;
  }

  override slice(from = 0, to = this.size): Blob {
    return new FileBlob(this.descriptor, this.start + from, Math.min(this.end, this.start + to));
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    return readRange(this.descriptor, this.start, this.end).buffer;
  }
}

/** Bytes `start … end - 1` of an open file; throws if it ends earlier. */
export function readRange(descriptor: number, start: number, end: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(end - start);
  let filled = 0;
  while (filled < bytes.length) {
    const count = readSync(descriptor, bytes, filled, bytes.length - filled, start + filled);
    if (count === 0) throw new Error(`the file ends after ${start + filled} bytes, ${end} were expected`);
    filled += count;
  }
  return bytes;
}
