import path from 'node:path';
import { RuntimeFailure } from '../../core/types/errors.ts';
import { runSingle } from '../../run/run-single.ts';
import { writeNewFile } from '../../run/write-new-file.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import { trialConfigText } from './sweep-files.ts';
import type { SweepPart } from './sweep-part.ts';
import type { SweepPlan } from './sweep-plan.ts';
import type { SweepSurroundings } from './sweep-request.ts';
import { trialConfig } from './trial-config.ts';

/** What an export has written. */
export interface ExportedTrial {
  readonly configFile: string;
  readonly runFolder: string;
}

/**
 * Writes a trial as a single-run configuration and as the run that `omega run` makes of it.
 * @throws RuntimeFailure `OUT_DIR_CONFLICT` where the file is there with other content
 */
export async function exportTrial(
  record: TrialRecord,
  part: SweepPart,
  plan: SweepPlan,
  request: SweepSurroundings,
  file: string,
): Promise<ExportedTrial> {
  const config = trialConfig(record, part, plan);
  const projectRoot = path.resolve(request.projectRoot ?? process.cwd());
  const configFile = path.resolve(projectRoot, file);
  const moduleFile = plan.module === null ? null : path.resolve(projectRoot, plan.module.path);
  writeNewFile(configFile, trialConfigText(configFile, config, moduleFile));
  const run = await runSingle({
    config: configFile,
    projectRoot,
    environment: request.environment ?? process.env,
    useCache: request.useCache ?? true,
    ...(request.now === undefined ? {} : { now: request.now }),
  });
  if (run.folder === null || run.resultHash !== record.resultHash) throw mismatchOfExport(record, run.resultHash);
  return { configFile, runFolder: run.folder };
}

function mismatchOfExport(record: TrialRecord, resultHash: string): RuntimeFailure {
  return new RuntimeFailure('REPLAY_MISMATCH', `result_hash is ${resultHash}, the store has ${record.resultHash}`, {
    details: { trial_index: record.trialIndex, field: 'result_hash' },
  });
}
