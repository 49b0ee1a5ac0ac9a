import { ConfigHasher } from '../../config/config-hash.ts';
import { materialiseTrial, type TrialSurroundings } from '../../config/materialise.ts';
import type { EffectiveConfig } from '../../core/types/config.ts';
import type { LiveTrial } from '../executor/live-trial.ts';
import type { SweepSetups } from '../executor/trial-job.ts';

/** Configuration hash of a trial; null where it has no valid configuration. */
export type TrialConfigHash = (trial: LiveTrial) => string | null;

/** The same hash that a run of the trial gives, without a run. */
export function createTrialConfigHash(setups: SweepSetups, surroundings: TrialSurroundings): TrialConfigHash {
  const known = new Map<number, { readonly base: EffectiveConfig; readonly hasher: ConfigHasher }>();
  const knownOf = (setup: number) => {
    let entry = known.get(setup);
    if (entry === undefined) {
      const base = setups[setup]!.baseConfig;
      entry = { base, hasher: new ConfigHasher(base) };
      known.set(setup, entry);
    }
    return entry;
  };
  return ({ job }) => {
    const { base, hasher } = knownOf(job.setup);
    const trial = materialiseTrial(base, job.changes, job.seed, surroundings);
    return 'problem' in trial ? null : hasher.hash(trial.effective);
  };
}
