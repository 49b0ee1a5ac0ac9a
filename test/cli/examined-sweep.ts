import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type CommandLineProject, SMALL_SWEEP } from './command-line-project.ts';

/** A sweep with every stage after the search: stress tests, windows, a choice of its own, statistics, verdict. */
export const EXAMINED_SWEEP = `${SMALL_SWEEP}robustness: { enabled: true, top_k: 4 }
selection: { rule: plateau }
validation:
  walk_forward: { train_days: 75, test_days: 30 }
`;

/** Enough trials for the store to be written in a thread of its own; three months each. */
export const THREADED_SWEEP = `sweep_version: 1
base: base.json
overrides: { end_date: "2023-03-31" }
space:
  strategy_parameters.window_length: { type: int, low: 20, high: 100, step: 2 }
  strategy_parameters.z_score_long: { type: float, low: -2.6, high: -1.2, step: 0.1 }
  strategy_parameters.atr_mult: [1.0, 1.5, 2.0, 2.5, 3.0]
objective: profit_over_drawdown
robustness: { enabled: true, top_k: 4 }
selection: { rule: robust }
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
