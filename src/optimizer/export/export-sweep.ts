import path from 'node:path';
import { type Locations, resolveLocations } from '../../config/locations.ts';
import type { TableBlock, TableBlocks } from '../../core/data/tables/table.ts';
import { writeParquetTable } from '../../core/data/tables/write-parquet-table.ts';
import { UsageError } from '../../core/types/errors.ts';
import { openStore } from '../storage/open-store.ts';
import { resolveSweep } from '../storage/sweep-lookup.ts';
import type { SweepRecord } from '../storage/sweep-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { bestTrials } from '../sweep/rank-sweep.ts';
import { requireSweep } from '../sweep/stored-sweep.ts';
import { sweepFolder } from '../sweep/sweep-files.ts';
import { storeFile } from '../sweep/sweep-plan.ts';
import type { SweepSurroundings } from '../sweep/sweep-request.ts';
import { allTradesTable } from './all-trades-table.ts';
import { dailyTable } from './daily-table.ts';
import type { ExportTable } from './export-table.ts';
import { type ExportedFile, placeExports } from './place-exports.ts';
import { createRepeater } from './top-trials.ts';
import { tradeTable } from './trade-table.ts';
import { trialTable } from './trial-table.ts';
import { writeCsvTable } from './write-csv-table.ts';

const WRITERS = { parquet: writeParquetTable, csv: writeCsvTable } as const;
const EXPORT_FOLDER = 'export';

export interface ExportRequest
  extends Pick<SweepSurroundings, 'projectRoot' | 'environment' | 'useCache' | 'onNotice' | 'signal'> {
  /** Id, unique prefix or `latest`. */
  readonly sweep: string;
  readonly format: keyof typeof WRITERS;
  /** Number of best trials whose trades are exported; 0: none, nothing is run. */
  readonly top: number;
  /** Default: `export` in the folder of the sweep. */
  readonly folder?: string;
}

export interface ExportReport {
  readonly sweepId: string;
  readonly folder: string;
  readonly files: readonly ExportedFile[];
  /** Tables that the sweep does not give, with the reason. */
  readonly missing: readonly { readonly table: string; readonly reason: string }[];
}

/**
 * Writes trials, daily results, the trades of the best trials and, where the store has them, the trades of all
 * trials of a stored sweep as files for other programs:
 * `omega export` as a function. Memory does not grow with the number of trials. Equal sweeps give equal bytes.
 */
export async function exportSweep(request: ExportRequest): Promise<ExportReport> {
  const locations = resolveLocations(request.environment ?? process.env, request.projectRoot ?? process.cwd());
  for (const notice of locations.notices) request.onNotice?.(notice);
  const store = openStore(storeFile(locations), { readonly: true });
  try {
    const sweep = requireSweep(store, resolveSweep(store, request.sweep));
    requireExportable(store, sweep);
    const folder = request.folder ?? path.join(sweepFolder(locations, sweep.sweepId), EXPORT_FOLDER);
    const { tables, missing } = await gatherTables(store, sweep, locations, request);
    const files = await placeExports(folder, (staging) => writeTables(tables, staging, request));
    return { sweepId: sweep.sweepId, folder, files, missing };
  } finally {
    store.close();
  }
}

function requireExportable(store: TrialReader, { sweepId, parentId, part }: SweepRecord): void {
  if (parentId !== null) {
    throw new UsageError('USAGE', `a ${part} part cannot be exported by its id`, {
      where: sweepId,
      hint: 'name the sweep that it belongs to',
    });
  }
  if (store.trialExtent(sweepId) !== null) return;
  throw new UsageError('USAGE', 'the sweep has no trials yet: there is nothing to export', {
    where: sweepId,
    hint: `continue it with omega sweep --resume ${sweepId}`,
  });
}

async function gatherTables(
  store: TrialReader,
  sweep: SweepRecord,
  locations: Locations,
  { top, environment, useCache }: ExportRequest,
): Promise<{ readonly tables: readonly ExportTable[]; readonly missing: ExportReport['missing'] }> {
  const tables = [trialTable(store, sweep.sweepId)];
  const missing: { table: string; reason: string }[] = [];
  const daily = dailyTable(store, sweep);
  if (daily === null) missing.push({ table: 'daily', reason: 'the sweep keeps no daily results (store.daily)' });
  else tables.push(daily);
  const allTrades = allTradesTable(store, sweep);
  if (allTrades !== null) tables.push(allTrades);
  else missing.push({ table: 'all_trades', reason: 'the sweep keeps no trades of all trials (store.trades)' });
  const best = top === 0 ? [] : bestTrials(store, sweep, top);
  if (best.length > 0) {
    const options = { ...(environment === undefined ? {} : { environment }), useCache: useCache ?? true };
    tables.push(tradeTable(best, await createRepeater(sweep, locations, options)));
  } else {
    missing.push({ table: 'trades', reason: top === 0 ? 'not asked for (--top 0)' : 'no trial has a score' });
  }
  return { tables, missing };
}

async function writeTables(
  tables: readonly ExportTable[],
  staging: string,
  { format, signal }: ExportRequest,
): Promise<{ readonly name: string; readonly rows: number }[]> {
  const files: { readonly name: string; readonly rows: number }[] = [];
  for (const { name, columns, blocks } of tables) {
    const file = `${name}.${format}`;
    files.push({
      name: file,
      rows: await WRITERS[format](path.join(staging, file), columns, watched(blocks(), signal)),
    });
  }
  return files;
}

/** Ends between two blocks when the signal is aborted. */
async function* watched(blocks: TableBlocks, signal: AbortSignal | undefined): AsyncGenerator<TableBlock> {
  for await (const block of blocks) {
    signal?.throwIfAborted();
    yield block;
    // Reading the store does not wait for anything: without this no signal would ever be heard.
    await new Promise(setImmediate);
  }
}
