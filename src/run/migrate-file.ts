import { readFileSync } from 'node:fs';
import path from 'node:path';
import { resolveLocations } from '../config/locations.ts';
import { overrideSlippage } from '../config/migration/costs-override.ts';
import { type MigratedConfig, migrateConfig } from '../config/migration/migrate-config.ts';
import { readJsonDocument } from '../config/read-config.ts';
import { isFile } from '../core/data/source-file.ts';
import type { ExecutionVariant } from '../core/types/config.ts';
import { ConfigError } from '../core/types/errors.ts';
import type { JsonObject } from '../core/types/json.ts';
import { refuseOtherContent, writeNewFile } from './write-new-file.ts';

/** What a migration is asked for. */
export interface MigrationRequest {
  /** Configuration of the first generation. */
  readonly config: string;
  readonly variant: ExecutionVariant;
  /** Where the new configuration is written; absent: nowhere. */
  readonly output?: string;
  /** Where a costs file with the old slippage is written, if the old configuration replaced it. */
  readonly costsOut?: string;
  /** Base of relative locations. */
  readonly projectRoot: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** A migration and the files it wrote. */
export interface MigrationReport extends MigratedConfig {
  /** Text of the new configuration file. */
  readonly text: string;
  readonly output: string | null;
  /** The written costs file and the one it was made from; null where none was written. */
  readonly costs: { readonly file: string; readonly base: string } | null;
}

/** Migrates a configuration file: `omega migrate` as a function. Both files are written, or none. */
export async function migrateFile(request: MigrationRequest): Promise<MigrationReport> {
  const { value } = await readJsonDocument(request.config);
  const { newsCalendarFile } = resolveLocations(request.environment, request.projectRoot);
  const migrated = migrateConfig(value, request.variant, { hasNewsCalendar: isFile(newsCalendarFile) });
  const text = `${JSON.stringify(migrated.config, null, 2)}\n`;
  const output = request.output === undefined ? null : path.resolve(request.output);
  const costs = await makeCosts(request, migrated.slippage, migrated.costsFile);
  if (output !== null) refuseOtherContent(output, text);
  if (costs !== null) writeNewFile(costs.file, costs.text);
  if (output !== null) writeNewFile(output, text);
  if (costs === null) return { ...migrated, text, output, costs: null };
  const action = `it is in ${request.costsOut}: set OMEGA_EXECUTION_COSTS_FILE to that file`;
  const findings = migrated.findings.map((finding) => (finding.path === 'slippage' ? { ...finding, action } : finding));
  return { ...migrated, findings, text, output, costs: { file: costs.file, base: costs.base } };
}

interface CostsToWrite {
  readonly file: string;
  readonly base: string;
  readonly text: string;
}

async function makeCosts(
  request: MigrationRequest,
  slippage: JsonObject | null,
  named: string | null,
): Promise<CostsToWrite | null> {
  if (request.costsOut === undefined || slippage === null) return null;
  const base = findCostsFile(request, named);
  const text = await overrideSlippage(readFileSync(base), path.basename(base), slippage);
  return { file: path.resolve(request.costsOut), base, text };
}

/** The costs file that the old configuration names, else the one of this project. */
function findCostsFile(request: MigrationRequest, named: string | null): string {
  const { costsFile, projectRoot } = resolveLocations(request.environment, request.projectRoot);
  const folders = [path.dirname(path.resolve(request.config)), projectRoot];
  const candidates = [...(named === null ? [] : folders.map((folder) => path.resolve(folder, named))), costsFile];
  const found = candidates.find(isFile);
  if (found !== undefined) return found;
  throw new ConfigError([
    {
      code: 'CFG_SUPPORT_FILE_NOT_FOUND',
      where: costsFile,
      message: 'the costs file that the slippage belongs into does not exist',
      hint: `looked for ${candidates.join(', ')}; point OMEGA_EXECUTION_COSTS_FILE at it`,
      details: { path: costsFile, variable: 'OMEGA_EXECUTION_COSTS_FILE' },
    },
  ]);
}
