import { METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import type { ErrorDescription } from '../../core/types/errors.ts';
import { ChunkSizer } from '../executor/chunk-size.ts';
import type { ChunkEnd, Executor } from '../executor/executor.ts';
import { comparatorKey, compareKeys, isEligible } from '../ranking/comparator.ts';
import type { Proposal, Sampler } from '../samplers/sampler.ts';
import { TRIAL_STATUSES, type TrialEntry, type TrialRecord, type TrialStatus } from '../storage/trial-record.ts';
import type { TrialStore } from '../storage/trial-store.ts';
import { BatchBarrier } from './batch-barrier.ts';
import { FailureLimit } from './failure-limit.ts';
import type { LiveTrial } from './live-trial.ts';
import type { Incumbent, ProgressListener } from './sweep-events.ts';
import { judgeTrial, recordLostTrial, recordWaitingTrial, type TrialScorer } from './trial-judge.ts';

/** What the scheduler works with; the sampler and the executor decide nothing about each other. */
export interface SchedulerSettings {
  readonly sweepId: string;
  readonly sampler: Sampler;
  readonly executor: Executor;
  readonly store: TrialStore;
  readonly scorer: TrialScorer;
  readonly toLiveTrial: (proposal: Proposal) => LiveTrial;
  /** Record seeds before the trials run, because they cannot be derived again. */
  readonly reservesSeeds: boolean;
  /** Largest chunk, so that a batch of an adaptive sampler is spread over all workers. */
  readonly maxChunk: number;
  readonly planned: number;
  readonly maxFailedShare: number;
  readonly trialTimeoutMs: number;
  readonly decimals: number;
  /** Asked before every chunk; true ends the sweep after the trials at hand. */
  readonly isStopped: () => boolean;
  readonly onProgress: ProgressListener;
  /** Milliseconds since the epoch; informational. */
  readonly now: () => number;
}

/** How the search ended. */
export type ScheduleEnd = 'complete' | 'stopped' | 'too_many_failures';

/** Chunks in flight per worker: one runs, one waits, so that no worker idles while results are written. */
const CHUNKS_PER_WORKER = 2;
const PROFIT_NET = METRIC_KEYS.indexOf('profit_net');
const MAX_DRAWDOWN = METRIC_KEYS.indexOf('max_drawdown');

/**
 * Runs a search: asks the sampler, cuts proposals into chunks, hands them to the executor, judges and
 * stores what comes back. Starting and resuming are the same: trials that are in the store are passed
 * over. Results never depend on the width of the executor or on the order of completion.
 */
export class TrialScheduler {
  private readonly settings: SchedulerSettings;
  private readonly sizer = new ChunkSizer();
  private readonly failures: FailureLimit;
  private readonly barrier: BatchBarrier;
  private readonly finishedBefore: Uint8Array;
  private readonly failedBefore = new Set<number>();
  /** Place of every trial in flight in the order of proposal. */
  private readonly positions = new Map<number, number>();
  private proposed = 0;
  private readonly byStatus: Record<TrialStatus, number>;
  private readonly startedAt: number;
  private best: Incumbent | null = null;
  private completionSeq = 0;
  private finished = 0;
  private finishedNow = 0;
  private isDrained = false;
  /** Set by an error that ends the sweep: workers that die from then on were stopped, they did not crash. */
  private isBroken = false;

  constructor(settings: SchedulerSettings) {
    const { store, sweepId } = settings;
    this.settings = settings;
    this.startedAt = settings.now();
    this.failures = new FailureLimit(settings.maxFailedShare);
    this.barrier = new BatchBarrier(settings.sampler, settings.scorer);
    this.finishedBefore = store.finishedIndices(sweepId);
    this.byStatus = { ...store.countByStatus(sweepId), cancelled: 0 };
    this.finished = TRIAL_STATUSES.reduce((sum, status) => sum + this.byStatus[status], 0);
    this.completionSeq = this.finished;
    this.recall();
  }

  /** Runs until the sampler has nothing left or the sweep is stopped. */
  async run(): Promise<ScheduleEnd> {
    try {
      return await this.search();
    } catch (error) {
      this.isBroken = true;
      throw error;
    }
  }

  private async search(): Promise<ScheduleEnd> {
    const { executor } = this.settings;
    const inFlight = new Set<Promise<void>>();
    while (true) {
      while (inFlight.size < executor.width * CHUNKS_PER_WORKER && this.mayContinue()) {
        const chunk = this.nextChunk();
        if (chunk.length === 0) break;
        if (this.settings.reservesSeeds) this.reserve(chunk);
        const work: Promise<void> = this.runChunk(chunk).finally(() => inFlight.delete(work));
        inFlight.add(work);
      }
      if (inFlight.size === 0) break;
      await Promise.race(inFlight);
      if (!this.mayContinue()) executor.stop();
    }
    if (this.failures.isExceeded()) return 'too_many_failures';
    return this.isDrained ? 'complete' : 'stopped';
  }

  /** Progress as of now. */
  report(): void {
    const { planned, now, onProgress } = this.settings;
    onProgress({
      finished: this.finished,
      planned,
      finishedNow: this.finishedNow,
      byStatus: this.byStatus,
      best: this.best,
      elapsedMs: now() - this.startedAt,
    });
  }

  private mayContinue(): boolean {
    return !this.isBroken && !this.settings.isStopped() && !this.failures.isExceeded();
  }

  private nextChunk(): LiveTrial[] {
    const { sampler, executor, planned, maxChunk } = this.settings;
    const wanted = this.sizer.next(Math.max(1, planned - this.finished), executor.width);
    const size = Math.min(wanted, maxChunk);
    const chunk: LiveTrial[] = [];
    while (chunk.length < size) {
      const proposals = sampler.ask(size - chunk.length);
      if (proposals.length === 0) {
        if (!sampler.isWaiting) this.isDrained = true;
        break;
      }
      for (const proposal of proposals) this.take(proposal, chunk);
      this.barrier.flush();
    }
    return chunk;
  }

  /** Puts a proposal into the chunk, unless an earlier execution has finished it. */
  private take(proposal: Proposal, chunk: LiveTrial[]): void {
    const { store, sweepId, toLiveTrial } = this.settings;
    const { trialIndex } = proposal;
    const position = this.proposed++;
    this.barrier.expect(trialIndex);
    if (this.finishedBefore[trialIndex] !== 1) {
      this.positions.set(trialIndex, position);
      chunk.push(toLiveTrial(proposal));
      return;
    }
    this.failures.note(position, this.failedBefore.has(trialIndex));
    const known = this.settings.sampler.isAdaptive ? store.readTrial(sweepId, trialIndex) : null;
    if (known !== null) this.barrier.deliver(known);
  }

  private reserve(chunk: readonly LiveTrial[]): void {
    const { store, sweepId } = this.settings;
    store.writeTrials(chunk.map((trial) => recordWaitingTrial(sweepId, trial)));
  }

  private async runChunk(chunk: readonly LiveTrial[]): Promise<void> {
    const end = await this.execute(chunk);
    if (end.kind === 'finished') {
      this.accept(chunk, end);
      return;
    }
    // What a dying worker had finished is lost with it; one by one only the culprit fails.
    for (const trial of chunk) {
      if (!this.mayContinue()) {
        this.isDrained = false;
        return;
      }
      await this.runAlone(trial);
    }
  }

  private async runAlone(trial: LiveTrial): Promise<void> {
    const end = await this.execute([trial]);
    if (end.kind === 'finished') {
      this.accept([trial], end);
      return;
    }
    if (this.isBroken) return;
    const isTimeout = end.kind === 'timeout';
    const error: ErrorDescription = {
      category: 'runtime',
      code: 'RUNTIME_INTERNAL',
      message: isTimeout
        ? `the trial ran longer than ${this.settings.trialTimeoutMs / 1000} s`
        : `the trial ended its worker twice: ${end.message}`,
      where: null,
      hint: null,
      details: {},
    };
    const { sweepId } = this.settings;
    this.write([recordLostTrial(sweepId, trial, isTimeout ? 'timeout' : 'failed', error, this.completion(null))]);
  }

  private execute(chunk: readonly LiveTrial[]): Promise<ChunkEnd> {
    const jobs = chunk.map((trial) => trial.job);
    return this.settings.executor.execute(jobs, this.settings.trialTimeoutMs * jobs.length);
  }

  private accept(chunk: readonly LiveTrial[], end: Extract<ChunkEnd, { kind: 'finished' }>): void {
    const { sweepId, scorer } = this.settings;
    const entries = end.outcomes.map((outcome, row) =>
      judgeTrial(sweepId, chunk[row]!, outcome, scorer, this.completion(end.worker)),
    );
    const totalUs = end.outcomes.reduce((sum, outcome) => sum + outcome.durationUs, 0);
    this.sizer.note(end.outcomes.length, totalUs);
    if (entries.length < chunk.length) this.isDrained = false;
    this.write(entries);
  }

  private write(entries: readonly TrialEntry[]): void {
    if (entries.length > 0) this.settings.store.writeTrials(entries);
    for (const { trial } of entries) {
      this.finished++;
      this.finishedNow++;
      this.byStatus[trial.status]++;
      this.failures.note(this.positions.get(trial.trialIndex)!, hasFailed(trial));
      this.positions.delete(trial.trialIndex);
      this.barrier.deliver(trial);
      this.compareWithBest(trial);
    }
    this.report();
  }

  private completion(worker: number | null) {
    return { worker, finishedAt: this.settings.now(), completionSeq: this.completionSeq++ };
  }

  private compareWithBest(trial: TrialRecord): void {
    if (!isEligible(trial)) return;
    this.offer({
      trialIndex: trial.trialIndex,
      score: trial.score,
      profitNet: trial.metrics[PROFIT_NET]!,
      maxDrawdown: trial.metrics[MAX_DRAWDOWN]!,
      configHash: trial.configHash,
    });
  }

  private offer(trial: Parameters<typeof comparatorKey>[0]): void {
    const key = comparatorKey(trial, this.settings.decimals);
    if (this.best !== null && compareKeys(key, this.best.key) >= 0) return;
    this.best = { trialIndex: trial.trialIndex, score: trial.score, key };
  }

  /** Takes over what an earlier execution left: the best so far, and which trials failed. */
  private recall(): void {
    const { store, sweepId } = this.settings;
    store.visitEligible(sweepId, (trial) => this.offer(trial));
    if (this.byStatus.failed + this.byStatus.timeout === 0) return;
    for (const trial of store.readTrials(sweepId)) if (hasFailed(trial)) this.failedBefore.add(trial.trialIndex);
  }
}

function hasFailed(trial: TrialRecord): boolean {
  return trial.status === 'failed' || trial.status === 'timeout';
}
