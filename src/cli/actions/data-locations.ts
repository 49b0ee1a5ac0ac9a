import path from 'node:path';
import { type Locations, resolveLocations } from '../../config/locations.ts';
import type { CommandContext } from '../command.ts';

/** Where market data is read and written, with one notice per override. */
export function dataLocations(context: CommandContext): Locations {
  const locations = resolveLocations(context.environment, context.projectRoot);
  for (const notice of locations.notices) context.terminal.notice(notice);
  return locations;
}

/** Folder of the column cache; null: no cache. */
export function cacheFolder(locations: Locations, noCache: boolean): string | null {
  return noCache ? null : path.join(locations.resultsRoot, 'cache');
}

/** Root that a command writes below: `--to` if given, else the data root. */
export function targetRoot(locations: Locations, to: string | undefined): string {
  return to === undefined ? locations.dataRoot : path.resolve(locations.projectRoot, to);
}
