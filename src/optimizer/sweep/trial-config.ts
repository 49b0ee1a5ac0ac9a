import { materialiseTrial } from '../../config/materialise.ts';
import type { EffectiveConfig } from '../../core/types/config.ts';
import { UsageError } from '../../core/types/errors.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import { rebuildTrial } from './rebuild-trial.ts';
import type { SweepPart } from './sweep-part.ts';
import type { SweepPlan } from './sweep-plan.ts';

/**
 * The single-run configuration of a stored trial, its seed included.
 * @throws UsageError `USAGE` for a trial whose parameters exclude each other
 */
export function trialConfig(record: TrialRecord, part: SweepPart, { surroundings }: SweepPlan): EffectiveConfig {
  const { job } = rebuildTrial(record, part);
  const trial = materialiseTrial(part.base, job.changes, job.seed, surroundings);
  if ('effective' in trial) return trial.effective;
  throw new UsageError('USAGE', `trial ${record.trialIndex} has no valid configuration: ${trial.problem.message}`);
}
