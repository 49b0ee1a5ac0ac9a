import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { OmegaError, RuntimeFailure } from '../types/errors.ts';

/** Begins the name of the folder in which a file is written. */
const UNFINISHED = '.writing-';

/**
 * Writes a file so that no reader ever sees a part of it: everything goes into a temporary neighbour
 * first, which then takes the place of `file` in one rename. Missing folders are made. Does not wait
 * for the disk, so it protects against a killed program, not against a power cut. Pieces may be made while
 * they are written; an error of omega's own in between is passed on.
 */
export function writeFileAtomically(file: string, chunks: Iterable<string | Uint8Array>): void {
  const folder = path.dirname(file);
  let temporary: string | null = null;
  try {
    mkdirSync(folder, { recursive: true });
    temporary = mkdtempSync(path.join(folder, UNFINISHED));
    const part = path.join(temporary, 'part');
    writeChunks(part, chunks);
    renameSync(part, file);
  } catch (error) {
    if (error instanceof OmegaError) throw error;
    throw new RuntimeFailure('OUT_WRITE_FAILED', `cannot write the file: ${reasonOf(error)}`, {
      where: file,
      hint: 'check that the folder is writable and the disk has room',
      details: { path: file },
      cause: error,
    });
  } finally {
    if (temporary !== null) rmSync(temporary, { recursive: true, force: true });
  }
}

/** Removes what killed programs left of files that they were writing into a folder; for the only writer of the folder. */
export function removeUnfinishedFiles(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (name.startsWith(UNFINISHED)) rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}

function writeChunks(file: string, chunks: Iterable<string | Uint8Array>): void {
  const descriptor = openSync(file, 'wx');
  try {
    for (const chunk of chunks) writeWhole(descriptor, typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  } finally {
    closeSync(descriptor);
  }
}

/** Writes all bytes to an open file: the system may take less than it is offered. */
export function writeWhole(descriptor: number, bytes: Uint8Array): void {
  let written = 0;
  while (written < bytes.length) written += writeSync(descriptor, bytes, written);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
