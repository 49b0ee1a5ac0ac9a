import type { TrialStatus } from '../../optimizer/storage/trial-record.ts';
import type { TrialReader } from '../../optimizer/storage/trial-store.ts';
import type { FailureData } from './sweep-page-data.ts';

/** Ways to end that a page lists, the most frequent ones. */
const MOST_WAYS = 200;
const COLUMNS = ['trial_index', 'status', 'error_code', 'error_message', 'failed_gates'] as const;
type Row = readonly [number, TrialStatus, string | null, string | null, string | null];

/** How trials ended that did not complete: by status and reason, most frequent first. */
export function failures(store: TrialReader, sweepId: string): readonly FailureData[] {
  const ways = new Map<string, FailureData>();
  store.visitColumns(sweepId, COLUMNS, ([firstTrial, status, errorCode, errorMessage, failedGates]: Row) => {
    if (status === 'complete') return;
    const code = errorCode ?? '';
    const message = reasonOf(failedGates, errorMessage);
    const key = JSON.stringify([status, code, message]);
    const known = ways.get(key) ?? { status, code, message, trials: 0, firstTrial };
    ways.set(key, { ...known, trials: known.trials + 1 });
  });
  return [...ways.values()]
    .sort((left, right) => right.trials - left.trials || left.firstTrial - right.firstTrial)
    .slice(0, MOST_WAYS);
}

function reasonOf(failedGates: string | null, errorMessage: string | null): string {
  if (failedGates === null) return errorMessage ?? '';
  const gates: readonly string[] = JSON.parse(failedGates);
  return `not fulfilled: ${gates.join('; ')}`;
}
