import { SeriesColumnWriter } from './series-column.ts';
import { TextColumnWriter } from './text-column.ts';
import { NUMBER, NUMBERS_PER_TRIAL, TEXTS_PER_TRIAL, type TrialBatch } from './trial-batch.ts';
import { TRIAL_STATUSES, type TrialEntry, type TrialRecord } from './trial-record.ts';

/** Copies trials of one sweep into the columns of a batch. */
export class TrialBatchBuilder {
  private readonly sweepId: string;
  private readonly numbers: Float64Array;
  private readonly texts: TextColumnWriter;
  private readonly daily: SeriesColumnWriter;
  private readonly trades: SeriesColumnWriter;
  private count = 0;

  /** @param capacity trials at most */
  constructor(sweepId: string, capacity: number) {
    this.sweepId = sweepId;
    this.numbers = new Float64Array(capacity * NUMBERS_PER_TRIAL);
    this.texts = new TextColumnWriter(capacity * TEXTS_PER_TRIAL);
    this.daily = new SeriesColumnWriter(capacity);
    this.trades = new SeriesColumnWriter(capacity);
  }

  /** Nothing of the entry is kept. */
  add({ trial, daily, trades = null }: TrialEntry): void {
    packNumbers(trial, this.numbers, this.count * NUMBERS_PER_TRIAL);
    packTexts(trial, this.texts);
    this.daily.add(daily);
    this.trades.add(trades);
    this.count++;
  }

  finish(): TrialBatch {
    const { values: daily, counts: dayCounts } = this.daily.finish();
    const { values: trades, counts: tradeFigures } = this.trades.finish();
    const { sweepId, count, numbers } = this;
    return { sweepId, count, numbers, texts: this.texts.finish(), daily, dayCounts, trades, tradeFigures };
  }
}

/** Copies trials into a batch; all of them belong to one sweep. */
export function packTrials(entries: readonly TrialEntry[]): TrialBatch {
  const builder = new TrialBatchBuilder(entries[0].trial.sweepId, entries.length);
  for (const entry of entries) builder.add(entry);
  return builder.finish();
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
