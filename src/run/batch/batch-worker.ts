import { workerData } from 'node:worker_threads';
import { describeError } from '../../core/types/errors.ts';
import { runSingle, type SingleRunReport, type SingleRunRequest } from '../run-single.ts';
import type { BatchOutcome, BatchRun } from './batch-report.ts';

/** What all runs of a batch are asked for. */
export type BatchRunOptions = Required<
  Pick<SingleRunRequest, 'projectRoot' | 'environment' | 'strict' | 'strictData' | 'useCache' | 'provenance'>
>;

/** What comes back from a run. */
export interface BatchAnswer {
  readonly outcome: BatchOutcome;
  readonly notices: readonly string[];
}

const options = workerData as BatchRunOptions;

/** Runs one configuration file exactly as a single run does; errors become values. */
export default async function runConfig(config: string): Promise<BatchAnswer> {
  const notices: string[] = [];
  try {
    const report = await runSingle({ ...options, config, onNotice: (notice) => notices.push(notice) });
    return { outcome: { status: 'complete', run: summarise(report), error: null }, notices };
  } catch (error) {
    return { outcome: { status: 'failed', run: null, error: describeError(error) }, notices };
  }
}

function summarise(report: SingleRunReport): BatchRun {
  const { runId, folder, seed, manifestSha256, resultHash, artifactHash, metrics } = report;
  const warnings = [...report.configWarnings, ...report.dataWarnings].map(({ code, message }) => ({ code, message }));
  // A run that is asked to write has a folder.
  return { runId, folder: folder ?? '', seed, manifestSha256, resultHash, artifactHash, metrics, warnings };
}
