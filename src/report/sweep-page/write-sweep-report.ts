import path from 'node:path';
import type { Locations } from '../../config/locations.ts';
import { writeFileAtomically } from '../../core/data/atomic-file.ts';
import type { NotAvailable } from '../../optimizer/statistics/figure.ts';
import type { SweepStatistics } from '../../optimizer/statistics/sweep-statistics.ts';
import { openStore } from '../../optimizer/storage/open-store.ts';
import { resolveSweep } from '../../optimizer/storage/sweep-lookup.ts';
import { requireSweep } from '../../optimizer/sweep/stored-sweep.ts';
import { sweepFolder } from '../../optimizer/sweep/sweep-files.ts';
import { storeFile } from '../../optimizer/sweep/sweep-plan.ts';
import { REPORT_FILE } from '../page/report-file.ts';
import { sweepPage, sweepPageData } from './sweep-page.ts';
import type { SweepPageData } from './sweep-page-data.ts';

/** A page as it was written. */
export interface WrittenReport {
  readonly sweepId: string;
  readonly file: string;
  readonly bytes: number;
  /** What the page shows. */
  readonly data: SweepPageData;
}

/**
 * Writes the page of a stored sweep beside its files.
 *
 * @param named id, unique prefix or `latest`
 * @param known statistics of that sweep, where they were just computed
 * @throws UsageError for a sweep that is not in the store
 */
export async function writeSweepReport(
  named: string,
  locations: Locations,
  known: SweepStatistics | NotAvailable | null = null,
): Promise<WrittenReport> {
  const store = openStore(storeFile(locations), { readonly: true });
  try {
    const found = requireSweep(store, resolveSweep(store, named));
    const sweep = found.parentId === null ? found : requireSweep(store, found.parentId);
    const data = await sweepPageData(store, sweep, locations, known);
    const page = sweepPage(data);
    const file = path.join(sweepFolder(locations, sweep.sweepId), REPORT_FILE);
    writeFileAtomically(file, [page]);
    return { sweepId: sweep.sweepId, file, bytes: Buffer.byteLength(page), data };
  } finally {
    store.close();
  }
}
