import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { goldenCases } from '../run/golden-cases/golden-case.ts';
import { CONFIG_FILE, writeGoldenProject } from '../run/golden-cases/golden-project.ts';
import { normalisedArtifacts } from '../run/golden-cases/normalised-artifacts.ts';
import { type NodeProgram, run } from './node-program.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/** The built program of this project. */
export const OMEGA = path.join(PROJECT, 'dist/cli/main.js');

/** A run that every version repeats. */
export interface VersionRun {
  readonly name: string;
  /** Lays out a project folder with `config.json`, with the program of the version where a command is needed. */
  prepare(root: string, node: NodeProgram): Promise<void> | void;
}

/** The example configuration on the generated sample, the same with every scenario, and the canonical cases. */
export function versionRuns(): readonly VersionRun[] {
  return [
    sampleRun('sample, configs/single.json', {}),
    sampleRun('sample, scenarios 1 to 6', { ...SENSITIVE, enabled_scenarios: [1, 2, 3, 4, 5, 6] }),
    // Scenario 2 takes the signals of its refinements, so these are run without it too.
    sampleRun('sample, scenarios 3, 5 and 6', { ...SENSITIVE, enabled_scenarios: [3, 5, 6] }),
    ...goldenCases().map((name) => ({ name, prepare: (root: string) => writeGoldenProject(name, root) })),
  ];
}

/** Strategy parameters with which every scenario trades on the sample. */
const SENSITIVE = {
  z_score_long: -1.5,
  z_score_short: 1.5,
  kalman_r: 1,
  kalman_q: 0.1,
  tp_min_distance: 0.0002,
  scenario6_timeframes: ['M15', 'H1'],
  scenario6_mode: 'any',
  htf_filter: 'both',
};

function sampleRun(name: string, parameters: Readonly<Record<string, unknown>>): VersionRun {
  return {
    name,
    prepare(root, node) {
      cpSync(path.join(PROJECT, 'configs'), path.join(root, 'configs'), { recursive: true });
      run(node.binary, [OMEGA, 'data', 'synth'], root);
      const config = JSON.parse(readFileSync(path.join(root, 'configs/single.json'), 'utf8'));
      const changed = { ...config, strategy_parameters: { ...config.strategy_parameters, ...parameters } };
      writeFileSync(path.join(root, CONFIG_FILE), JSON.stringify(changed));
    },
  };
}

/** Makes a run with a version, in a new folder, and returns the normalised artifacts by name. */
export async function runWith(
  node: NodeProgram,
  versionRun: VersionRun,
  root: string,
): Promise<ReadonlyMap<string, string>> {
  mkdirSync(root, { recursive: true });
  await versionRun.prepare(root, node);
  // The page is made of the artifacts and of nothing else.
  run(node.binary, [OMEGA, 'run', CONFIG_FILE, '--no-report'], root);
  const runs = path.join(root, 'results/runs');
  return normalisedArtifacts(path.join(runs, readdirSync(runs)[0]));
}
