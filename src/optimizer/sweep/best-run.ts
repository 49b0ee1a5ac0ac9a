import path from 'node:path';
import { materialiseTrial } from '../../config/materialise.ts';
import { writeFileAtomically } from '../../core/data/atomic-file.ts';
import { RuntimeFailure } from '../../core/types/errors.ts';
import type { JsonObject } from '../../core/types/json.ts';
import { DecodingThread } from '../../run/decoding-thread/decoding-thread.ts';
import { runSingle } from '../../run/run-single.ts';
import { tradeSample } from '../statistics/store-statistics.ts';
import type { TradeSample } from '../statistics/sweep-statistics-input.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import { type BEST_FILE, type SELECTED_FILE, strategyModuleCopy, trialConfigText, withModule } from './sweep-files.ts';
import type { SweepPlan } from './sweep-plan.ts';
import type { SweepSurroundings } from './sweep-request.ts';

/** What is needed of the run of a trial once it is written; the whole run, bars included, is too large to keep. */
export interface BestRun {
  readonly folder: string | null;
  readonly trades: TradeSample;
}

/** Writes the configuration of a trial and its run as `omega run` would, and checks that it is the same run. */
export async function writeBestRun(
  best: TrialRecord,
  file: typeof BEST_FILE | typeof SELECTED_FILE,
  plan: SweepPlan,
  folder: string,
  request: SweepSurroundings,
): Promise<BestRun> {
  const changes = Object.entries(JSON.parse(best.changedPathsJson) as JsonObject);
  const trial = materialiseTrial(plan.search.base, changes, best.seed, plan.surroundings);
  if ('problem' in trial)
    throw new RuntimeFailure(
      'RUNTIME_INTERNAL',
      `trial ${best.trialIndex} cannot be rebuilt: ${trial.problem.message}`,
    );
  const projectRoot = path.resolve(request.projectRoot ?? process.cwd());
  // With the copy of its strategy beside it the winner runs as it ran here, whatever becomes of the original.
  const moduleFile = plan.module === null ? null : strategyModuleCopy(folder, plan.module);
  const target = path.join(folder, file);
  writeFileAtomically(target, [trialConfigText(target, trial.effective, moduleFile)]);
  const config = moduleFile === null ? trial.effective : withModule(trial.effective, moduleFile, projectRoot);
  const thread = new DecodingThread();
  const run = await runSingle({
    config: { document: config as unknown as JsonObject, source: file },
    projectRoot,
    environment: request.environment ?? process.env,
    useCache: request.useCache ?? true,
    decode: thread.decode,
    ...(request.now === undefined ? {} : { now: request.now }),
  }).finally(() => thread.close());
  if (run.resultHash !== best.resultHash) {
    throw new RuntimeFailure('REPLAY_MISMATCH', `trial ${best.trialIndex} gave another result when it was run again`, {
      hint: 'this is a defect of omega; please report it with the sweep file',
      details: { trial_index: best.trialIndex, stored: best.resultHash, replayed: run.resultHash },
    });
  }
  return { folder: run.folder, trades: tradeSample(run.result.trades, run.config.account.risk_per_trade) };
}
