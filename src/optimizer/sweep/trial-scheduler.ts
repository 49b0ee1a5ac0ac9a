import type { ErrorDescription } from '../../core/types/errors.ts';
import { ChunkSizer, SLICE_MS } from '../executor/chunk-size.ts';
import type { ChunkEnd, Executor } from '../executor/executor.ts';
import type { Proposal, Sampler } from '../samplers/sampler.ts';
import type { TrialEntry, TrialRecord } from '../storage/trial-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import type { TrialWriter } from '../storage/trial-writer.ts';
import { BatchBarrier } from './batch-barrier.ts';
import { FailureLimit } from './failure-limit.ts';
import type { LiveTrial } from './live-trial.ts';
import { ScreenedQueue, type Screening } from './screened-queue.ts';
import type { ProgressListener } from './sweep-events.ts';
import { SweepTally } from './sweep-tally.ts';
import {
  type Completion,
  judgeTrial,
  recordLostTrial,
  recordPrunedTrial,
  recordWaitingTrial,
  type TrialScorer,
} from './trial-judge.ts';
import { type QueuedTrial, TrialQueue, type TrialSource } from './trial-queue.ts';

/** What the scheduler works with; the sampler and the executor decide nothing about each other. */
export interface SchedulerSettings {
  readonly sweepId: string;
  readonly sampler: Sampler;
  readonly executor: Executor;
  /** What earlier executions have left. */
  readonly store: TrialReader;
  readonly writer: TrialWriter;
  readonly scorer: TrialScorer;
  readonly toLiveTrial: (proposal: Proposal) => LiveTrial;
  /** Paths of parameters that decide which series a trial reads, those that change most first. */
  readonly seriesParameters: readonly string[];
  /** Tries trials on segments first; null: no pruner. */
  readonly screening: Screening | null;
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

/** Chunks in flight per worker: one runs, one waits, so that no worker idles while results are judged. */
const CHUNKS_PER_WORKER = 2;

/**
 * Runs a search: cuts what the queue gives into chunks, hands them to the executor, judges and writes what
 * comes back. Starting and resuming are the same: trials that are in the store are passed over. Results
 * never depend on the width of the executor or on the order of completion.
 */
export class TrialScheduler {
  private readonly settings: SchedulerSettings;
  private readonly sizer = new ChunkSizer();
  private readonly failures: FailureLimit;
  private readonly barrier: BatchBarrier;
  private readonly tally: SweepTally;
  private readonly queue: TrialSource;
  /** The same queue, where there is a pruner. */
  private readonly screened: ScreenedQueue | null;
  private readonly startedAt: number;
  private completionSeq: number;
  private segmentRuns = 0;
  /** Trials that the executor has at the moment. */
  private running = 0;
  /** Set by an error that ends the sweep: workers that die from then on were stopped, they did not crash. */
  private isBroken = false;

  constructor(settings: SchedulerSettings) {
    const { store, sweepId } = settings;
    this.settings = settings;
    this.startedAt = settings.now();
    this.failures = new FailureLimit(settings.maxFailedShare);
    this.barrier = new BatchBarrier(settings.sampler, settings.scorer);
    this.tally = new SweepTally(store, sweepId, settings.decimals);
    this.completionSeq = this.tally.finished;
    const queued = { ...settings, barrier: this.barrier, failures: this.failures };
    this.screened = settings.screening === null ? null : new ScreenedQueue(queued, settings.screening);
    this.queue = this.screened ?? new TrialQueue(queued);
  }

  /** Runs until the sampler has nothing left or the sweep is stopped; everything is in the store then. */
  async run(): Promise<ScheduleEnd> {
    try {
      const end = await this.search();
      await this.settings.writer.flush();
      return end;
    } catch (error) {
      this.isBroken = true;
      throw error;
    }
  }

  /** Progress as of now. */
  report(): void {
    const { planned, now, onProgress } = this.settings;
    const { finished, finishedNow, byStatus, best } = this.tally;
    const { segmentRuns } = this;
    onProgress({ finished, planned, finishedNow, segmentRuns, byStatus, best, elapsedMs: now() - this.startedAt });
  }

  private async search(): Promise<ScheduleEnd> {
    const { executor } = this.settings;
    const inFlight = new Set<Promise<void>>();
    while (true) {
      while (inFlight.size < executor.width * CHUNKS_PER_WORKER && this.mayContinue()) {
        const chunk = this.nextChunk();
        if (chunk.length === 0) break;
        this.running += chunk.length;
        const work: Promise<void> = this.runChunk(chunk).finally(() => {
          this.running -= chunk.length;
          inFlight.delete(work);
        });
        inFlight.add(work);
      }
      // With pruned trials a batch may be complete, so that the sampler goes on.
      if (await this.keepScreened()) continue;
      if (inFlight.size === 0) break;
      await Promise.race(inFlight);
      if (!this.mayContinue()) executor.stop();
    }
    if (this.failures.isExceeded()) return 'too_many_failures';
    return this.queue.isDrained ? 'complete' : 'stopped';
  }

