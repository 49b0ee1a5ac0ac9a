import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { sha256Hex } from '../math/sha256.ts';
import { type CachedColumns, readCacheEntry, writeCacheEntry } from './column-cache.ts';
import { type DataPlace, refuseFile } from './data-place.ts';
import type { ColumnPurpose, DecodeColumns } from './decode-columns.ts';

/** Columns of a source file with its identity. */
export interface SourceFile {
  /** SHA-256 of the raw bytes, 64 lower-case hex digits. */
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly columns: CachedColumns;
}

const HASH_BLOCK_BYTES = 1 << 18;

/** Whether a file (not a folder) is there; one that cannot be looked at counts, because reading it says why. */
export function isFile(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    return true;
  }
}

/**
 * Hashes a source file and brings in its columns: from the cache under that hash, or by `decode`. The
 * hash belongs to the decoded bytes even if the file changes meanwhile, because both come from one
 * buffer; only on a cache hit is the file hashed block by block and never held as a whole.
 */
export async function readSourceFile(
  file: string,
  cacheFolder: string | null,
  purpose: ColumnPurpose,
  place: DataPlace,
  decode: DecodeColumns,
): Promise<SourceFile> {
  if (cacheFolder !== null) {
    const { sha256, sizeBytes } = readOrRefuse(place, () => hashFile(file));
    const columns = readCacheEntry(cacheFolder, sha256, purpose);
    if (columns !== null) return { sha256, sizeBytes, columns };
  }
  const bytes = readOrRefuse(place, () => readFileSync(file));
  const sha256 = sha256Hex(bytes);
  const columns = await decode(bytes, purpose, place);
  if (cacheFolder !== null) writeCacheEntry(cacheFolder, sha256, columns);
  return { sha256, sizeBytes: bytes.length, columns };
}

/** SHA-256 and size of a file, read block by block. */
export function hashFile(file: string): { sha256: string; sizeBytes: number } {
  const hash = createHash('sha256');
  const block = Buffer.allocUnsafe(HASH_BLOCK_BYTES);
  const descriptor = openSync(file, 'r');
  try {
    let sizeBytes = 0;
    for (;;) {
      const count = readSync(descriptor, block, 0, block.length, null);
      if (count === 0) return { sha256: hash.digest('hex'), sizeBytes };
      hash.update(block.subarray(0, count));
      sizeBytes += count;
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Files that are there but not readable (permissions, a failing disk) end like unreadable content. */
export function readOrRefuse<T>(place: DataPlace, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return refuseFile(place, 'DATA_PARQUET_UNREADABLE', `the file cannot be read: ${reason}`, {
      details: { reason },
      cause,
    });
  }
}
