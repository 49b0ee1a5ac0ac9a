import { TextColumnReader } from './text-column.ts';
import { NUMBER, NUMBERS_PER_TRIAL, TEXTS_PER_TRIAL, type TrialBatch } from './trial-batch.ts';
import { TRIAL_STATUSES, type TrialRecord, type TrialStatus } from './trial-record.ts';

/** What a search wants to know of a finished trial. */
export type FinishedRow = Pick<TrialRecord, 'trialIndex' | 'status' | 'score' | 'metrics' | 'configHash'>;

/** Looks at one trial of a batch after the other where they are; texts are read only when they are asked for. */
export class BatchRows implements FinishedRow {
  private readonly batch: TrialBatch;
  private first = 0;
  private row = 0;
  private configHashes: readonly (string | null)[] | null = null;

  constructor(batch: TrialBatch) {
    this.batch = batch;
  }

  /** The trial of this row, until the next call. */
  at(row: number): FinishedRow {
    this.row = row;
    this.first = row * NUMBERS_PER_TRIAL;
    return this;
  }

  get trialIndex(): number {
    return this.batch.numbers[this.first + NUMBER.trialIndex]!;
  }

  get status(): TrialStatus {
    return TRIAL_STATUSES[this.batch.numbers[this.first + NUMBER.status]!]!;
  }

  get score(): number {
    return this.batch.numbers[this.first + NUMBER.score]!;
  }

  get metrics(): Float64Array {
    return this.batch.numbers.subarray(this.first + NUMBER.metrics, this.first + NUMBERS_PER_TRIAL);
  }

  get configHash(): string | null {
    this.configHashes ??= readConfigHashes(this.batch);
    return this.configHashes[this.row]!;
  }
}

/** The first text of every trial. */
function readConfigHashes({ texts, count }: TrialBatch): readonly (string | null)[] {
  const reader = new TextColumnReader(texts);
  return Array.from({ length: count }, () => {
    const configHash = reader.next();
    for (let other = 1; other < TEXTS_PER_TRIAL; other++) reader.next();
    return configHash;
  });
}
