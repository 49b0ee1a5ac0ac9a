import { closeSync, fstatSync, openSync } from 'node:fs';
import path from 'node:path';
import type { JsonObject } from '../types/json.ts';
import type { Timeframe } from '../types/timeframe.ts';
import { BAR_COLUMNS } from './bar-columns.ts';
import type { DataPlace } from './data-place.ts';
import { FileBlob } from './file-blob.ts';
import { refuseUnreadable } from './parquet-batches.ts';
import { readFooterBytes } from './parquet-footer.ts';
import { decodeRowGroup, type OpenedBars, openBars } from './parquet-reader.ts';
import { checkRows } from './row-checks.ts';
import { requireSideFile, type SideFileLocation } from './side-file.ts';
import { type SideTable, viewRows } from './side-table.ts';
import { readOrRefuse } from './source-file.ts';
import type { UncheckedBars } from './unchecked-columns.ts';

/** One market file that is read row group by row group, so that its length does not matter. */
export class SideFileStream {
  private readonly descriptor: number;
  private readonly timeframe: Timeframe;
  private readonly place: DataPlace;
  private readonly file: FileBlob;
  private readonly opened: OpenedBars;

  private constructor(descriptor: number, timeframe: Timeframe, place: DataPlace) {
    this.descriptor = descriptor;
    this.timeframe = timeframe;
    this.place = place;
    const [footer, sizeBytes] = readOrRefuse(place, () => [readFooterBytes(descriptor), fstatSync(descriptor).size]);
    this.opened = openBars(footer, place);
    const { rows, rowGroups } = this.opened;
    const found = rowGroups.reduce((sum, count) => sum + count, 0);
    if (found !== rows) {
      refuseUnreadable(place, new Error(`the footer promises ${rows} rows, its row groups ${found}`));
    }
    this.file = new FileBlob(descriptor, 0, sizeBytes);
  }

  /** Opens a market file; schema errors of `data-and-config.md` 10.1 and an empty file throw. */
  static open(request: SideFileLocation): SideFileStream {
    const { relativePath, place } = requireSideFile(request);
    const descriptor = readOrRefuse(place, () => openSync(path.join(request.root, relativePath), 'r'));
    try {
      return new SideFileStream(descriptor, request.timeframe, place);
    } catch (error) {
      closeSync(descriptor);
      throw error;
    }
  }

  /** Repair record of the file (`data-and-config.md` 12.5). */
  get repair(): JsonObject | null {
    return this.opened.repair;
  }

  /**
   * The bars of one row group after another, checked and without repeated rows like those of
   * `readSideFile`; the first violation of `data-and-config.md` 10.3 throws.
   */
  async *pieces(): AsyncGenerator<SideTable, void, void> {
    let rowsBefore = 0;
    let previous: SideTable | null = null;
    for (const [rowGroup, rows] of this.opened.rowGroups.entries()) {
      if (rows === 0) continue;
      // The last bar of the piece before is checked again as the first of this one.
      const carried = previous === null ? 0 : 1;
      const place = { ...this.place, firstRow: rowsBefore - carried };
      const columns = await decodeRowGroup(this.file, this.opened, rowGroup, carried, place);
      if (previous !== null) copyLastBar(previous, columns);
      const kept = checkRows(columns, this.timeframe, place);
      previous = viewRows(columns, 0, kept);
      rowsBefore += rows;
      yield viewRows(columns, carried, kept);
    }
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

function copyLastBar(from: SideTable, to: UncheckedBars): void {
  const last = from.openTimes.length - 1;
  to.openTimes[0] = from.openTimes[last];
  for (const column of BAR_COLUMNS) to.bars[column][0] = from.bars[column][last];
}
