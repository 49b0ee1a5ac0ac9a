import type { Locations } from '../../config/locations.ts';
import { RuntimeFailure, UsageError } from '../../core/types/errors.ts';
import { PROGRAM_VERSION } from '../../run/program.ts';
import { readSupportFiles } from '../../run/support.ts';
import type { SweepRecord } from '../storage/sweep-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { findAlteredFields } from './audit-sweep.ts';
import { restoreDefinition } from './load-definition.ts';
import { changedModule, loadStoredModule } from './stored-module.ts';
import { requireSweep } from './stored-sweep.ts';
import type { SweepPart } from './sweep-part.ts';
import { partsOf, planSweep, type SweepPlan } from './sweep-plan.ts';
import type { SweepSurroundings } from './sweep-request.ts';

/**
 * Plans a stored sweep again, also where one of its parts is named.
 * @throws OmegaError `REPLAY_MISMATCH` where data, program or what was recorded of the sweep are not the same
 */
export async function restorePlan(
  store: TrialReader,
  named: SweepRecord,
  locations: Locations,
  { useCache = true, workers }: SweepSurroundings,
): Promise<SweepPlan> {
  const sweep = named.parentId === null ? named : requireSweep(store, named.parentId);
  requireSameProgram(sweep);
  const support = await readSupportFiles(locations, false);
  const module = await loadStoredModule(sweep, locations.projectRoot);
  if (module.change !== null) throw changedModule(sweep, module.change);
  const loaded = restoreDefinition(sweep, module, { strict: false, symbolSpecs: support.symbolSpecs });
  const options = { useCache, strictData: false, ...(workers === undefined ? {} : { workers }) };
  const plan = await planSweep(loaded, support, locations, options, sweep);
  requireSameData(sweep, plan);
  for (const part of partsOf(plan)) requireUnaltered(store.loadSweep(part.stored.sweepId), part.stored);
  return plan;
}

/** The part of a sweep that is named by its own id. */
export function requirePart(plan: SweepPlan, { sweepId, part }: SweepRecord): SweepPart {
  const found = partsOf(plan).find(({ stored }) => stored.sweepId === sweepId);
  if (found !== undefined) return found;
  throw new UsageError('USAGE', `a ${part} part cannot be replayed by its id`, {
    where: sweepId,
    hint: 'name the sweep that it belongs to',
  });
}

/** What is recorded of a part is what its sweep file, base configuration and data give. */
export function requireUnaltered(recorded: SweepRecord | null, rebuilt: Parameters<typeof findAlteredFields>[1]): void {
  const [altered] = recorded === null ? [] : findAlteredFields(recorded, rebuilt);
  if (recorded === null || altered === undefined) return;
  throw mismatch(recorded, altered.field, altered.stored, altered.replayed, 'the stored sweep was altered');
}

function requireSameProgram(sweep: SweepRecord): void {
  if (sweep.programVersion === PROGRAM_VERSION) return;
  throw mismatch(sweep, 'program_version', sweep.programVersion, PROGRAM_VERSION, 'install that version to replay it');
}

function requireSameData(sweep: SweepRecord, { search }: SweepPlan): void {
  const { manifestSha256, definitionHash } = search.stored;
  if (sweep.manifestSha256 !== manifestSha256) {
    const hint =
      'an input file has changed since the sweep; restore it, or point the OMEGA_* variables at the old files';
    throw mismatch(sweep, 'manifest_sha256', sweep.manifestSha256, manifestSha256, hint);
  }
  if (sweep.definitionHash !== definitionHash) {
    const hint = 'the stored sweep file or base configuration was altered';
    throw mismatch(sweep, 'sweep_definition_hash', sweep.definitionHash, definitionHash, hint);
  }
}

function mismatch(sweep: SweepRecord, field: string, stored: string, found: string, hint: string): RuntimeFailure {
  return new RuntimeFailure('REPLAY_MISMATCH', `${field} is ${found}, the sweep was made with ${stored}`, {
    where: sweep.sweepId,
    hint,
    details: { sweep_id: sweep.sweepId, field, stored, found },
  });
}
