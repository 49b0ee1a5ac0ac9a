import { lstat, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { OmegaError, RuntimeFailure } from '../types/errors.ts';

/** Members of the temporary folder: what is being written, and what it replaces. */
const NEW_FOLDER = 'new';
const OLD_FOLDER = 'old';

/**
 * Writes a run folder in one step: all files go into a temporary folder next to `target`, which is
 * then moved into place. An existing folder is replaced as a whole, and only if its `meta.json`
 * carries the same run id (`data-and-config.md` 17.1). If anything fails, `target` keeps its old
 * content. `files` maps names relative to the folder to their texts.
 */
export async function writeRunFolder(target: string, files: ReadonlyMap<string, string>, runId: string): Promise<void> {
  const folder = resolve(target);
  let staging: string | null = null;
  try {
    const isReplacing = await checkRunFolder(folder, runId);
    await mkdir(dirname(folder), { recursive: true });
    staging = await mkdtemp(join(dirname(folder), `.${basename(folder)}-`));
    const complete = join(staging, NEW_FOLDER);
    await writeFiles(complete, files);
    await moveIntoPlace(complete, folder, isReplacing ? join(staging, OLD_FOLDER) : null);
  } catch (error) {
    throw error instanceof OmegaError ? error : writeFailure(folder, error);
  } finally {
    if (staging !== null) await removeStaging(staging, folder);
  }
}

/**
 * Whether `target` exists and may be replaced by the run; false if there is nothing. Anything else
 * there is `OUT_DIR_CONFLICT`, so that no foreign folder is ever overwritten.
 */
export async function checkRunFolder(target: string, runId: string): Promise<boolean> {
  if (!(await exists(target))) return false;
  const found = await readRunId(join(target, 'meta.json'));
  if (found === runId) return true;
  throw new RuntimeFailure(
    'OUT_DIR_CONFLICT',
    `folder holds ${found === null ? 'no run (no readable meta.json)' : `run ${found}`}, expected run ${runId} or nothing`,
    {
      where: target,
      hint: 'choose another --output-dir, or move the folder away',
      details: { path: target, found, expected: runId },
    },
  );
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw writeFailure(path, error);
  }
}

/** Run id of a `meta.json`, null if the file is missing or not one. */
async function readRunId(path: string): Promise<string | null> {
  try {
    const meta: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (typeof meta !== 'object' || meta === null || !('run_id' in meta)) return null;
    return typeof meta.run_id === 'string' ? meta.run_id : null;
  } catch {
    return null;
  }
}

async function writeFiles(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  await mkdir(folder);
  for (const [name, text] of files) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text, 'utf8');
  }
}

/** Two renames, because no system call swaps folders everywhere; a failing second one is undone. */
async function moveIntoPlace(complete: string, folder: string, backup: string | null): Promise<void> {
  if (backup !== null) await rename(folder, backup);
  try {
    await rename(complete, folder);
  } catch (error) {
    if (backup !== null) await rename(backup, folder);
    throw error;
  }
}

/** Removes an incomplete new folder or the replaced old one; never the only copy of the old one. */
async function removeStaging(staging: string, folder: string): Promise<void> {
  try {
    if (!(await exists(folder)) && (await exists(join(staging, OLD_FOLDER)))) return;
    await rm(staging, { recursive: true, force: true });
  } catch {
    // The outcome of the write stands; a leftover temporary folder harms nobody.
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function writeFailure(path: string, error: unknown): RuntimeFailure {
  const reason = error instanceof Error ? error.message : String(error);
  return new RuntimeFailure('OUT_WRITE_FAILED', `results could not be written: ${reason}`, {
    where: path,
    hint: 'check free space and permissions of the folder',
    details: { path, reason },
    cause: error,
  });
}
