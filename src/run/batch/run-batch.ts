import { availableParallelism } from 'node:os';
import { resolveLocations } from '../../config/locations.ts';
import { BatchPool } from './batch-pool.ts';
import type { BatchEntry, BatchOutcome, BatchReport, BatchRequest, BatchRow } from './batch-report.ts';
import { checkBatch } from './check-batch.ts';

const CANCELLED: BatchOutcome = { status: 'cancelled', run: null, error: null };

/**
 * Runs a list of configuration files in worker threads: `omega batch` as a function. All files are checked
 * first. A run that fails is a row of the report and does not end the others; each run writes what a single run
 * of its file writes, whole or not at all.
 * @throws OmegaError where a configuration is not valid or cannot be read; nothing has run then
 */
export async function runBatch(request: BatchRequest): Promise<BatchReport> {
  const environment = { ...(request.environment ?? process.env) };
  const locations = resolveLocations(environment, request.projectRoot ?? process.cwd());
  for (const notice of locations.notices) request.onNotice?.(notice);
  const strict = request.strict ?? false;
  const entries = await checkBatch(request.configs, locations, strict);
  const toRun = [...entries.keys()].filter((row) => entries[row]!.repeatOf === null);
  const workers = Math.max(1, Math.min(request.workers ?? availableParallelism() - 1, toRun.length));
  request.onStart?.();
  const startedMs = performance.now();
  const pool = new BatchPool(workers, {
    projectRoot: locations.projectRoot,
    environment,
    strict,
    strictData: request.strictData ?? false,
    useCache: request.useCache ?? true,
    provenance: request.provenance ?? false,
  });
  const outcomes = new Map<number, BatchOutcome>();
  const work = async (): Promise<void> => {
    while (request.signal?.aborted !== true) {
      const row = toRun.shift();
      if (row === undefined) return;
      const entry = entries[row]!;
      const { outcome, notices } = await pool.run(entry.config);
      outcomes.set(row, outcome);
      for (const notice of notices) {
        if (!locations.notices.includes(notice)) request.onNotice?.(`${entry.config}: ${notice}`);
      }
      request.onRow?.({ ...entry, ...outcome });
    }
  };
  try {
    await Promise.all(Array.from({ length: workers }, work));
  } finally {
    await pool.close();
  }
  const rows = entries.map((entry, row) => ({ ...entry, ...outcomeOf(entry, row, outcomes) }));
  return { rows, workers, elapsedMs: performance.now() - startedMs };
}

/** A row that repeats an earlier one ends as that one did. */
function outcomeOf({ repeatOf }: BatchEntry, row: number, outcomes: ReadonlyMap<number, BatchOutcome>): BatchOutcome {
  return outcomes.get(repeatOf ?? row) ?? CANCELLED;
}

/** Rows by how they ended. */
export function countBatch(rows: readonly BatchRow[]): Readonly<Record<BatchRow['status'], number>> {
  const counts = { complete: 0, failed: 0, cancelled: 0 };
  for (const { status } of rows) counts[status]++;
  return counts;
}
