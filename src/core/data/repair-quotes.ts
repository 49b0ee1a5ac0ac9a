import { realpathSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../types/errors.ts';
import type { JsonObject } from '../types/json.ts';
import type { Timeframe } from '../types/timeframe.ts';
import { findFinestTimeframe } from './data-layout.ts';
import { type WrittenFile, writeMarketFiles } from './market-files.ts';
import { type CrossedPolicy, type RepairCounts, repairSides } from './repair-sides.ts';
import { readSideFile, type SideFile } from './side-file.ts';

export interface RepairReport extends RepairCounts {
  readonly symbol: string;
  /** The finest timeframe of the symbol. */
  readonly timeframe: Timeframe;
  readonly policy: CrossedPolicy;
  /** Metadata of the written files. */
  readonly record: JsonObject;
  readonly files: readonly WrittenFile[];
}

/**
 * Writes a copy of a symbol's finest timeframe with crossed quotes mended or dropped
 * (`data-and-config.md` 12.5). The source is only read.
 *
 * @param root data root of the source
 * @param to data root of the copy, another folder
 */
export async function repairQuotes(
  root: string,
  symbol: string,
  to: string,
  policy: CrossedPolicy,
): Promise<RepairReport> {
  const timeframe = findFinestTimeframe(root, symbol);
  refuseSameRoot(root, to);
  const request = { root, symbol, timeframe, cacheFolder: null };
  const bid = await readSideFile({ ...request, side: 'bid' });
  const ask = await readSideFile({ ...request, side: 'ask' });
  const repaired = repairSides(bid, ask, policy);
  const record = buildRecord(bid, ask, policy, repaired.counts);
  const files = await writeMarketFiles(
    to,
    [
      { symbol, timeframe, side: 'bid', table: repaired.bid, repair: record },
      { symbol, timeframe, side: 'ask', table: repaired.ask, repair: record },
    ],
    { overwrite: false },
  );
  return { symbol, timeframe, policy, ...repaired.counts, record, files };
}

function buildRecord(bid: SideFile, ask: SideFile, policy: CrossedPolicy, counts: RepairCounts): JsonObject {
  const previous = bid.repair ?? ask.repair;
  return {
    policy,
    bars: counts.bars,
    crossed_bars: counts.crossedBars,
    fields_changed: counts.fieldsChanged,
    bars_dropped: counts.barsDropped,
    source_sha256: { bid: bid.sha256, ask: ask.sha256 },
    // A copy of a copy keeps the record of the first repair.
    ...(previous === null ? {} : { previous }),
  };
}

function refuseSameRoot(root: string, to: string): void {
  if (resolveFolder(root) !== resolveFolder(to)) return;
  throw new UsageError('USAGE', `the target root '${to}' is the root of the source`, {
    hint: 'a repair writes a copy: name another folder with --to',
    details: { path: to },
  });
}

/** Sees through links, so that two names of one folder are told to be the same. */
function resolveFolder(folder: string): string {
  const absolute = path.resolve(folder);
  try {
    return realpathSync(absolute);
  } catch {
    return absolute;
  }
}
