import { METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import type { CandidateRecord } from './candidate-record.ts';
import { type DigestRow, digestTrials, windowParts } from './digest.ts';
import { distinctPaths } from './distinct-paths.ts';
import type { HoldoutOpening } from './holdout-opening.ts';
import { IndexSet } from './index-set.ts';
import { bytesOf, checkDaily, numbersFromBytes } from './number-blobs.ts';
import { checkTrades, type PackedTrades } from './packed-trades.ts';
import type { SegmentValue } from './segment-value.ts';
import type { SubrunRecord } from './subrun-record.ts';
import { compareSubruns } from './subrun-table.ts';
import type { SweepDefinition, SweepEnd, SweepRecord, SweepStart } from './sweep-record.ts';
import { checkDefinition, misuse } from './sweep-rows.ts';
import { type ColumnValue, columnPosition } from './trial-columns.ts';
import {
  type EligibleTrial,
  TRIAL_STATUSES,
  type TrialEntry,
  type TrialRecord,
  type TrialStatus,
} from './trial-record.ts';
import { decodeTrial, encodeTrial, placeOf } from './trial-rows.ts';
import type { TrialExtent, TrialRange, TrialStore } from './trial-store.ts';
import type { WalkForwardRecord } from './walk-forward-record.ts';

interface StoredSweep {
  record: SweepRecord;
  startSeq: number;
  readonly trials: Map<number, DigestRow>;
  readonly segmentValues: Map<string, SegmentValue>;
  walkForward: WalkForwardRecord | null;
  subruns: readonly SubrunRecord[];
  candidates: readonly CandidateRecord[];
}

/** A store that lives as long as its object: for tests, and for sweeps nobody wants to keep. */
export function createMemoryStore(): TrialStore {
  return new MemoryStore();
}

/** Keeps the same rows as the tables would, so that both stores agree on every detail. */
class MemoryStore implements TrialStore {
  readonly #sweeps = new Map<string, StoredSweep>();
  readonly #openings: HoldoutOpening[] = [];
  #starts = 0;

  loadSweep(sweepId: string): SweepRecord | null {
    const sweep = this.#sweeps.get(sweepId);
    return sweep === undefined ? null : structuredClone(sweep.record);
  }

  listSweeps(): SweepRecord[] {
    return this.#latestFirst().map((sweep) => structuredClone(sweep.record));
  }

  listSweepIds(): string[] {
    return this.#latestFirst().map((sweep) => sweep.record.sweepId);
  }

  listParts(sweepId: string): SweepRecord[] {
    return [...this.#sweeps.values()]
      .map(({ record }) => structuredClone(record))
      .filter(({ parentId }) => parentId === sweepId)
      .sort(compareParts);
  }

  readTrial(sweepId: string, trialIndex: number): TrialRecord | null {
    const stored = this.#sweeps.get(sweepId)?.trials.get(trialIndex);
    return stored === undefined ? null : decodeTrial(stored.row);
  }

  readTrials(sweepId: string, { from = 0, to = Number.MAX_SAFE_INTEGER, order }: TrialRange = {}): TrialRecord[] {
    const trials = this.#byIndex(sweepId)
      .map(({ row }) => decodeTrial(row))
      .filter(({ trialIndex }) => trialIndex >= from && trialIndex < to);
    return order === 'descending' ? trials.reverse() : trials;
  }

  readDaily(sweepId: string, trialIndex: number): Float64Array | null {
    const bytes = this.#sweeps.get(sweepId)?.trials.get(trialIndex)?.dailyBytes ?? null;
    return bytes === null ? null : numbersFromBytes(bytes);
  }

  readTrades(sweepId: string, trialIndex: number): PackedTrades | null {
    const bytes = this.#sweeps.get(sweepId)?.trials.get(trialIndex)?.tradeBytes ?? null;
    return bytes === null ? null : numbersFromBytes(bytes);
  }

  readSegmentValues(sweepId: string): SegmentValue[] {
    const values = [...(this.#sweeps.get(sweepId)?.segmentValues.values() ?? [])];
    return values
      .sort((a, b) => a.trialIndex - b.trialIndex || a.segments - b.segments)
      .map((value) => structuredClone(value));
  }

  trialExtent(sweepId: string): TrialExtent | null {
    const indices = this.readTrials(sweepId).map((trial) => trial.trialIndex);
    if (indices.length === 0) return null;
    return { first: indices[0], last: indices[indices.length - 1], count: indices.length };
  }

  finishedIndices(sweepId: string): IndexSet {
    const finished = this.readTrials(sweepId).filter(({ status }) => status !== 'cancelled');
    return IndexSet.of(finished.map(({ trialIndex }) => trialIndex));
  }

  failedIndices(sweepId: string): IndexSet {
    const failed = this.readTrials(sweepId).filter(({ status }) => status === 'failed' || status === 'timeout');
    return IndexSet.of(failed.map(({ trialIndex }) => trialIndex));
  }

  countByStatus(sweepId: string): Record<TrialStatus, number> {
    const counts = Object.fromEntries(TRIAL_STATUSES.map((status) => [status, 0])) as Record<TrialStatus, number>;
    for (const { status } of this.readTrials(sweepId)) counts[status]++;
    return counts;
  }

  parameterPaths(sweepId: string): string[] {
    return distinctPaths(this.readTrials(sweepId).map(({ parametersJson }) => parametersJson));
  }

  visitEligible(sweepId: string, visit: (trial: EligibleTrial) => void): void {
    for (const { trialIndex, status, score, metrics, configHash } of this.readTrials(sweepId)) {
      if (status !== 'complete' || Number.isNaN(score)) continue;
      visit({
        trialIndex,
        score,
        profitNet: metrics[METRIC_KEYS.indexOf('profit_net')],
        maxDrawdown: metrics[METRIC_KEYS.indexOf('max_drawdown')],
        configHash: configHash as string,
      });
    }
  }

  visitByScore(sweepId: string, visit: (trial: EligibleTrial) => boolean): void {
    const trials: EligibleTrial[] = [];
    this.visitEligible(sweepId, (trial) => trials.push(trial));
    trials.sort((a, b) => b.score - a.score || a.trialIndex - b.trialIndex).every(visit);
  }

  visitColumns<Row extends readonly ColumnValue[]>(
    sweepId: string,
    columns: readonly string[],
    visit: (row: Row) => void,
    { from = 0, to = Number.MAX_SAFE_INTEGER }: Pick<TrialRange, 'from' | 'to'> = {},
  ): void {
    const positions = columns.map(columnPosition);
    for (const { row } of this.#byIndex(sweepId)) {
      const index = row[columnPosition('trial_index')] as number;
      if (index >= from && index < to)
        visit(positions.map((position) => row[position]) as readonly ColumnValue[] as Row);
    }
  }

  digest(sweepId: string): string {
    const ids = [sweepId, ...windowParts(this.listParts(sweepId)).map((part) => part.sweepId)];
    return digestTrials(ids.flatMap((id) => this.#byIndex(id)));
  }

  readWalkForward(sweepId: string): WalkForwardRecord | null {
    return structuredClone(this.#sweeps.get(sweepId)?.walkForward ?? null);
  }

  readSubruns(sweepId: string): SubrunRecord[] {
    return structuredClone([...(this.#sweeps.get(sweepId)?.subruns ?? [])]).sort(compareSubruns);
  }

  readCandidates(sweepId: string): CandidateRecord[] {
    return structuredClone([...(this.#sweeps.get(sweepId)?.candidates ?? [])]);
  }

  listHoldoutOpenings(): HoldoutOpening[] {
    return structuredClone(this.#openings);
  }

  createSweep(definition: SweepDefinition, start: SweepStart): void {
    checkDefinition(definition);
    const { sweepId } = definition;
    if (this.#sweeps.has(sweepId)) throw misuse(sweepId, 'the sweep is already in the store');
    const record: SweepRecord = { ...definition, ...start, state: 'running', exitCode: null, finishedAt: null };
    this.#sweeps.set(sweepId, {
      record: structuredClone(record),
      startSeq: ++this.#starts,
      trials: new Map(),
      segmentValues: new Map(),
      walkForward: null,
      subruns: [],
      candidates: [],
    });
  }

  resumeSweep(sweepId: string, { workerCount }: SweepStart): void {
    const sweep = this.#sweeps.get(sweepId);
    const state = sweep?.record.state ?? 'not in the store';
    if (sweep === undefined || (state !== 'interrupted' && state !== 'failed')) {
      throw misuse(sweepId, `the sweep is ${state}, expected interrupted or failed`);
    }
    sweep.record = { ...sweep.record, workerCount, state: 'running', exitCode: null, finishedAt: null };
    sweep.startSeq = ++this.#starts;
  }

  finishSweep(sweepId: string, { state, exitCode, finishedAt }: SweepEnd): void {
    const sweep = this.#requireRunning(sweepId);
    sweep.record = { ...sweep.record, state, exitCode, finishedAt };
  }

  deleteSweep(sweepId: string): boolean {
    for (const part of this.listParts(sweepId)) this.#sweeps.delete(part.sweepId);
    return this.#sweeps.delete(sweepId);
  }

  writeTrials(batch: readonly TrialEntry[]): void {
    const checked: { sweep: StoredSweep; trialIndex: number; stored: DigestRow }[] = [];
    const statuses = new Map<string, ColumnValue>();
    for (const { trial, daily, trades = null } of batch) {
      const sweep = this.#requireRunning(trial.sweepId);
      const row: ColumnValue[] = [];
      encodeTrial(trial, row);
      if (daily !== null) checkDaily(daily, sweep.record.days.length, placeOf(trial));
      if (trades !== null) checkTrades(trades, sweep.record, placeOf(trial));
      const before = statuses.get(placeOf(trial)) ?? statusOf(sweep.trials.get(trial.trialIndex));
      if (before !== null && before !== 'cancelled') {
        throw misuse(trial.sweepId, `trial ${trial.trialIndex} is already stored as ${before}, which is final`);
      }
      statuses.set(placeOf(trial), trial.status);
      const dailyBytes = daily === null ? null : Uint8Array.from(bytesOf(daily));
      const tradeBytes = trades === null ? null : Uint8Array.from(bytesOf(trades));
      checked.push({ sweep, trialIndex: trial.trialIndex, stored: { row, dailyBytes, tradeBytes } });
    }
    for (const { sweep, trialIndex, stored } of checked) sweep.trials.set(trialIndex, stored);
  }

  writeSegmentValues(sweepId: string, values: readonly SegmentValue[]): void {
    const { segmentValues } = this.#requireRunning(sweepId);
    for (const value of values) segmentValues.set(`${value.trialIndex}|${value.segments}`, structuredClone(value));
  }

  writeWalkForward(sweepId: string, record: WalkForwardRecord): void {
    this.#requireRunning(sweepId).walkForward = structuredClone(record);
  }

  writeSubruns(sweepId: string, batch: readonly SubrunRecord[]): void {
    const sweep = this.#requireRunning(sweepId);
    const known = new Set(sweep.subruns.map(placeOfSubrun));
    const isTaken = batch.some((record) => known.has(placeOfSubrun(record)));
    if (isTaken) throw misuse(sweepId, 'a sub-run is already stored, which is final');
    sweep.subruns = [...sweep.subruns, ...structuredClone(batch)];
  }

  writeCandidates(sweepId: string, candidates: readonly CandidateRecord[]): void {
    this.#requireRunning(sweepId).candidates = structuredClone([...candidates].sort((a, b) => a.rank - b.rank));
  }

  addHoldoutOpening(opening: HoldoutOpening): void {
    this.#openings.push({ ...opening });
  }

  close(): void {
    for (const sweep of this.#sweeps.values()) {
      if (sweep.record.state === 'running') sweep.record = { ...sweep.record, state: 'interrupted' };
    }
  }

  #latestFirst(): StoredSweep[] {
    return [...this.#sweeps.values()]
      .filter(({ record }) => record.part === 'search')
      .sort((a, b) => b.startSeq - a.startSeq);
  }

  #byIndex(sweepId: string): DigestRow[] {
    const trials = this.#sweeps.get(sweepId)?.trials ?? new Map<number, DigestRow>();
    return [...trials].sort(([a], [b]) => a - b).map(([, stored]) => stored);
  }

  #requireRunning(sweepId: string): StoredSweep {
    const sweep = this.#sweeps.get(sweepId);
    if (sweep === undefined) throw misuse(sweepId, 'the sweep is not in the store');
    if (sweep.record.state !== 'running') {
      throw misuse(sweepId, `the sweep is ${sweep.record.state}, expected running`);
    }
    return sweep;
  }
}

/** By window, training before test; what belongs to no window first. */
function compareParts(a: SweepRecord, b: SweepRecord): number {
  const place = ({ windowIndex, part }: SweepRecord) => 2 * (windowIndex ?? -1) + (part === 'train' ? 0 : 1);
  return place(a) - place(b) || (a.sweepId < b.sweepId ? -1 : 1);
}

function placeOfSubrun({ trialIndex, kind, subrunIndex }: SubrunRecord): string {
  return `${trialIndex} ${kind} ${subrunIndex}`;
}

function statusOf(stored: DigestRow | undefined): ColumnValue {
  return stored === undefined ? null : stored.row[columnPosition('status')];
}
