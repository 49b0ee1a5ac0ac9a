import { METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import type { ErrorCategory } from '../../core/types/errors.ts';
import { splitSeries } from './series-column.ts';
import { type TextColumn, TextColumnReader } from './text-column.ts';
import { TRIAL_STATUSES, type TrialEntry, type TrialRecord } from './trial-record.ts';

/**
 * Trials of one sweep on their way to another thread. Numbers are handed over as blocks of memory and texts
 * go as a single one: objects would be copied member by member.
 */
export interface TrialBatch {
  readonly sweepId: string;
  readonly count: number;
  /** `NUMBERS_PER_TRIAL` per trial; a missing number is NaN. */
  readonly numbers: Float64Array;
  /** `TEXTS_PER_TRIAL` per trial. */
  readonly texts: TextColumn;
  /** Daily series one after the other, and how long each is; -1: none is kept. */
  readonly daily: Float64Array;
  readonly dayCounts: Int32Array;
  /** Packed trades one after the other, and how many figures each has; -1: none are kept. */
  readonly trades: Float64Array;
  readonly tradeFigures: Int32Array;
}

/** Place of each number within those of a trial; the metrics follow. */
export const NUMBER = {
  trialIndex: 0,
  status: 1,
  score: 2,
  seed: 3,
  repeatOf: 4,
  errorBar: 5,
  dailyMean: 6,
  dailySd: 7,
  durationUs: 8,
  finishedAt: 9,
  worker: 10,
  completionSeq: 11,
  basisSeq: 12,
  metrics: 13,
} as const;
export const NUMBERS_PER_TRIAL = NUMBER.metrics + METRIC_KEYS.length;

export const TEXTS_PER_TRIAL = 9;

/** The trials of a batch; their series are views of its columns. */
export function unpackTrials(batch: TrialBatch): TrialEntry[] {
  const texts = new TextColumnReader(batch.texts);
  const daily = splitSeries({ values: batch.daily, counts: batch.dayCounts });
  const trades = splitSeries({ values: batch.trades, counts: batch.tradeFigures });
  return Array.from(
    { length: batch.count },
    (_, row): TrialEntry => ({ trial: unpackTrial(batch, row, texts), daily: daily[row], trades: trades[row] }),
  );
}

/** Facts of a completion; informational. */
export interface Completion {
  readonly worker: number | null;
  readonly finishedAt: number;
  /** Of the first trial; the others follow. */
  readonly firstSeq: number;
}

/** Writes into a batch how its trials were completed. */
export function stampBatch({ numbers, count }: TrialBatch, { worker, finishedAt, firstSeq }: Completion): void {
  for (let row = 0; row < count; row++) {
    const first = row * NUMBERS_PER_TRIAL;
    numbers[first + NUMBER.worker] = worker ?? Number.NaN;
    numbers[first + NUMBER.finishedAt] = finishedAt;
    numbers[first + NUMBER.completionSeq] = firstSeq + row;
  }
}

/** Memory that a batch hands over instead of copying it. */
export function batchMemory({ numbers, texts, daily, dayCounts, trades, tradeFigures }: TrialBatch): ArrayBuffer[] {
  const columns = [numbers, texts.bytes, texts.lengths, daily, dayCounts, trades, tradeFigures];
  return columns.map((column) => column.buffer as ArrayBuffer);
}

/** Size of a batch in bytes, about. */
export function batchBytes({ numbers, texts, daily, trades }: TrialBatch): number {
  return numbers.byteLength + texts.bytes.length + daily.byteLength + trades.byteLength;
}

function unpackTrial({ sweepId, numbers }: TrialBatch, row: number, texts: TextColumnReader): TrialRecord {
  const first = row * NUMBERS_PER_TRIAL;
  // The members with texts in the order in which they were packed.
  return {
    sweepId,
    trialIndex: numbers[first + NUMBER.trialIndex],
    status: TRIAL_STATUSES[numbers[first + NUMBER.status]],
    score: numbers[first + NUMBER.score],
    configHash: texts.next(),
    paramsHash: texts.next() as string,
    resultHash: texts.next(),
    seed: numbers[first + NUMBER.seed],
    repeatOf: orNull(numbers[first + NUMBER.repeatOf]),
    errorCategory: texts.next() as ErrorCategory | null,
    errorCode: texts.next(),
    errorMessage: texts.next(),
    errorBar: orNull(numbers[first + NUMBER.errorBar]),
    failedGatesJson: texts.next(),
    parametersJson: texts.next() as string,
    changedPathsJson: texts.next() as string,
    dailyMean: numbers[first + NUMBER.dailyMean],
    dailySd: numbers[first + NUMBER.dailySd],
    metrics: numbers.subarray(first + NUMBER.metrics, first + NUMBERS_PER_TRIAL),
    durationUs: orNull(numbers[first + NUMBER.durationUs]),
    finishedAt: orNull(numbers[first + NUMBER.finishedAt]),
    worker: orNull(numbers[first + NUMBER.worker]),
    completionSeq: orNull(numbers[first + NUMBER.completionSeq]),
    basisSeq: orNull(numbers[first + NUMBER.basisSeq]),
  };
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
