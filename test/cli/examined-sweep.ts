import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { CommandLineProject } from './command-line-project.ts';

/** A sweep with every stage after the search: stress tests, windows, a choice of its own, statistics, verdict. */
export const EXAMINED_SWEEP = `sweep_version: 1
base: base.json
space:
  strategy_parameters.window_length: [40, 60]
  strategy_parameters.z_score_long: [-2.2, -1.8, -1.4]
  strategy_parameters.atr_mult: [1.0, 2.0]
objective: profit_over_drawdown
robustness: { enabled: true, top_k: 4 }
selection: { rule: plateau }
validation:
  walk_forward: { train_days: 75, test_days: 30 }
`;

/** Has the time of the run. */
const MANIFEST = 'manifest.json';

/** What a sweep leaves behind and must not depend on how it was run: digest, state, what is in its folder, and hashes of files by name. */
export async function sweepRemains(
  project: CommandLineProject,
  results: string,
): Promise<Readonly<Record<string, string>>> {
  const digest = await project.omega(['digest', 'latest'], { environment: { OMEGA_RESULTS_ROOT: results } });
  const sweeps = path.join(project.root, results, 'sweeps');
  const [sweepId = ''] = readdirSync(sweeps);
  const folder = path.join(sweeps, sweepId);
  const entries = readdirSync(folder).sort();
  const files = entries.filter((name) => name.includes('.', 1) && name !== MANIFEST);
  const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
  const { state, exit_code: exitCode } = JSON.parse(read(MANIFEST));
  return {
    digest: digest.stdout,
    state: `${state} ${exitCode}`,
    entries: entries.join(' '),
    ...Object.fromEntries(files.map((name) => [name, sha256(read(name))])),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
