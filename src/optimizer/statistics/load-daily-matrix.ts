import { fixedBaseReturns } from '../../core/metrics/daily-series.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { type NotAvailable, notAvailable } from './figure.ts';
import type { TrialColumns } from './sweep-statistics-input.ts';
import { distinctOutlines, readOutlines, type TrialOutline } from './trial-outlines.ts';

/** Daily returns of a sweep, and what is not among them. */
export interface LoadedMatrix extends TrialColumns {
  /** Finished trials left out because an earlier one has the same parameters. */
  readonly repeats: number;
  /** Finished trials without a daily series in the store. */
  readonly withoutSeries: number;
}

export interface MatrixOptions {
  /** Of trials with the same parameters this one is taken, not the first. */
  readonly preferred?: number;
  /** Largest matrix in bytes; default 1 GiB. */
  readonly limitBytes?: number;
  /** Trials of the sweep, where they were read before. */
  readonly outlines?: readonly TrialOutline[];
}

/** Why a sweep without daily results has no figure that is made of them. */
export const NO_DAILY_SERIES = notAvailable('the store keeps no daily series of this sweep (store.daily)');

const DEFAULT_LIMIT_BYTES = 2 ** 30;

/**
 * Fixed-base daily returns of all `complete` and `infeasible` trials of a sweep, by index (`optimizer.md`
 * 12). Needs 8 bytes per day and trial, in shared memory so that threads can read it without a copy (five
 * years of 10 000 trials: 120 MB), and half a kilobyte per trial besides; series are read one by one.
 * Missing where the store keeps no daily series, or where the matrix would exceed the limit.
 */
export function loadDailyMatrix(
  store: TrialReader,
  sweepId: string,
  options: MatrixOptions = {},
): LoadedMatrix | NotAvailable {
  const sweep = store.loadSweep(sweepId);
  const days = sweep?.days.length ?? 0;
  if (sweep === null || days === 0) return NO_DAILY_SERIES;
  const finished = (options.outlines ?? readOutlines(store, sweepId)).filter(({ status }) => isFinished(status));
  const chosen = distinctOutlines(finished, options.preferred ?? null);
  const bytes = chosen.length * days * Float64Array.BYTES_PER_ELEMENT;
  const limit = options.limitBytes ?? DEFAULT_LIMIT_BYTES;
  if (bytes > limit) return notAvailable(`the daily series need ${bytes} bytes of memory, the limit is ${limit}`);

  const values = new Float64Array(new SharedArrayBuffer(bytes));
  const trialIndices = new Int32Array(chosen.length);
  let columns = 0;
  for (const { trialIndex, initialBalance } of chosen) {
    const results = store.readDaily(sweepId, trialIndex);
    if (results === null) continue;
    const column = values.subarray(columns * days, (columns + 1) * days);
    fixedBaseReturns(results, initialBalance ?? sweep.initialBalance, column);
    trialIndices[columns] = trialIndex;
    columns += 1;
  }
  return {
    matrix: { days, columns, values: values.subarray(0, columns * days) },
    trialIndices: trialIndices.subarray(0, columns),
    repeats: finished.length - chosen.length,
    withoutSeries: chosen.length - columns,
  };
}

function isFinished(status: TrialOutline['status']): boolean {
  return status === 'complete' || status === 'infeasible';
}
