import type { ErrorDescription } from '../../core/types/errors.ts';
import { ChunkSizer, SLICE_MS } from '../executor/chunk-size.ts';
import type { ChunkEnd, Executor } from '../executor/executor.ts';
import type { LiveTrial } from '../executor/live-trial.ts';
import type { PackedRules } from '../executor/search-rules.ts';
import { packChunk } from '../executor/trial-chunk.ts';
import { recordLostTrial, recordPrunedTrial, recordWaitingTrial, type TrialScorer } from '../executor/trial-judge.ts';
import type { Proposal, Sampler } from '../samplers/sampler.ts';
import type { PointCoordinates } from '../space/point-coordinates.ts';
import { BatchRows } from '../storage/batch-rows.ts';
import { stampBatch, type TrialBatch } from '../storage/trial-batch.ts';
import { packTrials } from '../storage/trial-batch-builder.ts';
import type { TrialStatus } from '../storage/trial-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import type { TrialWriter } from '../storage/trial-writer.ts';
import { BatchBarrier } from './batch-barrier.ts';
import { FailureLimit } from './failure-limit.ts';
import { ScreenedQueue, type Screening } from './screened-queue.ts';
import type { ProgressListener } from './sweep-events.ts';
import { SweepTally } from './sweep-tally.ts';
import { type QueuedTrial, TrialQueue, type TrialSource } from './trial-queue.ts';

/** What the scheduler works with; the sampler and the executor decide nothing about each other. */
export interface SchedulerSettings {
  readonly sweepId: string;
  /** What workers make its trials by. */
  readonly rules: PackedRules;
  readonly sampler: Sampler;
  /** Of its space. */
  readonly points: PointCoordinates;
  readonly executor: Executor;
  /** What earlier executions have left. */
  readonly store: TrialReader;
  readonly writer: TrialWriter;
  readonly scorer: TrialScorer;
  readonly toLiveTrial: (proposal: Proposal) => LiveTrial;
  /** Coordinates of the parameters that decide which series a trial reads, those that change most first. */
  readonly seriesPlaces: readonly number[];
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

/** A chunk of which nothing came back. */
type Lost = Exclude<ChunkEnd, { kind: 'finished' }>;

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
        const taken = this.nextTrials();
        if (taken.length === 0) break;
        this.running += taken.length;
        const kinds = [
          taken.filter(({ segment }) => segment !== null),
          taken.filter(({ segment }) => segment === null),
        ];
        for (const chunk of kinds) {
          if (chunk.length === 0) continue;
          const work: Promise<void> = this.runChunk(chunk).finally(() => {
            this.running -= chunk.length;
            inFlight.delete(work);
          });
          inFlight.add(work);
        }
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

  private nextTrials(): QueuedTrial[] {
    const { executor, planned, maxChunk } = this.settings;
    const remaining = Math.max(1, planned - this.tally.finished - this.running);
    const wanted = this.sizer.next(remaining, executor.width);
    return this.queue.take(Math.min(wanted, maxChunk));
  }

  /** @param chunk trials over the whole range, or runs on segments */
  private async runChunk(chunk: readonly QueuedTrial[]): Promise<void> {
    if (this.settings.reservesSeeds) await this.reserve(chunk);
    if ((await this.execute(chunk)) === null) return;
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
    const lost = await this.execute([queued]);
    if (lost === null || this.isBroken) return;
    if (queued.segment !== null) {
      this.screened?.accept(queued, null);
      return;
    }
    const isTimeout = lost.kind === 'timeout';
    const error: ErrorDescription = {
      category: 'runtime',
      code: 'RUNTIME_INTERNAL',
      message: isTimeout
        ? `the trial ran longer than ${this.settings.trialTimeoutMs / 1000} s`
        : `the trial ended its worker twice: ${lost.message}`,
      where: null,
      hint: null,
      details: {},
    };
    const status = isTimeout ? 'timeout' : 'failed';
    await this.keep([queued], packTrials([recordLostTrial(this.settings.sweepId, queued.trial, status, error)]), null);
  }

  /** Runs a chunk and takes what comes back; otherwise says how it was lost. */
  private execute(chunk: readonly QueuedTrial[]): Promise<Lost | null> {
    return chunk[0]!.segment === null ? this.runTrials(chunk) : this.runOnSegments(chunk);
  }

  private async runTrials(chunk: readonly QueuedTrial[]): Promise<Lost | null> {
    const { executor, rules, trialTimeoutMs } = this.settings;
    const end = await executor.runTrials(packChunk(rules, chunk), timeLimitOf(trialTimeoutMs), SLICE_MS);
    if (end.kind !== 'finished') return end;
    this.noteSlice(chunk, end.batch.count, end.times.trialsUs);
    await this.keep(chunk, end.batch, end.worker);
    await this.keepScreened();
    return null;
  }

  private async runOnSegments(chunk: readonly QueuedTrial[]): Promise<Lost | null> {
    const { executor, trialTimeoutMs } = this.settings;
    const jobs = chunk.map(({ trial }) => trial.job);
    const end = await executor.execute(jobs, timeLimitOf(trialTimeoutMs), SLICE_MS);
    if (end.kind !== 'finished') return end;
    this.noteSlice(chunk, end.outcomes.length, end.times.trialsUs);
    this.segmentRuns += end.outcomes.length;
    for (let row = 0; row < end.outcomes.length; row++) this.screened?.accept(chunk[row]!, end.outcomes[row]!);
    await this.keepScreened();
    this.report();
    return null;
  }

  /** What has not begun before the end of the slice runs later. */
  private noteSlice(chunk: readonly QueuedTrial[], finished: number, totalUs: number): void {
    this.sizer.note(finished, totalUs);
    if (finished < chunk.length) this.queue.giveBack(chunk.slice(finished));
  }

  /** Writes what the pruner has decided; true if it gave up a trial. */
  private async keepScreened(): Promise<boolean> {
    if (this.screened === null) return false;
    const { sweepId, writer } = this.settings;
    const { values, pruned } = this.screened.takeScreened();
    if (values.length > 0) await writer.writeSegmentValues(sweepId, values);
    if (pruned.length === 0) return false;
    const entries = pruned.map(({ trial, configHash }) => recordPrunedTrial(sweepId, trial, configHash));
    await this.keep(pruned, packTrials(entries), null);
    return true;
  }

  /** Counts finished trials and hands them on to the store; `chunk` begins with the trials they are of. */
  private async keep(chunk: readonly QueuedTrial[], batch: TrialBatch, worker: number | null): Promise<void> {
    stampBatch(batch, { worker, finishedAt: this.settings.now(), firstSeq: this.completionSeq });
    this.completionSeq += batch.count;
    const rows = new BatchRows(batch);
    for (let row = 0; row < batch.count; row++) {
      const trial = rows.at(row);
      this.tally.add(trial);
      this.failures.note(chunk[row]!.position, hasFailed(trial.status));
      this.barrier.deliver(trial);
    }
    // From here on its memory belongs to the writer.
    if (batch.count > 0) await this.settings.writer.writePacked(batch);
    this.report();
  }
}

/** A slice ends with the trial during which it runs out, so that one trial may use up its limit alone. */
function timeLimitOf(trialTimeoutMs: number): number {
  return SLICE_MS + trialTimeoutMs;
}

function hasFailed(status: TrialStatus): boolean {
  return status === 'failed' || status === 'timeout';
}
