import type { Timeframe } from '../types/timeframe.ts';
import { type PreparedSides, prepareSides, type SideFiles } from './prepare-sides.ts';
import { readSideFile } from './side-file.ts';

/** What a run without further settings takes from a series. */
const USUAL_RULES = { execution_variant: 'v2', market_hours: 'fx_24_5' } as const;

/** Reads both files of a series, the bid first, as every run does. */
export async function readSides(
  root: string,
  symbol: string,
  timeframe: Timeframe,
  cacheFolder: string | null,
): Promise<SideFiles> {
  const request = { root, symbol, timeframe, cacheFolder };
  const bid = await readSideFile({ ...request, side: 'bid' });
  const ask = await readSideFile({ ...request, side: 'ask' });
  return { bid, ask };
}

/** Both sides inside the usual market hours, joined. */
export function joinSides(files: SideFiles, symbol: string, timeframe: Timeframe): PreparedSides {
  return prepareSides(files, { symbol, timeframe }, USUAL_RULES);
}
