import type { DefinedSweep } from '../../optimizer/definition/define-sweep.ts';
import { isMissing, type NotAvailable } from '../../optimizer/statistics/figure.ts';
import type { SweepRecord } from '../../optimizer/storage/sweep-record.ts';
import type { TrialReader } from '../../optimizer/storage/trial-store.ts';
import { readHoldoutStatus } from '../../optimizer/sweep/holdout-report.ts';
import { readVerdict } from '../../optimizer/sweep/verdict-file.ts';
import type { VerdictData } from './sweep-page-data.ts';

/** What the sweep came to, with what the holdout says by now; null where it has no verdict. */
export function verdictData(
  store: TrialReader,
  sweep: SweepRecord,
  defined: DefinedSweep | NotAvailable,
  folder: string,
): VerdictData | null {
  const period = isMissing(defined) ? null : defined.definition.validation.holdout;
  const verdict = readVerdict(folder, readHoldoutStatus(store, sweep, period));
  if (verdict === null) return null;
  const { conclusion, headline, choice, points } = verdict;
  return { conclusion, headline, choice, points: points.map(({ leaning, text }) => ({ leaning, text })) };
}
