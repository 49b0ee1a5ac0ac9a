import type Database from 'better-sqlite3';
import type { CandidateRecord } from './candidate-record.ts';
import { CandidateTable } from './candidate-table.ts';
import { type DigestRow, digestTrials, windowParts } from './digest.ts';
import type { HoldoutOpening } from './holdout-opening.ts';
import { HoldoutTable } from './holdout-table.ts';
import type { IndexSet } from './index-set.ts';
import type { PackedTrades } from './packed-trades.ts';
import { SegmentTable } from './segment-table.ts';
import type { SegmentValue } from './segment-value.ts';
import { toStoreError } from './store-errors.ts';
import type { SubrunRecord } from './subrun-record.ts';
import { SubrunTable } from './subrun-table.ts';
import type { SweepDefinition, SweepEnd, SweepRecord, SweepStart } from './sweep-record.ts';
import { type SweepFacts, SweepTable } from './sweep-table.ts';
import type { ColumnValue } from './trial-columns.ts';
import type { EligibleTrial, TrialEntry, TrialRecord, TrialStatus } from './trial-record.ts';
import type { TrialExtent, TrialRange, TrialStore } from './trial-store.ts';
import { TrialTable } from './trial-table.ts';
import type { WalkForwardRecord } from './walk-forward-record.ts';
import { WalkForwardTable } from './walk-forward-table.ts';
import type { WriterLock } from './writer-lock.ts';

/** Store in an SQLite file; made by `openStore` only. Owns its connection and its lock (null: a reader). */
export class SqliteStore implements TrialStore {
  readonly #file: string;
  readonly #database: Database.Database;
  readonly #lock: WriterLock | null;
  readonly #sweeps: SweepTable;
  readonly #trials: TrialTable;
  readonly #segments: SegmentTable;
  readonly #walkForwards: WalkForwardTable;
  readonly #holdouts: HoldoutTable;
  readonly #subruns: SubrunTable;
  readonly #candidates: CandidateTable;

  constructor(file: string, database: Database.Database, lock: WriterLock | null) {
    this.#file = file;
    this.#database = database;
    this.#lock = lock;
    this.#sweeps = new SweepTable(database);
    this.#trials = new TrialTable(database);
    this.#segments = new SegmentTable(database);
    this.#walkForwards = new WalkForwardTable(database);
    this.#holdouts = new HoldoutTable(database);
    this.#subruns = new SubrunTable(database);
    this.#candidates = new CandidateTable(database);
  }

  loadSweep(sweepId: string): SweepRecord | null {
    return this.#guard(() => this.#sweeps.load(sweepId));
  }

  listSweeps(): SweepRecord[] {
    return this.#guard(() => this.#sweeps.loadAll());
  }

  listSweepIds(): string[] {
    return this.#guard(() => this.#sweeps.ids());
  }

  listParts(sweepId: string): SweepRecord[] {
    return this.#guard(() => this.#sweeps.loadParts(sweepId));
  }

  readTrial(sweepId: string, trialIndex: number): TrialRecord | null {
    return this.#guard(() => this.#trials.read(sweepId, trialIndex));
  }

  readTrials(sweepId: string, range: TrialRange = {}): TrialRecord[] {
    return this.#guard(() => this.#trials.readRange(sweepId, range));
  }

  readDaily(sweepId: string, trialIndex: number): Float64Array | null {
    return this.#guard(() => this.#trials.readDaily(sweepId, trialIndex));
  }

  readTrades(sweepId: string, trialIndex: number): PackedTrades | null {
    return this.#guard(() => this.#trials.readTrades(sweepId, trialIndex));
  }

  readSegmentValues(sweepId: string): SegmentValue[] {
    return this.#guard(() => this.#segments.read(sweepId));
  }

  trialExtent(sweepId: string): TrialExtent | null {
    return this.#guard(() => this.#trials.extent(sweepId));
  }

  finishedIndices(sweepId: string): IndexSet {
    return this.#guard(() => this.#trials.finishedIndices(sweepId));
  }

  failedIndices(sweepId: string): IndexSet {
    return this.#guard(() => this.#trials.failedIndices(sweepId));
  }

  countByStatus(sweepId: string): Record<TrialStatus, number> {
    return this.#guard(() => this.#trials.countByStatus(sweepId));
  }

  parameterPaths(sweepId: string): string[] {
    return this.#guard(() => this.#trials.parameterPaths(sweepId));
  }

  visitEligible(sweepId: string, visit: (trial: EligibleTrial) => void): void {
    this.#guard(() => this.#trials.visitEligible(sweepId, visit));
  }

