import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { sha256Hex } from '../math/sha256.ts';
import type { PriceSide } from '../types/bars.ts';
import { MarketDataError, RuntimeFailure } from '../types/errors.ts';
import type { JsonObject } from '../types/json.ts';
import type { Timeframe } from '../types/timeframe.ts';
import { writeFileAtomically } from './atomic-file.ts';
import { seriesPlace, sideFilePath } from './data-layout.ts';
import { encodeBars } from './parquet-writer.ts';
import type { SideTable } from './side-table.ts';
import { isFile } from './source-file.ts';

/** One market file to be written. */
export interface MarketFile {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  readonly side: PriceSide;
  readonly table: SideTable;
  /** Repair record to be stored with it (`data-and-config.md` 12.5). */
  readonly repair: JsonObject | null;
}

/** One market file as it lies below the root now. */
export interface WrittenFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly symbol: string;
  readonly timeframe: Timeframe;
  readonly side: PriceSide;
  readonly rows: number;
  readonly firstTimeMs: number;
  readonly lastTimeMs: number;
  readonly sha256: string;
  readonly sizeBytes: number;
  /** False if a file with these very bytes was there already. */
  readonly isNew: boolean;
}

export interface WriteOptions {
  /** Replace existing files of other content; without it the first such file ends the call. */
  readonly overwrite: boolean;
}

/**
 * Writes market files in the layout of `data-and-config.md` 9.2. Nothing is written before all files
 * are encoded and compared with what is there, so that a refusal leaves the root as it was.
 */
export async function writeMarketFiles(
  root: string,
  files: readonly MarketFile[],
  options: WriteOptions,
): Promise<WrittenFile[]> {
  const encoded: { bytes: Uint8Array; written: WrittenFile }[] = [];
  for (const file of files) {
    refuseEmpty(file);
    const bytes = await encodeBars(file.table, file.repair);
    encoded.push({ bytes, written: describeFile(root, file, bytes, options) });
  }
  for (const { bytes, written } of encoded) {
    if (written.isNew) writeFileAtomically(path.join(root, written.path), [bytes]);
  }
  return encoded.map(({ written }) => written);
}

function describeFile(root: string, file: MarketFile, bytes: Uint8Array, options: WriteOptions): WrittenFile {
  const { symbol, timeframe, side, table } = file;
  const relativePath = sideFilePath(symbol, timeframe, side);
  const sha256 = sha256Hex(bytes);
  const present = path.join(root, relativePath);
  const presentHash = existsSync(present) && isFile(present) ? sha256Hex(readFileSync(present)) : null;
  if (presentHash !== null && presentHash !== sha256 && !options.overwrite) refuseReplacing(root, relativePath);
  const rows = table.openTimes.length;
  return {
    path: relativePath,
    symbol,
    timeframe,
    side,
    rows,
    firstTimeMs: table.openTimes[0],
    lastTimeMs: table.openTimes[rows - 1],
    sha256,
    sizeBytes: bytes.length,
    isNew: presentHash !== sha256,
  };
}

function refuseEmpty(file: MarketFile): void {
  if (file.table.openTimes.length > 0) return;
  const { symbol, timeframe, side } = file;
  throw new MarketDataError('DATA_EMPTY', 'no bar is left to be written, expected at least one', {
    where: seriesPlace(symbol, timeframe, side),
    details: { path: sideFilePath(symbol, timeframe, side) },
  });
}

function refuseReplacing(root: string, relativePath: string): never {
  throw new RuntimeFailure('OUT_DIR_CONFLICT', `${relativePath} exists below '${root}' with other content`, {
    where: relativePath,
    hint: 'write to another root, or remove the file first; nothing was written',
    details: { path: relativePath, root },
  });
}
