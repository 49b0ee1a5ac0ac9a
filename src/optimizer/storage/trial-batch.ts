import { METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import type { ErrorCategory } from '../../core/types/errors.ts';
import { type TextColumn, TextColumnReader, TextColumnWriter } from './text-column.ts';
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
const NUMBER = {
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
const NUMBERS_PER_TRIAL = NUMBER.metrics + METRIC_KEYS.length;

const TEXTS_PER_TRIAL = 9;

/** Copies trials into columns; all of them belong to one sweep. */
export function packTrials(entries: readonly TrialEntry[]): TrialBatch {
  const numbers = new Float64Array(entries.length * NUMBERS_PER_TRIAL);
  const texts = new TextColumnWriter(entries.length * TEXTS_PER_TRIAL);
  for (let row = 0; row < entries.length; row++) {
    const { trial } = entries[row];
    packNumbers(trial, numbers, row * NUMBERS_PER_TRIAL);
    packTexts(trial, texts);
  }
  const { values: daily, counts: dayCounts } = joinSeries(entries.map((entry) => entry.daily));
  const { values: trades, counts: tradeFigures } = joinSeries(entries.map((entry) => entry.trades ?? null));
  const { sweepId } = entries[0].trial;
  return { sweepId, count: entries.length, numbers, texts: texts.finish(), daily, dayCounts, trades, tradeFigures };
}

/** The trials of a batch; their series are views of its columns. */
export function unpackTrials(batch: TrialBatch): TrialEntry[] {
  const texts = new TextColumnReader(batch.texts);
  const daily = splitSeries(batch.daily, batch.dayCounts);
  const trades = splitSeries(batch.trades, batch.tradeFigures);
  return Array.from(
    { length: batch.count },
    (_, row): TrialEntry => ({ trial: unpackTrial(batch, row, texts), daily: daily[row], trades: trades[row] }),
  );
}

/** Memory that a batch hands over instead of copying it. */
export function batchMemory({ numbers, texts, daily, dayCounts, trades, tradeFigures }: TrialBatch): ArrayBuffer[] {
  const columns = [numbers, texts.lengths, daily, dayCounts, trades, tradeFigures];
  return columns.map((column) => column.buffer as ArrayBuffer);
}

/** Size of a batch in bytes, about. */
export function batchBytes({ numbers, texts, daily, trades }: TrialBatch): number {
  return numbers.byteLength + texts.text.length + daily.byteLength + trades.byteLength;
}

/** Series one after the other; the count of a missing one is -1. */
function joinSeries(series: readonly (Float64Array | null)[]) {
  const counts = Int32Array.from(series, (one) => one?.length ?? -1);
  const values = new Float64Array(series.reduce((sum, one) => sum + (one?.length ?? 0), 0));
  let first = 0;
  for (const one of series) {
    if (one === null) continue;
    values.set(one, first);
    first += one.length;
  }
  return { values, counts };
}

function splitSeries(values: Float64Array, counts: Int32Array): readonly (Float64Array | null)[] {
  let end = 0;
  return Array.from(counts, (count) => {
    if (count < 0) return null;
    end += count;
    return values.subarray(end - count, end);
  });
}

function packNumbers(trial: TrialRecord, numbers: Float64Array, first: number): void {
  numbers[first + NUMBER.trialIndex] = trial.trialIndex;
  numbers[first + NUMBER.status] = TRIAL_STATUSES.indexOf(trial.status);
  numbers[first + NUMBER.score] = trial.score;
  numbers[first + NUMBER.seed] = trial.seed;
  numbers[first + NUMBER.repeatOf] = trial.repeatOf ?? Number.NaN;
  numbers[first + NUMBER.errorBar] = trial.errorBar ?? Number.NaN;
  numbers[first + NUMBER.dailyMean] = trial.dailyMean;
  numbers[first + NUMBER.dailySd] = trial.dailySd;
  numbers[first + NUMBER.durationUs] = trial.durationUs ?? Number.NaN;
  numbers[first + NUMBER.finishedAt] = trial.finishedAt ?? Number.NaN;
  numbers[first + NUMBER.worker] = trial.worker ?? Number.NaN;
  numbers[first + NUMBER.completionSeq] = trial.completionSeq ?? Number.NaN;
  numbers[first + NUMBER.basisSeq] = trial.basisSeq ?? Number.NaN;
  numbers.set(trial.metrics, first + NUMBER.metrics);
}

function packTexts(trial: TrialRecord, texts: TextColumnWriter): void {
  texts.add(trial.configHash);
  texts.add(trial.paramsHash);
  texts.add(trial.resultHash);
  texts.add(trial.errorCategory);
  texts.add(trial.errorCode);
  texts.add(trial.errorMessage);
  texts.add(trial.failedGatesJson);
  texts.add(trial.parametersJson);
  texts.add(trial.changedPathsJson);
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
