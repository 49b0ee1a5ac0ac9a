import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSampleProject, SAMPLE_CONFIG } from '../support/sample-project.ts';
import { type OmegaOptions, type Outcome, runOmega } from './run-omega.ts';

const CONFIGS = fileURLToPath(new URL('../../configs/', import.meta.url));
/** Logs and the column cache are no artifacts and may stay after a failure. */
const NO_ARTIFACTS = ['logs', 'cache'];

/** Twelve trials of about ten milliseconds. */
export const SMALL_SWEEP = `sweep_version: 1
base: base.json
space:
  strategy_parameters.window_length: [40, 60]
  strategy_parameters.z_score_long: [-2.2, -1.8, -1.4]
  strategy_parameters.atr_mult: [1.0, 2.0]
objective: profit_over_drawdown
`;

/** A project folder as a user has it: sample data, support files, a configuration and a sweep file. */
export interface CommandLineProject {
  readonly root: string;
  write(name: string, content: string): string;
  /** Writes a configuration that differs from the sample's in the given members; undefined removes one. */
  writeConfig(name: string, changes: Readonly<Record<string, unknown>>): string;
  /** Runs omega in the project folder. */
  omega(words: readonly string[], options?: Omit<OmegaOptions, 'cwd'>): Promise<Outcome>;
  /** Artifacts below a results folder, as relative paths. */
  artifacts(results?: string): readonly string[];
  remove(): void;
}

export async function createCommandLineProject(): Promise<CommandLineProject> {
  const { root, write, remove } = await createSampleProject();
  for (const name of ['execution_costs.yaml', 'symbol_specs.yaml']) {
    write(`configs/${name}`, readFileSync(path.join(CONFIGS, name), 'utf8'));
  }
  write('sweep.yaml', SMALL_SWEEP);
  return {
    root,
    write,
    writeConfig: (name, changes) => write(name, JSON.stringify({ ...SAMPLE_CONFIG, ...changes })),
    omega: (words, options = {}) => runOmega(words, { cwd: root, ...options }),
    artifacts: (results = 'results') => listArtifacts(path.join(root, results)),
    remove,
  };
}

function listArtifacts(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => !NO_ARTIFACTS.includes(name.split(path.sep)[0] ?? ''))
    .sort();
}
