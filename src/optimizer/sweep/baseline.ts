import { readJsonDocument } from '../../config/read-config.ts';
import { isJsonObject } from '../../core/math/json-kind.ts';
import { UsageError } from '../../core/types/errors.ts';
import type { SweepDefinition as StoredDefinition } from '../storage/sweep-record.ts';

/** Identity fields of a sweep manifest and where a sweep of today has them. */
const COMPARED: readonly (readonly [field: string, read: (stored: StoredDefinition) => string | number])[] = [
  ['sweep_definition_hash', (stored) => stored.definitionHash],
  ['manifest_sha256', (stored) => stored.manifestSha256],
  ['program_version', (stored) => stored.programVersion],
  ['root_seed', (stored) => stored.rootSeed],
];

/** What has drifted since an earlier sweep wrote its manifest; empty if nothing has. */
export async function findDrift(file: string, stored: StoredDefinition): Promise<readonly string[]> {
  const { value } = await readJsonDocument(file);
  if (!isJsonObject(value) || value.sweep_definition_hash === undefined) {
    throw new UsageError('USAGE', `${file} is no sweep manifest`, {
      where: file,
      hint: 'name the manifest.json of an earlier sweep, below results/sweeps/<sweep id>/',
    });
  }
  return COMPARED.filter(([field, read]) => value[field] !== read(stored)).map(
    ([field, read]) => `${field}: ${String(value[field])} then, ${read(stored)} now`,
  );
}
