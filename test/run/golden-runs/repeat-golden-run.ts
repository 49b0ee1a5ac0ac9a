import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrateFile } from '../../../src/run/migrate-file.ts';
import { runSingle, type SingleRunReport } from '../../../src/run/run-single.ts';
import { goldenEnvironment, goldenFile } from './golden-reference.ts';

/** Where the configuration of a repetition comes from: the reference has it, or `omega migrate` makes it. */
export const CONFIG_ORIGINS = ['reference', 'migrated'] as const;

export type ConfigOrigin = (typeof CONFIG_ORIGINS)[number];

/** Repeats a golden run with its own data and support files. */
export async function repeatGoldenRun(run: string, origin: ConfigOrigin = 'reference'): Promise<SingleRunReport> {
  return origin === 'reference' ? repeatReference(run) : repeatMigrated(run);
}

async function repeatReference(run: string): Promise<SingleRunReport> {
  return runUnwritten(goldenFile(run, 'config_v2.json'), goldenEnvironment(run));
}

/** Does what a user who switches does: migrates with the calendar in place, then runs what the migration wrote. */
async function repeatMigrated(run: string): Promise<SingleRunReport> {
  const folder = mkdtempSync(path.join(tmpdir(), 'omega-golden-'));
  try {
    const environment = goldenEnvironment(run);
    const output = path.join(folder, 'config.json');
    const { costs } = await migrateFile({
      config: goldenFile(run, 'config_v1.json'),
      variant: 'v1_parity',
      output,
      costsOut: path.join(folder, 'execution_costs.yaml'),
      projectRoot: folder,
      environment,
    });
    const costsFile = costs?.file ?? environment.OMEGA_EXECUTION_COSTS_FILE;
    return await runUnwritten(output, { ...environment, OMEGA_EXECUTION_COSTS_FILE: costsFile });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runUnwritten(config: string, environment: Readonly<Record<string, string>>): Promise<SingleRunReport> {
  return runSingle({ config, environment, projectRoot: path.dirname(config), write: false, useCache: false });
}
