import type { Locations } from '../../config/locations.ts';
import { OmegaError, RuntimeFailure } from '../../core/types/errors.ts';
import { PROGRAM_VERSION } from '../../run/program.ts';
import { openStore } from '../storage/open-store.ts';
import { resolveSweep } from '../storage/sweep-lookup.ts';
import type { SweepRecord } from '../storage/sweep-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { differingStorage } from './kept-results.ts';
import type { StoredModule } from './stored-module.ts';
import { type SweepPlan, storeFile } from './sweep-plan.ts';

/** The stored sweep that a user names by id, unique prefix or `latest`. */
export function findStored(locations: Locations, text: string): SweepRecord {
  const store = openStore(storeFile(locations), { readonly: true });
  try {
    return requireSweep(store, resolveSweep(store, text));
  } finally {
    store.close();
  }
}

/** A sweep that is known to be in the store. */
export function requireSweep(store: TrialReader, sweepId: string): SweepRecord {
  const sweep = store.loadSweep(sweepId);
  if (sweep === null) throw new RuntimeFailure('RUNTIME_INTERNAL', `sweep ${sweepId} is not in the store`);
  return sweep;
}

/** A sweep is continued only with the definition, data and program it was started with. */
export function requireSameIdentity(stored: SweepRecord, plan: SweepPlan): void {
  const differing = [
    stored.definitionHash === plan.search.stored.definitionHash ? null : 'sweep_definition_hash',
    stored.manifestSha256 === plan.search.stored.manifestSha256 ? null : 'manifest_sha256',
    stored.programVersion === PROGRAM_VERSION ? null : 'program_version',
  ].filter((field) => field !== null);
  if (differing.length > 0) throw resumeMismatch(stored, differing);
}

/** The file of its strategy must be the one it was started with. */
export function requireSameModule(stored: SweepRecord, { change }: StoredModule): void {
  if (change !== null) throw resumeMismatch(stored, ['strategy_module']);
}

/** What is kept of the trials does not change within a sweep, or some would have it and others not. */
export function requireSameStorage(stored: SweepRecord, plan: SweepPlan): void {
  const differing = differingStorage(stored, plan);
  if (differing.length > 0) throw resumeMismatch(stored, differing);
}

/** The trials of one sweep all come from one version of the program. */
export function requireSameProgram(stored: SweepRecord): void {
  if (stored.programVersion !== PROGRAM_VERSION) throw resumeMismatch(stored, ['program_version']);
}

/** A complete sweep has every planned trial; a hole means that the store was altered. */
export function requireWhole(store: TrialReader, sweep: SweepRecord, plan: SweepPlan): void {
  const extent = store.trialExtent(sweep.sweepId);
  const isCut = plan.defined.definition.budget.wallSeconds !== null;
  if (sweep.state !== 'complete' || !plan.estimate.isExact || isCut) return;
  const found = extent?.count ?? 0;
  if (found === plan.estimate.trials) return;
  throw new RuntimeFailure(
    'STORE_CORRUPT',
    `sweep ${sweep.sweepId} is complete, but the store has ${found} of its ${plan.estimate.trials} trials`,
    {
      where: sweep.sweepId,
      hint: 'trials were removed or added by hand; run the sweep file with --restart',
      details: { sweep_id: sweep.sweepId, planned: plan.estimate.trials, found },
    },
  );
}

function resumeMismatch(stored: SweepRecord, fields: readonly string[]): OmegaError {
  return new OmegaError(
    'config',
    'SWEEP_RESUME_MISMATCH',
    `sweep ${stored.sweepId} was started with another ${fields.join(', ')}`,
    {
      where: stored.sweepId,
      hint: 'restore what it was started with, or run the sweep file with --restart',
      details: { sweep_id: stored.sweepId, fields: [...fields] },
    },
  );
}