  visitByScore(sweepId: string, visit: (trial: EligibleTrial) => boolean): void {
    this.#guard(() => this.#trials.visitByScore(sweepId, visit));
  }

  visitColumns<Row extends readonly ColumnValue[]>(
    sweepId: string,
    columns: readonly string[],
    visit: (row: Row) => void,
    range: Pick<TrialRange, 'from' | 'to'> = {},
  ): void {
    const show = (row: ColumnValue[]) => visit(row as readonly ColumnValue[] as Row);
    this.#guard(() => this.#trials.visitColumns(sweepId, columns, show, range));
  }

  digest(sweepId: string): string {
    return this.#guard(() => digestTrials(this.#digestRows(sweepId)));
  }

  readWalkForward(sweepId: string): WalkForwardRecord | null {
    return this.#guard(() => this.#walkForwards.read(sweepId));
  }

  readSubruns(sweepId: string): SubrunRecord[] {
    return this.#guard(() => this.#subruns.readAll(sweepId));
  }

  readCandidates(sweepId: string): CandidateRecord[] {
    return this.#guard(() => this.#candidates.readAll(sweepId));
  }

  listHoldoutOpenings(): HoldoutOpening[] {
    return this.#guard(() => this.#holdouts.all());
  }

  createSweep(definition: SweepDefinition, start: SweepStart): void {
    this.#write(() => this.#sweeps.create(definition, start));
  }

  resumeSweep(sweepId: string, start: SweepStart): void {
    this.#write(() => this.#sweeps.resume(sweepId, start));
  }

  finishSweep(sweepId: string, end: SweepEnd): void {
    this.#write(() => this.#sweeps.finish(sweepId, end));
  }

  deleteSweep(sweepId: string): boolean {
    return this.#write(() => {
      this.#walkForwards.delete(sweepId);
      this.#candidates.delete(sweepId);
      this.#subruns.delete(sweepId);
      for (const part of this.#sweeps.loadParts(sweepId)) this.#deleteOne(part.sweepId);
      return this.#deleteOne(sweepId);
    });
  }

  writeTrials(batch: readonly TrialEntry[]): void {
    this.#write(() => {
      const factsBySweep = new Map<string, SweepFacts>();
      for (const entry of batch) {
        const { sweepId } = entry.trial;
        const facts = factsBySweep.get(sweepId) ?? this.#sweeps.requireRunning(sweepId);
        factsBySweep.set(sweepId, facts);
        this.#trials.insert(entry, facts);
      }
    });
  }

  writeSegmentValues(sweepId: string, values: readonly SegmentValue[]): void {
    this.#write(() => {
      this.#sweeps.requireRunning(sweepId);
      for (const value of values) this.#segments.insert(sweepId, value);
    });
  }

  writeWalkForward(sweepId: string, record: WalkForwardRecord): void {
    this.#write(() => {
      this.#sweeps.requireRunning(sweepId);
      this.#walkForwards.write(sweepId, record);
    });
  }

  writeSubruns(sweepId: string, batch: readonly SubrunRecord[]): void {
    this.#write(() => {
      this.#sweeps.requireRunning(sweepId);
      for (const record of batch) this.#subruns.insert(sweepId, record);
    });
  }

  writeCandidates(sweepId: string, candidates: readonly CandidateRecord[]): void {
    this.#write(() => {
      this.#sweeps.requireRunning(sweepId);
      this.#candidates.write(sweepId, candidates);
    });
  }

  addHoldoutOpening(opening: HoldoutOpening): void {
    this.#write(() => this.#holdouts.add(opening));
  }

  /** Sweeps that nobody finished can only be left over from a writer that died. */
  interruptRunning(): void {
    this.#write(() => this.#sweeps.interruptRunning());
  }

  close(): void {
    if (!this.#database.open) return;
    try {
      if (this.#lock !== null) this.interruptRunning();
    } finally {
      this.#database.close();
      this.#lock?.release();
    }
  }

  *#digestRows(sweepId: string): Generator<DigestRow> {
    yield* this.#trials.digestRows(sweepId);
    for (const part of windowParts(this.#sweeps.loadParts(sweepId))) yield* this.#trials.digestRows(part.sweepId);
  }

  #deleteOne(sweepId: string): boolean {
    this.#trials.deleteAll(sweepId);
    this.#segments.deleteAll(sweepId);
    return this.#sweeps.delete(sweepId);
  }

  /** One immediate transaction: it waits for the write lock at its start, where nothing is lost. */
  #write<T>(work: () => T): T {
    return this.#guard(() => this.#database.transaction(work).immediate());
  }

  #guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw toStoreError(error, this.#file);
    }
  }
}
