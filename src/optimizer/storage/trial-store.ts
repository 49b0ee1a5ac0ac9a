import type { CandidateRecord } from './candidate-record.ts';
import type { HoldoutOpening } from './holdout-opening.ts';
import type { IndexSet } from './index-set.ts';
import type { PackedTrades } from './packed-trades.ts';
import type { SegmentValue } from './segment-value.ts';
import type { SubrunRecord } from './subrun-record.ts';
import type { SweepDefinition, SweepEnd, SweepRecord, SweepStart } from './sweep-record.ts';
import type { ColumnValue } from './trial-columns.ts';
import type { EligibleTrial, TrialEntry, TrialRecord, TrialStatus } from './trial-record.ts';
import type { WalkForwardRecord } from './walk-forward-record.ts';

/** Part of a trial table, by index. */
export interface TrialRange {
  /** First index, default 0. */
  readonly from?: number;
  /** First index that no longer belongs to the range, default: no limit. */
  readonly to?: number;
  /** By index, default `ascending`. */
  readonly order?: 'ascending' | 'descending';
}

/** Which indices a sweep has in the store; gaps are possible. */
export interface TrialExtent {
  readonly first: number;
  readonly last: number;
  readonly count: number;
}

/**
 * Reading side of the store. Every call sees one consistent state: whole batches, also while
 * another process writes. Results are the caller's own: the store neither keeps nor changes them.
 * A sweep that is not in the store has no trials: such calls return null or nothing.
 *
 * Threads: a store belongs to the thread that opened it. All calls are synchronous. In a sweep only
 * the coordinator has one; workers never see it. After `close` nothing may be called but `close`.
 */
export interface TrialReader {
  loadSweep(sweepId: string): SweepRecord | null;
  /** Searches that a user started; the one started (or continued) last comes first. */
  listSweeps(): SweepRecord[];
  /** Same order as `listSweeps`, without reading the records. */
  listSweepIds(): string[];
  /** Parts of a search: by window, training before test; those of no window (holdout) first. */
  listParts(sweepId: string): SweepRecord[];

  readTrial(sweepId: string, trialIndex: number): TrialRecord | null;
  /** Loads the whole range; large sweeps are read in steps. */
  readTrials(sweepId: string, range?: TrialRange): TrialRecord[];
  /** Daily series of a trial; null where none is kept. */
  readDaily(sweepId: string, trialIndex: number): Float64Array | null;
  /** Closed trades of a trial; null where none are kept. */
  readTrades(sweepId: string, trialIndex: number): PackedTrades | null;
  /** Values of trials on segments of the range (`optimizer.md` 11), by trial and number of segments. */
  readSegmentValues(sweepId: string): SegmentValue[];
  trialExtent(sweepId: string): TrialExtent | null;
  /** `cancelled` trials did not run and are not among them. */
  finishedIndices(sweepId: string): IndexSet;
  /** Of trials that failed or ran out of time. */
  failedIndices(sweepId: string): IndexSet;
  countByStatus(sweepId: string): Record<TrialStatus, number>;
  /** Paths of all parameters, in the order in which trials bring them up. */
  parameterPaths(sweepId: string): string[];
  /** Shows every trial that may be best (complete, with a score), by index; keeps none of them in memory. */
  visitEligible(sweepId: string, visit: (trial: EligibleTrial) => void): void;
  /** Shows the same trials from the largest score down, equal ones by index, until `visit` returns false. */
  visitByScore(sweepId: string, visit: (trial: EligibleTrial) => boolean): void;
  /**
   * Shows chosen columns of table `trial` for every trial, by index; a missing value is null. The values are those
   * of `columns`, in their order: whoever asks knows their types.
   */
  visitColumns<Row extends readonly ColumnValue[]>(
    sweepId: string,
    columns: readonly string[],
    visit: (row: Row) => void,
    range?: Pick<TrialRange, 'from' | 'to'>,
  ): void;
  /** Result of a walk-forward; null before its last window, and without one. */
  readWalkForward(sweepId: string): WalkForwardRecord | null;
  /** Additional backtests of candidates, by candidate, kind and index. */
  readSubruns(sweepId: string): SubrunRecord[];
  /** Candidates with their figures, by rank; none before the end of their examination, and without one. */
  readCandidates(sweepId: string): CandidateRecord[];
  /** Looks at the holdouts of all sweeps, also of deleted ones, in their order. */
  listHoldoutOpenings(): HoldoutOpening[];
  /**
   * SHA-256 of the whole trial table (`optimizer.md` 5.5), followed by those of its windows in the order of
   * `listParts`. The holdout stays out: it is opened later, and changes nothing.
   */
  digest(sweepId: string): string;

  close(): void;
}

/**
 * Store of all sweeps and their trials. One writer at a time: whoever opens a store for writing
 * owns it until `close` or until its process ends, however it ends.
 *
 * Life of a sweep: `createSweep` → running → `finishSweep` → complete, interrupted or failed;
 * `resumeSweep` sets the last two back to running. A sweep that is still running when its writer
 * closes or dies becomes `interrupted` without an exit code, at the latest when the next writer
 * opens the store.
 *
 * Breaking these rules is a programming error: `RUNTIME_INTERNAL`, and nothing is written.
 */
export interface TrialStore extends TrialReader {
  /** Adds a sweep in state running. Its id must be new: delete an old one first. */
  createSweep(definition: SweepDefinition, start: SweepStart): void;
  /** Sets an interrupted or failed sweep back to running; its trials stay. */
  resumeSweep(sweepId: string, start: SweepStart): void;
  finishSweep(sweepId: string, end: SweepEnd): void;
  /** Removes a sweep, its parts and all their trials; false if there is none. */
  deleteSweep(sweepId: string): boolean;

  /**
   * Writes a batch in one transaction: all of it or nothing. The sweep must be running and the
   * index free, because finished trials are final. Only a `cancelled` trial may be replaced: it
   * keeps parameters and seed of a trial that did not run. A daily series has one value per day of
   * the sweep's calendar; trades are taken only where the sweep keeps them. Infinite values are refused (`RUNTIME_NON_FINITE_OUTPUT`). The batch is
   * the caller's: nothing of it is kept, and it may be reused after the call.
   */
  writeTrials(batch: readonly TrialEntry[]): void;

  /** Keeps values of a running sweep's trials on segments, in one transaction; the trials need not be there. */
  writeSegmentValues(sweepId: string, values: readonly SegmentValue[]): void;

  /** Keeps the result of a walk-forward of a running sweep, in place of an earlier one. */
  writeWalkForward(sweepId: string, record: WalkForwardRecord): void;

  /** Keeps additional backtests of candidates of a running sweep, all of them or none; each is final. */
  writeSubruns(sweepId: string, batch: readonly SubrunRecord[]): void;
  /** Keeps the candidates of a running sweep, in place of earlier ones. */
  writeCandidates(sweepId: string, candidates: readonly CandidateRecord[]): void;

  /** Records that somebody looks at a holdout; nothing removes that again. */
  addHoldoutOpening(opening: HoldoutOpening): void;
}
