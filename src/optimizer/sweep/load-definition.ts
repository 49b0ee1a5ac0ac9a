import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { normaliseConfig } from '../../config/normalise-config.ts';
import { readJsonDocument } from '../../config/read-config.ts';
import type { StrategyModuleFile, StrategyModuleOutcome } from '../../config/strategy-choice.ts';
import type { SymbolSpecFile } from '../../config/symbol-spec-file.ts';
import { getStrategy } from '../../core/strategy/registry.ts';
import type { StrategyDefinition } from '../../core/strategy/strategy.ts';
import { UsageError } from '../../core/types/errors.ts';
import { loadConfiguredModule } from '../../run/strategy-module/configured-module.ts';
import type { BaseDocument } from '../definition/base-config.ts';
import { type DefinedSweep, defineSweep, type SweepSurroundings } from '../definition/define-sweep.ts';
import { findNode, toJson } from '../definition/source-node.ts';
import { readSweepSource, type SweepSource } from '../definition/sweep-source.ts';
import type { SweepRecord } from '../storage/sweep-record.ts';
import { parseBaseConfig, type StoredModule } from './stored-module.ts';

export interface DefinitionOptions {
  readonly strict: boolean;
  readonly symbolSpecs: SymbolSpecFile;
}

/** A checked sweep file and the strategy of its base configuration. */
export interface LoadedDefinition {
  readonly defined: DefinedSweep;
  readonly strategy: StrategyDefinition;
  /** Null for a bundled strategy. */
  readonly module: StrategyModuleFile | null;
}

/** Reads a sweep file and the base configuration it names, and checks both. */
export async function loadDefinition(
  file: string,
  options: DefinitionOptions & { readonly projectRoot: string; readonly seed?: number },
): Promise<LoadedDefinition> {
  const source = readSweepSource(await readText(file), path.basename(file));
  const baseFile = source.basePath === null ? null : path.join(path.dirname(file), source.basePath);
  const base = baseFile === null ? null : await readJsonDocument(baseFile);
  const module = await loadSweepModule(source, base, { file, baseFile }, options.projectRoot);
  return withStrategy(defineSweep(source, base, surroundings(options, module), seedOption(options.seed)), module);
}

/** The module named by an override, by the inline base or by the base file, relative to where it is named. */
async function loadSweepModule(
  { root }: SweepSource,
  base: BaseDocument | null,
  { file, baseFile }: { readonly file: string; readonly baseFile: string | null },
  projectRoot: string,
): Promise<StrategyModuleOutcome | null> {
  for (const block of ['overrides', 'base_config']) {
    const node = findNode(root, [block, 'strategy_module']);
    if (node !== undefined) {
      return loadConfiguredModule({ strategy_module: toJson(node) }, path.dirname(file), projectRoot);
    }
  }
  return baseFile === null ? null : loadConfiguredModule(base?.value, path.dirname(baseFile), projectRoot);
}

/**
 * Rebuilds the definition of a stored sweep from what the store keeps: its file and the effective base
 * configuration, which merging and checking again leave as they are.
 */
export function restoreDefinition(
  record: SweepRecord,
  { outcome }: StoredModule,
  options: DefinitionOptions,
): LoadedDefinition {
  const source = readSweepSource(record.sweepFileText, `${record.name}.yaml`);
  const inSample = parseBaseConfig(record);
  // The holdout is cut off again by the definition.
  const value = record.holdoutEnd === null ? inSample : { ...inSample, end_date: record.holdoutEnd };
  const base: BaseDocument = { value, locate: (where) => where };
  const defined = defineSweep(source, source.basePath === null ? null : base, surroundings(options, outcome), {
    seed: record.rootSeed,
  });
  return withStrategy(defined, outcome);
}

/** The definition is checked, so that the strategy exists. */
function withStrategy(defined: DefinedSweep, module: StrategyModuleOutcome | null): LoadedDefinition {
  if (module !== null && 'file' in module) return { defined, strategy: module.strategy, module: module.file };
  const strategy = getStrategy(defined.definition.base.strategy_name);
  if (strategy === undefined) throw new Error('the base configuration was checked and has no strategy');
  return { defined, strategy, module: null };
}

function surroundings(
  { strict, symbolSpecs }: DefinitionOptions,
  strategyModule: StrategyModuleOutcome | null,
): SweepSurroundings {
  const own = strategyModule !== null && 'file' in strategyModule ? strategyModule.strategy : undefined;
  return {
    normalise: (document) => normaliseConfig(document, { strict, symbolSpecs, strategyModule }),
    parameterDescriptors: (name) => (own ?? getStrategy(name))?.parameterDescriptors ?? [],
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
