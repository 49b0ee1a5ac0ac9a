import type { TrialRecord } from '../../optimizer/storage/trial-record.ts';
import type { TrialReader } from '../../optimizer/storage/trial-store.ts';
import type { FailureData } from './sweep-page-data.ts';

/** Ways to end that a page lists, the most frequent ones. */
const MOST_WAYS = 200;
const ROWS_PER_STEP = 1000;

/** How trials ended that did not complete: by status and reason, most frequent first. */
export function failures(store: TrialReader, sweepId: string): readonly FailureData[] {
  const ways = new Map<string, FailureData>();
  const extent = store.trialExtent(sweepId);
  for (let from = extent?.first ?? 0; extent !== null && from <= extent.last; from += ROWS_PER_STEP) {
    for (const trial of store.readTrials(sweepId, { from, to: from + ROWS_PER_STEP })) {
      if (trial.status === 'complete') continue;
      const { status, trialIndex: firstTrial } = trial;
      const code = trial.errorCode ?? '';
      const message = reasonOf(trial);
      const key = JSON.stringify([status, code, message]);
      const known = ways.get(key) ?? { status, code, message, trials: 0, firstTrial };
      ways.set(key, { ...known, trials: known.trials + 1 });
    }
  }
  return [...ways.values()]
    .sort((left, right) => right.trials - left.trials || left.firstTrial - right.firstTrial)
    .slice(0, MOST_WAYS);
}

function reasonOf({ failedGatesJson, errorMessage }: TrialRecord): string {
  if (failedGatesJson === null) return errorMessage ?? '';
  const gates: readonly string[] = JSON.parse(failedGatesJson);
  return `not fulfilled: ${gates.join('; ')}`;
}
