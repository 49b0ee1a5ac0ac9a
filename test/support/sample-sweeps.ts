import path from 'node:path';
import { openStore } from '../../src/optimizer/storage/open-store.ts';
import type { TrialReader } from '../../src/optimizer/storage/trial-store.ts';
import { runSweep } from '../../src/optimizer/sweep/run-sweep.ts';
import type { SweepReport } from '../../src/optimizer/sweep/sweep-report.ts';
import type { SweepRequest } from '../../src/optimizer/sweep/sweep-request.ts';
import type { SampleProject } from './sample-project.ts';

/** Place and environment of a sweep in a sample project, with a results folder of its own. */
export function surroundingsIn(project: SampleProject, results: string) {
  return { projectRoot: project.root, environment: { ...project.environment, OMEGA_RESULTS_ROOT: results } };
}

/** Runs a sweep file in a sample project, with one worker unless told otherwise. */
export function sweepIn(
  project: SampleProject,
  text: string,
  results: string,
  options: Partial<SweepRequest> = {},
): Promise<SweepReport> {
  const target = { file: project.write('sweep.yaml', text) };
  return runSweep({ target, workers: 1, ...options, ...surroundingsIn(project, results) });
}

/** Reads the store of a results folder of a sample project. */
export function readStoreOf<T>(project: SampleProject, results: string, use: (store: TrialReader) => T): T {
  const store = openStore(path.join(project.root, results, 'omega.db'), { readonly: true });
  try {
    return use(store);
  } finally {
    store.close();
  }
}
