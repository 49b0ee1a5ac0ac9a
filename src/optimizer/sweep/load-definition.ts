import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { normaliseConfig } from '../../config/normalise-config.ts';
import { readJsonDocument } from '../../config/read-config.ts';
import type { SymbolSpecFile } from '../../config/symbol-spec-file.ts';
import { getStrategy } from '../../core/strategy/registry.ts';
import { RuntimeFailure, UsageError } from '../../core/types/errors.ts';
import type { JsonObject } from '../../core/types/json.ts';
import type { BaseDocument } from '../definition/base-config.ts';
import { type DefinedSweep, defineSweep, type SweepSurroundings } from '../definition/define-sweep.ts';
import { readSweepSource } from '../definition/sweep-source.ts';
import type { SweepRecord } from '../storage/sweep-record.ts';

export interface DefinitionOptions {
  readonly strict: boolean;
  readonly symbolSpecs: SymbolSpecFile;
  readonly seed?: number;
}

/** Reads a sweep file and the base configuration it names, and checks both. */
export async function loadDefinition(file: string, options: DefinitionOptions): Promise<DefinedSweep> {
  const source = readSweepSource(await readText(file), path.basename(file));
  const base = source.basePath === null ? null : await readJsonDocument(path.join(path.dirname(file), source.basePath));
  return defineSweep(source, base, surroundings(options), seedOption(options.seed));
}

/**
 * Rebuilds the definition of a stored sweep from what the store keeps: its file and the effective base
 * configuration, which merging and checking again leave as they are.
 */
export function restoreDefinition(record: SweepRecord, options: Omit<DefinitionOptions, 'seed'>): DefinedSweep {
  const source = readSweepSource(record.sweepFileText, `${record.name}.yaml`);
  const base: BaseDocument = { value: parseBase(record), locate: (where) => where };
  return defineSweep(source, source.basePath === null ? null : base, surroundings(options), { seed: record.rootSeed });
}

function parseBase({ sweepId, baseConfigJson }: SweepRecord): JsonObject {
  try {
    return JSON.parse(baseConfigJson) as JsonObject;
  } catch {
    throw new RuntimeFailure('STORE_CORRUPT', `the base configuration of sweep ${sweepId} is no JSON`, {
      where: sweepId,
      hint: 'the store was altered; restore a copy, or run the sweep file with --restart',
      details: { sweep_id: sweepId, column: 'base_config' },
    });
  }
}

function surroundings({ strict, symbolSpecs }: DefinitionOptions): SweepSurroundings {
  return {
    normalise: (document) => normaliseConfig(document, { strict, symbolSpecs }),
    parameterDescriptors: (name) => getStrategy(name)?.parameterDescriptors ?? [],
  };
}

function seedOption(seed: number | undefined): { readonly seed?: number } {
  return seed === undefined ? {} : { seed };
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code = 'unknown', message } = error as NodeJS.ErrnoException;
    const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
    throw new UsageError(
      isMissing ? 'USAGE_CONFIG_NOT_FOUND' : 'USAGE_CONFIG_UNREADABLE',
      isMissing
        ? `there is no file ${file}`
        : `${file} cannot be read: ${code === 'EISDIR' ? 'it is a folder' : message}`,
      {
        where: file,
        hint: 'name a sweep file, for example sweeps/quickstart.yaml',
        details: { path: file, reason: code },
      },
    );
  }
}
