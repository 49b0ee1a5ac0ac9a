import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { hashFile, isFile } from '../../core/data/source-file.ts';
import { OmegaError, RuntimeFailure } from '../../core/types/errors.ts';

/** A complete file as it lies in the folder of an export. */
export interface ExportedFile {
  readonly name: string;
  readonly rows: number;
  readonly sizeBytes: number;
  /** False if a file with these very bytes was there already. */
  readonly isNew: boolean;
}

/** Name of a file and its number of rows. */
export type FilledFile = Pick<ExportedFile, 'name' | 'rows'>;

/**
 * Lets `fill` write files into a temporary folder, then moves them to `folder`, all or none. A file that is there
 * already stays if it has the same bytes.
 * @throws RuntimeFailure `OUT_DIR_CONFLICT` for other content, `OUT_WRITE_FAILED` where the system refuses
 */
export async function placeExports(
  folder: string,
  fill: (staging: string) => Promise<readonly FilledFile[]>,
): Promise<readonly ExportedFile[]> {
  let staging: string | null = null;
  try {
    refuseOccupied(folder);
    mkdirSync(path.dirname(folder), { recursive: true });
    staging = mkdtempSync(path.join(path.dirname(folder), '.exporting-'));
    const files = await fill(staging);
    return moveAll(staging, folder, files);
  } catch (error) {
    throw error instanceof OmegaError || !isSystemError(error) ? error : writeFailure(folder, error);
  } finally {
    if (staging !== null) rmSync(staging, { recursive: true, force: true });
  }
}

function refuseOccupied(folder: string): void {
  if (!existsSync(folder) || !isFile(folder)) return;
  throw new RuntimeFailure('OUT_DIR_CONFLICT', 'there is a file where the folder of the export has to be', {
    where: folder,
    hint: 'choose another folder with --to; nothing was written',
    details: { path: folder },
  });
}

function moveAll(staging: string, folder: string, files: readonly FilledFile[]): readonly ExportedFile[] {
  const exported = files.map((file) => describe(staging, folder, file));
  const placed: string[] = [];
  try {
    mkdirSync(folder, { recursive: true });
    for (const { name, isNew } of exported) {
      if (!isNew) continue;
      renameSync(path.join(staging, name), path.join(folder, name));
      placed.push(path.join(folder, name));
    }
  } catch (error) {
    for (const file of placed) rmSync(file, { force: true });
    throw error;
  }
  return exported;
}

function describe(staging: string, folder: string, file: FilledFile): ExportedFile {
  const target = path.join(folder, file.name);
  const { sha256, sizeBytes } = hashFile(path.join(staging, file.name));
  if (!existsSync(target)) return { ...file, sizeBytes, isNew: true };
  if (isFile(target) && hashFile(target).sha256 === sha256) return { ...file, sizeBytes, isNew: false };
  throw new RuntimeFailure('OUT_DIR_CONFLICT', `${file.name} exists with other content`, {
    where: target,
    hint: 'choose another folder with --to, or remove the file first; nothing was written',
    details: { path: target },
  });
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

function writeFailure(folder: string, cause: unknown): RuntimeFailure {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new RuntimeFailure('OUT_WRITE_FAILED', `cannot write the export: ${reason}`, {
    where: folder,
    hint: 'check that the folder is writable and the disk has room',
    details: { path: folder },
    cause,
  });
}
