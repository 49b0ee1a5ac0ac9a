import type { TrialSurroundings } from '../../config/materialise.ts';
import { TrialConfigs } from '../../config/trial-configs.ts';
import type { LiveTrial } from '../executor/live-trial.ts';
import type { SweepSetups } from '../executor/trial-job.ts';

/** Configuration hash of a trial; null where it has no valid configuration. */
export type TrialConfigHash = (trial: LiveTrial) => string | null;

/** The same hash that a run of the trial gives, without a run. */
export function createTrialConfigHash(setups: SweepSetups, surroundings: TrialSurroundings): TrialConfigHash {
  const known = new Map<number, TrialConfigs>();
  const configsOf = (setup: number) => {
    let configs = known.get(setup);
    if (configs === undefined) {
      configs = new TrialConfigs(setups[setup]!.baseConfig, surroundings);
      known.set(setup, configs);
    }
    return configs;
  };
  return ({ job }) => {
    const trial = configsOf(job.setup).make(job.changes, job.seed);
    return 'problem' in trial ? null : trial.configHash;
  };
}
