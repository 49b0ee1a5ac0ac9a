import type { Locations } from '../../config/locations.ts';
import { OmegaError } from '../../core/types/errors.ts';
import type { DefinedSweep } from '../../optimizer/definition/define-sweep.ts';
import { type NotAvailable, notAvailable } from '../../optimizer/statistics/figure.ts';
import type { SweepRecord } from '../../optimizer/storage/sweep-record.ts';
import { restoreDefinition } from '../../optimizer/sweep/load-definition.ts';
import { loadStoredModule } from '../../optimizer/sweep/stored-module.ts';
import { readSupportFiles } from '../../run/support.ts';

/** The definition of a stored sweep; missing where its strategy or a support file is gone, since a page can do without. */
export async function storedDefinition(sweep: SweepRecord, locations: Locations): Promise<DefinedSweep | NotAvailable> {
  try {
    const { symbolSpecs } = await readSupportFiles(locations, false);
    const module = await loadStoredModule(sweep, locations.projectRoot);
    return restoreDefinition(sweep, module, { strict: false, symbolSpecs }).defined;
  } catch (error) {
    if (error instanceof OmegaError) return notAvailable(`the sweep cannot be defined again: ${error.message}`);
    throw error;
  }
}
