import { resolveLocations } from '../../config/locations.ts';
import { openStore } from '../../optimizer/storage/open-store.ts';
import { resolveSweep } from '../../optimizer/storage/sweep-lookup.ts';
import type { SweepRecord } from '../../optimizer/storage/sweep-record.ts';
import type { TrialReader } from '../../optimizer/storage/trial-store.ts';
import { requireSweep } from '../../optimizer/sweep/stored-sweep.ts';
import { storeFile } from '../../optimizer/sweep/sweep-plan.ts';
import type { CommandContext } from '../command.ts';

/** A stored sweep, open for reading until `store.close`. */
export interface OpenSweep {
  readonly store: TrialReader;
  readonly sweep: SweepRecord;
}

/** Opens the store and finds the sweep that a word names. */
export function openSweep(name: string, context: CommandContext): OpenSweep {
  const locations = resolveLocations(context.environment, context.projectRoot);
  for (const notice of locations.notices) context.terminal.notice(notice);
  const store = openStore(storeFile(locations), { readonly: true });
  try {
    return { store, sweep: requireSweep(store, resolveSweep(store, name)) };
  } catch (error) {
    store.close();
    throw error;
  }
}

/** The same for a function that is done with the store when it returns. */
export function useSweep<T>(name: string, context: CommandContext, use: (open: OpenSweep) => T): T {
  const open = openSweep(name, context);
  try {
    return use(open);
  } finally {
    open.store.close();
  }
}
