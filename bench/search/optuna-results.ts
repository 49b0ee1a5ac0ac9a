import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Best values by problem and sampler, one per seed. */
export interface OptunaResults {
  readonly version: string;
  readonly best: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
}

const SCRIPT = 'bench/search/optuna_search.py';
/** Debian installs python3-optuna for its own Python, which may not be the first one of the path. */
const PYTHONS = ['python3', '/usr/bin/python3'];

/** What Optuna finds on the same problems; null where no Python of this machine has it. */
export function runOptuna(trials: number, seeds: readonly number[]): OptunaResults | null {
  const python = PYTHONS.find((program) => spawnSync(program, ['-c', 'import optuna, cmaes']).status === 0);
  if (python === undefined) return null;
  const { status, stdout, stderr } = spawnSync(python, [SCRIPT], {
    input: JSON.stringify({ trials, seeds }),
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`${SCRIPT} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout) as OptunaResults;
}

/** Results that were kept from an earlier call. */
export function readOptuna(file: string): OptunaResults {
  return JSON.parse(readFileSync(file, 'utf8')) as OptunaResults;
}
