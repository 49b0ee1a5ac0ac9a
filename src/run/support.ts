import type { Locations } from '../config/locations.ts';
import { type CostsFile, readCostsFile, readSymbolSpecFile } from '../config/support-files.ts';
import type { SymbolSpecFile } from '../config/symbol-spec-file.ts';

/** Both support files; they are always read and hashed, also where costs are switched off. */
export interface SupportFiles {
  readonly symbolSpecs: SymbolSpecFile;
  readonly costs: CostsFile;
}

export async function readSupportFiles(locations: Locations, strict: boolean): Promise<SupportFiles> {
  const symbolSpecs = await readSymbolSpecFile(locations.symbolSpecsFile);
  const costs = await readCostsFile(locations.costsFile, { strict });
  return { symbolSpecs, costs };
}
