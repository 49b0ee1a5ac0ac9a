import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { RuntimeFailure } from '../types/errors.ts';
import type { WrittenFile } from './market-files.ts';
import { hashFile } from './source-file.ts';

/** A complete file that waits to be moved to its place. */
export interface FilledFile {
  readonly staged: string;
  readonly facts: Omit<WrittenFile, 'isNew'>;
}

/** Makes a folder beside the symbols, on the disk that the files will lie on; to be removed by the caller. */
export function makeStagingFolder(root: string): string {
  try {
    mkdirSync(root, { recursive: true });
    return mkdtempSync(path.join(root, '.importing-'));
  } catch (error) {
    return refuseWriting(root, error, 'check that the folder is writable and the disk has room');
  }
}

/**
 * Moves complete files to their places below the root, all or none. A file that is there already stays
 * if it has the same bytes; any other content is a conflict.
 */
export function placeFiles(root: string, files: readonly FilledFile[]): readonly WrittenFile[] {
  const written = files.map(({ facts }): WrittenFile => ({ ...facts, isNew: isNewFile(root, facts) }));
  const placed: string[] = [];
  try {
    for (const [index, { staged }] of files.entries()) {
      if (!written[index].isNew) continue;
      const target = path.join(root, written[index].path);
      mkdirSync(path.dirname(target), { recursive: true });
      renameSync(staged, target);
      placed.push(target);
    }
  } catch (error) {
    for (const target of placed) rmSync(target, { force: true });
    refuseWriting(root, error);
  }
  return written;
}

function isNewFile(root: string, facts: FilledFile['facts']): boolean {
  const target = path.join(root, facts.path);
  if (!existsSync(target)) return true;
  if (hashFile(target).sha256 === facts.sha256) return false;
  throw new RuntimeFailure('OUT_DIR_CONFLICT', `${facts.path} exists below '${root}' with other content`, {
    where: facts.path,
    hint: 'write to another root with --to, or remove the file first; nothing was written',
    details: { path: facts.path, root },
  });
}

function refuseWriting(root: string, cause: unknown, hint?: string): never {
  const reason = cause instanceof Error ? cause.message : String(cause);
  throw new RuntimeFailure('OUT_WRITE_FAILED', `cannot write below the data root: ${reason}`, {
    where: root,
    ...(hint === undefined ? {} : { hint }),
    details: { path: root },
    cause,
  });
}
