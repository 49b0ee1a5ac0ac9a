import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../core/types/errors.ts';
import type { JsonObject } from '../core/types/json.ts';

/** Artifacts of a run folder (`data-and-config.md` 17.1). */
const ARTIFACTS = ['meta.json', 'trades.json', 'equity.csv', 'metrics.json'] as const;

/** What `meta.json` says of a run, as far as it takes to have it again. */
export interface RecordedMeta {
  readonly run_id: string;
  readonly config: { readonly hash: string; readonly source: string; readonly effective: JsonObject };
  readonly run: { readonly rng_seed: number; readonly result_hash: string; readonly artifact_hash: string };
  readonly strategy: { readonly module?: { readonly path: string } };
}

/** A run as its folder holds it. */
export interface RecordedRun {
  readonly folder: string;
  readonly meta: RecordedMeta;
  /** Texts of the artifacts by file name. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Reads a run by its id, which names a folder below `runsRoot`, or by the path of its folder.
 * @throws UsageError `USAGE` for what is no run, or lacks a part of one
 */
export function readRecordedRun(named: string, runsRoot: string, workingDirectory: string): RecordedRun {
  const folder = findFolder(named, runsRoot, workingDirectory);
  if (folder === undefined) throw notARun(named, `there is no run "${named}"`);
  const files = new Map(ARTIFACTS.map((name) => [name as string, readArtifact(folder, name)]));
  return { folder, meta: parseMeta(files.get('meta.json') ?? '', folder), files };
}

/** Whether there is a folder that `readRecordedRun` would read. */
export function isRunNamed(named: string, runsRoot: string, workingDirectory: string): boolean {
  return findFolder(named, runsRoot, workingDirectory) !== undefined;
}

function findFolder(named: string, runsRoot: string, workingDirectory: string): string | undefined {
  return [path.join(runsRoot, named), path.resolve(workingDirectory, named)].find(isFolder);
}

function isFolder(file: string): boolean {
  return existsSync(file) && statSync(file).isDirectory();
}

function readArtifact(folder: string, name: string): string {
  try {
    return readFileSync(path.join(folder, name), 'utf8');
  } catch {
    throw notARun(folder, `the folder is no run: it has no readable ${name}`);
  }
}

function parseMeta(text: string, folder: string): RecordedMeta {
  try {
    const meta: RecordedMeta = JSON.parse(text);
    const { effective } = meta.config;
    if (typeof meta.run_id === 'string' && typeof meta.run.rng_seed === 'number' && typeof effective === 'object')
      return meta;
  } catch {
    // Falls through to the refusal, as a document of another shape does.
  }
  throw notARun(folder, 'the folder is no run: its meta.json is not what omega writes');
}

function notARun(where: string, what: string): UsageError {
  return new UsageError('USAGE', what, {
    where,
    hint: 'name a run by its id or its folder; omega run prints both',
    details: { run: where },
  });
}