  private mayContinue(): boolean {
    return !this.isBroken && !this.settings.isStopped() && !this.failures.isExceeded();
  }

  private nextChunk(): QueuedTrial[] {
    const { executor, planned, maxChunk } = this.settings;
    const remaining = Math.max(1, planned - this.tally.finished - this.running);
    const wanted = this.sizer.next(remaining, executor.width);
    return this.queue.take(Math.min(wanted, maxChunk));
  }

  private async runChunk(chunk: readonly QueuedTrial[]): Promise<void> {
    if (this.settings.reservesSeeds) await this.reserve(chunk);
    const end = await this.execute(chunk);
    if (end.kind === 'finished') {
      await this.accept(chunk, end);
      return;
    }
    // What a dying worker had finished is lost with it; one by one only the culprit fails.
    for (let row = 0; row < chunk.length; row++) {
      if (!this.mayContinue()) {
        this.queue.giveBack(chunk.slice(row));
        return;
      }
      await this.runAlone(chunk[row]!);
    }
  }

  private async reserve(chunk: readonly QueuedTrial[]): Promise<void> {
    const { sweepId, writer } = this.settings;
    await writer.write(chunk.map(({ trial }) => recordWaitingTrial(sweepId, trial)));
    await writer.flush();
  }

  private async runAlone(queued: QueuedTrial): Promise<void> {
    const end = await this.execute([queued]);
    if (end.kind === 'finished') {
      await this.accept([queued], end);
      return;
    }
    if (this.isBroken) return;
    if (queued.segment !== null) {
      this.screened?.accept(queued, null);
      return;
    }
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
    const status = isTimeout ? 'timeout' : 'failed';
    await this.keep([queued], [recordLostTrial(sweepId, queued.trial, status, error, this.completion(null))]);
  }

  private execute(chunk: readonly QueuedTrial[]): Promise<ChunkEnd> {
    const jobs = chunk.map(({ trial }) => trial.job);
    // A slice ends with the trial during which it runs out, so that one trial may use up its limit alone.
    return this.settings.executor.execute(jobs, SLICE_MS + this.settings.trialTimeoutMs, SLICE_MS);
  }

  private async accept(chunk: readonly QueuedTrial[], end: Extract<ChunkEnd, { kind: 'finished' }>): Promise<void> {
    const { sweepId, scorer } = this.settings;
    const whole: QueuedTrial[] = [];
    const entries: TrialEntry[] = [];
    let totalUs = 0;
    for (let row = 0; row < end.outcomes.length; row++) {
      const queued = chunk[row]!;
      const outcome = end.outcomes[row]!;
      totalUs += outcome.durationUs;
      if (queued.segment === null) {
        whole.push(queued);
        entries.push(judgeTrial(sweepId, queued.trial, outcome, scorer, this.completion(end.worker)));
      } else {
        this.segmentRuns++;
        this.screened?.accept(queued, outcome);
      }
    }
    this.sizer.note(end.outcomes.length, totalUs);
    if (end.outcomes.length < chunk.length) this.queue.giveBack(chunk.slice(end.outcomes.length));
    await this.keep(whole, entries);
    await this.keepScreened();
  }

  /** Writes what the pruner has decided; true if it gave up a trial. */
  private async keepScreened(): Promise<boolean> {
    if (this.screened === null) return false;
    const { sweepId, writer } = this.settings;
    const { values, pruned } = this.screened.takeScreened();
    if (values.length > 0) await writer.writeSegmentValues(sweepId, values);
    const entries = pruned.map(({ trial, configHash }) =>
      recordPrunedTrial(sweepId, trial, configHash, this.completion(null)),
    );
    if (entries.length > 0) await this.keep(pruned, entries);
    return entries.length > 0;
  }

  /** Counts and writes finished trials; `chunk` begins with the trials they are of. */
  private async keep(chunk: readonly QueuedTrial[], entries: readonly TrialEntry[]): Promise<void> {
    for (let row = 0; row < entries.length; row++) {
      const { trial } = entries[row]!;
      this.tally.add(trial);
      this.failures.note(chunk[row]!.position, hasFailed(trial));
      this.barrier.deliver(trial);
    }
    if (entries.length > 0) await this.settings.writer.write(entries);
    this.report();
  }

  private completion(worker: number | null): Completion {
    return { worker, finishedAt: this.settings.now(), completionSeq: this.completionSeq++ };
  }
}

function hasFailed(trial: TrialRecord): boolean {
  return trial.status === 'failed' || trial.status === 'timeout';
}
