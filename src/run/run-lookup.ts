import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseInstant } from '../core/data/dates.ts';
import { isJsonObject } from '../core/math/json-kind.ts';
import type { JsonValue } from '../core/types/json.ts';

/** A run and when its artifacts were written. */
export interface DatedRun {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly writtenMs: number;
}

/** Names of the run folders below `runsRoot`, ascending; none where the folder is missing. */
export function listRunIds(runsRoot: string): readonly string[] {
  return readFolder(runsRoot)
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
}

/** The run that was written last, as its `meta.json` says (`generated_at`); null without one. */
export function findLatestRun(runsRoot: string): DatedRun | null {
  return listRunIds(runsRoot).reduce<DatedRun | null>((latest, id) => {
    const writtenMs = readWrittenMs(path.join(runsRoot, id, 'meta.json'));
    return writtenMs === null || (latest !== null && latest.writtenMs >= writtenMs) ? latest : { id, writtenMs };
  }, null);
}

function readFolder(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Null for what is no run. */
function readWrittenMs(metaFile: string): number | null {
  try {
    const meta = JSON.parse(readFileSync(metaFile, 'utf8')) as JsonValue;
    const time = isJsonObject(meta) ? meta.generated_at : undefined;
    return typeof time === 'string' ? parseInstant(time) : null;
  } catch {
    return null;
  }
}
