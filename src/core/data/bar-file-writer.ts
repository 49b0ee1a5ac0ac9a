import { createHash } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import type { JsonObject } from '../types/json.ts';
import { writeWhole } from './atomic-file.ts';
import { allocateBars, BAR_COLUMNS } from './bar-columns.ts';
import { barFileProperties, encodeArrowStream, ROW_GROUP_ROWS } from './parquet-writer.ts';
import { allocateColumn } from './shared-columns.ts';
import { type SideTable, viewRows } from './side-table.ts';

type WriterProperties = import('parquet-wasm').WriterProperties;

/** A finished market file. */
export interface FinishedFile {
  readonly sha256: string;
  readonly sizeBytes: number;
}

/**
 * Writes one market file piece by piece, so that a series of any length needs the memory of one row
 * group. The bytes are those of `encodeBars` for the same bars, whatever the pieces are.
 */
export class BarFileWriter {
  private readonly descriptor: number;
  private readonly hash = createHash('sha256');
  private sizeBytes = 0;
  private isOpen = true;
  /** Bars of the row group at hand: the bytes depend on how the encoder gets them. */
  private readonly group: SideTable = { openTimes: allocateColumn(ROW_GROUP_ROWS), bars: allocateBars(ROW_GROUP_ROWS) };
  private groupRows = 0;
  private readonly batches: WritableStreamDefaultWriter<unknown>;
  /** Ends when everything is in the file; fails when encoding or writing fails. */
  private readonly drained: Promise<void>;

  private constructor(descriptor: number, properties: WriterProperties) {
    const batches = new TransformStream<unknown, unknown>();
    this.descriptor = descriptor;
    this.batches = batches.writable.getWriter();
    this.drained = this.drain(batches.readable, properties);
    // Awaited by every flush and by `finish`; until then a failure is no unhandled one.
    this.drained.catch(() => undefined);
  }

  /** Opens a file that must not exist yet, with the repair record that goes into it. */
  static async open(file: string, repair: JsonObject | null): Promise<BarFileWriter> {
    const properties = await barFileProperties(repair);
    return new BarFileWriter(openSync(file, 'wx'), properties);
  }

  /** Appends bars, which may be overwritten afterwards. */
  async write(table: SideTable): Promise<void> {
    const rows = table.openTimes.length;
    for (let from = 0; from < rows; ) {
      const to = Math.min(rows, from + ROW_GROUP_ROWS - this.groupRows);
      this.group.openTimes.set(table.openTimes.subarray(from, to), this.groupRows);
      for (const column of BAR_COLUMNS) {
        this.group.bars[column].set(table.bars[column].subarray(from, to), this.groupRows);
      }
      this.groupRows += to - from;
      if (this.groupRows === ROW_GROUP_ROWS) await this.flush();
      from = to;
    }
  }

  /** Completes the file, which must have got at least one bar. */
  async finish(): Promise<FinishedFile> {
    if (this.groupRows > 0) await this.flush();
    await Promise.race([this.batches.close(), this.drained]);
    await this.drained;
    this.close();
    return { sha256: this.hash.digest('hex'), sizeBytes: this.sizeBytes };
  }

  /** Gives an unfinished file up; it stays incomplete. */
  async abandon(): Promise<void> {
    if (!this.isOpen) return;
    await this.batches.abort().catch(() => undefined);
    await this.drained.catch(() => undefined);
    this.close();
  }

  private close(): void {
    this.isOpen = false;
    closeSync(this.descriptor);
  }

  private async flush(): Promise<void> {
    const { Table } = await import('parquet-wasm');
    const table = Table.fromIPCStream(await encodeArrowStream(viewRows(this.group, 0, this.groupRows)));
    const batch = table.recordBatch(0);
    table.free();
    this.groupRows = 0;
    // A failing end of the stream would leave the write waiting for ever.
    await Promise.race([this.batches.write(batch), this.drained]);
  }

  private async drain(batches: ReadableStream, properties: WriterProperties): Promise<void> {
    const { transformParquetStream } = await import('parquet-wasm');
    // The library answers only when the first batch is there.
    const encoded: AsyncIterable<Uint8Array> = await transformParquetStream(batches, properties);
    for await (const bytes of encoded) {
      this.hash.update(bytes);
      this.sizeBytes += bytes.length;
      writeWhole(this.descriptor, bytes);
    }
  }
}
