import path from 'node:path';
import type { Locations } from '../../config/locations.ts';
import { materialiseTrial } from '../../config/materialise.ts';
import type { EffectiveConfig } from '../../core/types/config.ts';
import { ConfigError, RuntimeFailure } from '../../core/types/errors.ts';
import type { JsonObject } from '../../core/types/json.ts';
import { runSingle, type SingleRunReport, type SingleRunRequest } from '../../run/run-single.ts';
import type { SweepRecord } from '../storage/sweep-record.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import { loadStoredModule, loadStoredStrategy, parseBaseConfig } from '../sweep/stored-module.ts';
import { withModule } from '../sweep/sweep-files.ts';

/** How single trials are run again. */
export type RepeatOptions = Pick<SingleRunRequest, 'environment' | 'useCache'>;

/** Runs a stored trial again, without writing. */
export type TrialRepeater = (record: TrialRecord) => Promise<SingleRunReport>;

/**
 * Prepares to run trials of a sweep again: the store has no trades. Every run proves that it is the stored one.
 * @throws RuntimeFailure `REPLAY_MISMATCH` where strategy, data or program give another result now
 */
export async function createRepeater(
  sweep: SweepRecord,
  { projectRoot }: Pick<Locations, 'projectRoot'>,
  options: RepeatOptions,
): Promise<TrialRepeater> {
  const strategy = await loadStoredStrategy(sweep, projectRoot);
  const { outcome } = await loadStoredModule(sweep, projectRoot);
  const moduleFile = outcome !== null && 'file' in outcome ? path.resolve(projectRoot, outcome.file.path) : null;
  const base = parseBaseConfig(sweep) as unknown as EffectiveConfig;
  return async (record) => {
    const changes = Object.entries(JSON.parse(record.changedPathsJson) as JsonObject);
    // What depends on the symbol specification was checked when the trial ran.
    const trial = materialiseTrial(base, changes, record.seed, { strategy, symbolSpecs: null });
    if ('problem' in trial) throw new ConfigError([trial.problem]);
    const config = moduleFile === null ? trial.effective : withModule(trial.effective, moduleFile, projectRoot);
    const run = await runSingle({
      ...options,
      config: { document: config as unknown as JsonObject, source: `trial ${record.trialIndex}` },
      projectRoot,
      write: false,
    });
    if (run.resultHash !== record.resultHash) throw mismatch(record, run.resultHash);
    return run;
  };
}

function mismatch({ sweepId, trialIndex, resultHash }: TrialRecord, found: string): RuntimeFailure {
  return new RuntimeFailure('REPLAY_MISMATCH', `trial ${trialIndex} gives another result now: its trades are unknown`, {
    where: sweepId,
    hint: 'data, support files or program have changed; --top 0 exports what the store has, without trades',
    details: { trial_index: trialIndex, field: 'result_hash', stored: resultHash, found },
  });
}
