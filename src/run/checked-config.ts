import path from 'node:path';
import { type NormalisedConfig, normaliseConfig } from '../config/normalise-config.ts';
import { readJsonDocument } from '../config/read-config.ts';
import type { StrategyModuleFile } from '../config/strategy-choice.ts';
import type { SymbolSpecFile } from '../config/symbol-spec-file.ts';
import type { JsonValue } from '../core/types/json.ts';
import { loadConfiguredModule } from './strategy-module/configured-module.ts';

/** A parsed configuration and where it stands. */
export interface ConfigDocument {
  readonly value: JsonValue;
  /** Folder that relative paths in it are relative to. */
  readonly folder: string;
  /** `file:line:column` of a JSON path. */
  readonly locate?: (path: string) => string;
}

/** A checked configuration with the strategy it names. */
export interface CheckedConfig extends NormalisedConfig {
  /** Null for a bundled strategy. */
  readonly module: StrategyModuleFile | null;
}

/** What a configuration is checked against. */
export interface ConfigSurroundings {
  /** Unknown keys are errors. */
  readonly strict: boolean;
  readonly symbolSpecs: SymbolSpecFile;
  readonly projectRoot: string;
}

/** Reads and parses a configuration file without looking at its content. */
export async function readConfigDocument(file: string): Promise<ConfigDocument> {
  return { ...(await readJsonDocument(file)), folder: path.dirname(file) };
}

/** Loads the strategy that a configuration brings along, then checks and normalises it. */
export async function checkConfigDocument(
  { value, folder, locate }: ConfigDocument,
  { strict, symbolSpecs, projectRoot }: ConfigSurroundings,
): Promise<CheckedConfig> {
  const strategyModule = await loadConfiguredModule(value, folder, projectRoot);
  const normalised = normaliseConfig(value, { strict, symbolSpecs, strategyModule }, locate);
  return { ...normalised, module: strategyModule !== null && 'file' in strategyModule ? strategyModule.file : null };
}
