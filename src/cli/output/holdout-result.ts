import type { JsonObject } from '../../core/types/json.ts';
import type { HoldoutStatus } from '../../optimizer/sweep/holdout-report.ts';
import type { HoldoutReport } from '../../optimizer/sweep/open-holdout.ts';
import { trialResult } from './trial-result.ts';

/** A look at a holdout for `--json`. */
export function holdoutResult({
  sweep,
  status,
  earlier,
  isNew,
  inSample,
  holdout,
  runFolder,
}: HoldoutReport): JsonObject {
  return {
    sweep_id: sweep.sweepId,
    ...holdoutStatusResult(status),
    earlier_openings: earlier,
    is_new: isNew,
    in_sample: trialResult(inSample),
    holdout: trialResult(holdout),
    run_folder: runFolder,
  };
}

/** What is known of a holdout for `--json`. */
export function holdoutStatusResult({ startDate, endDate, openings, trials }: HoldoutStatus): JsonObject {
  return {
    start_date: startDate,
    end_date: endDate,
    openings: openings.length,
    opened_by_this_sweep: trials.length > 0,
  };
}
