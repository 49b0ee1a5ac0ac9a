import { type Locations, resolveLocations } from '../../config/locations.ts';
import { warningNotice } from '../../config/warning-notice.ts';
import { PROGRAM_VERSION } from '../../run/program.ts';
import { readSupportFiles } from '../../run/support.ts';
import { openStore } from '../storage/open-store.ts';
import type { SweepRecord } from '../storage/sweep-record.ts';
import { findDrift } from './baseline.ts';
import { executeSweep } from './execute-sweep.ts';
import { type DefinitionOptions, type LoadedDefinition, loadDefinition, restoreDefinition } from './load-definition.ts';
import { loadStoredModule } from './stored-module.ts';
import { findStored, requireSameIdentity, requireSameModule } from './stored-sweep.ts';
import { planSweep, storeFile } from './sweep-plan.ts';
import type { SweepReport } from './sweep-report.ts';
import { dryRunReport } from './sweep-reports.ts';
import type { SweepRequest } from './sweep-request.ts';

/**
 * Runs, continues or shows a sweep: `omega sweep` as a function (`optimizer.md` 5.4). Starting is
 * resuming an empty store, and starting a complete sweep shows it.
 * @throws OmegaError with the codes of `data-and-config.md` 18.4
 */
export async function runSweep(request: SweepRequest): Promise<SweepReport> {
  const locations = resolveLocations(request.environment ?? process.env, request.projectRoot ?? process.cwd());
  for (const notice of locations.notices) request.onNotice?.(notice);
  const { plan, resumed } = await planRequest(request, locations);
  for (const warning of plan.estimate.warnings) request.onNotice?.(warning);
  if (resumed !== null) requireSameIdentity(resumed, plan);
  const drift = request.baseline === undefined ? null : await findDrift(request.baseline, plan.search.stored);
  if (request.dryRun === true) return dryRunReport(plan, locations, drift);
  const store = openStore(storeFile(locations), { programVersion: PROGRAM_VERSION });
  try {
    return await executeSweep(store, plan, locations, request, drift);
  } finally {
    store.close();
  }
}

async function planRequest(request: SweepRequest, locations: Locations) {
  const { target, strict = false, strictData = false, useCache = true, seed, workers, memoryBytes } = request;
  const support = await readSupportFiles(locations, strict);
  const resumed = 'resume' in target ? findStored(locations, target.resume) : null;
  const definitionOptions = { strict, symbolSpecs: support.symbolSpecs };
  const { projectRoot } = locations;
  const loaded =
    'file' in target
      ? await loadDefinition(target.file, {
          ...definitionOptions,
          projectRoot,
          ...(seed === undefined ? {} : { seed }),
        })
      : await restoreSweep(resumed!, definitionOptions, projectRoot);
  for (const warning of [...support.costs.warnings, ...loaded.defined.definition.warnings]) {
    request.onNotice?.(warningNotice(warning));
  }
  const options = {
    useCache,
    strictData,
    ...(workers === undefined ? {} : { workers }),
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
  };
  return { plan: await planSweep(loaded, support, locations, options, resumed), resumed };
}

async function restoreSweep(
  stored: SweepRecord,
  options: DefinitionOptions,
  projectRoot: string,
): Promise<LoadedDefinition> {
  const module = await loadStoredModule(stored, projectRoot);
  requireSameModule(stored, module);
  return restoreDefinition(stored, module, options);
}
