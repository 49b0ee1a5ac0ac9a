import { countFinished, TRIAL_STATUSES, type TrialStatus } from '../storage/trial-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import type { ProgressListener, SearchProgress, SweepProgress, SweepProgressListener } from './sweep-events.ts';
import type { SweepPart } from './sweep-part.ts';

type Counts = Record<TrialStatus, number>;

/** What a search has done in this call. */
interface SearchWork {
  readonly finishedNow: number;
  readonly durationMs: number;
}

/**
 * Adds up the progress of the searches of one sweep, which run one after the other, so that rate and
 * remaining time are those of the whole work.
 */
export class ProgressMeter {
  private readonly listener: SweepProgressListener;
  private readonly now: () => number;
  private readonly startedAt: number;
  /** Planned trials of the searches that have not ended. */
  private readonly planned = new Map<string, number>();
  private readonly finished = new Map<string, number>();
  private endedTrials = 0;
  /** Time that the searches took which have ended; what is made of their results is not part of it. */
  searchMs = 0;
  private finishedNow = 0;
  private byStatus: Counts = noTrials();

  constructor(parts: readonly SweepPart[], store: TrialReader, listener: SweepProgressListener, now: () => number) {
    this.listener = listener;
    this.now = now;
    this.startedAt = now();
    for (const { stored } of parts) {
      this.planned.set(stored.sweepId, stored.plannedTrials);
      this.finished.set(stored.sweepId, countFinished(store.countByStatus(stored.sweepId)));
    }
  }

  /** Listener of the search that runs now. */
  listenerOf({ stored }: SweepPart, stage: string): ProgressListener {
    return (progress) => {
      this.finished.set(stored.sweepId, progress.finished);
      this.listener(this.add(progress, stage));
    };
  }

  /** Notes how many trials a search came to and that it is over. */
  end({ stored }: SweepPart, counts: Counts, { finishedNow, durationMs }: SearchWork): void {
    this.planned.delete(stored.sweepId);
    this.finished.delete(stored.sweepId);
    this.endedTrials += totalOf(counts);
    this.finishedNow += finishedNow;
    this.searchMs += durationMs;
    this.byStatus = addCounts(this.byStatus, counts);
  }

  /** Listener of runs that belong to no search; it is told how many have finished now. */
  listenerOfRuns(stage: string, planned: number, before: number): (finishedNow: number) => void {
    this.planned.set(stage, planned);
    return (finishedNow) => {
      this.finished.set(stage, before + finishedNow);
      this.listener(this.add({ ...NO_SEARCH, byStatus: noTrials(), finishedNow }, stage));
    };
  }

  /** Notes that runs of no search are over; they count as work, not as trials. */
  endRuns(stage: string, planned: number, finishedNow: number): void {
    this.planned.delete(stage);
    this.finished.delete(stage);
    this.endedTrials += planned;
    this.finishedNow += finishedNow;
  }

  private add(progress: SearchProgress, stage: string): SweepProgress {
    return {
      ...progress,
      stage,
      finished: this.endedTrials + sumOf(this.finished),
      planned: this.endedTrials + sumOf(this.planned),
      finishedNow: this.finishedNow + progress.finishedNow,
      byStatus: addCounts(this.byStatus, progress.byStatus),
      elapsedMs: this.now() - this.startedAt,
    };
  }
}

/** What the progress of a search says beyond its counts. */
const NO_SEARCH = { finished: 0, planned: 0, segmentRuns: 0, best: null, elapsedMs: 0 };

function noTrials(): Counts {
  return Object.fromEntries(TRIAL_STATUSES.map((status) => [status, 0])) as Counts;
}

function addCounts(left: Readonly<Counts>, right: Readonly<Counts>): Counts {
  return Object.fromEntries(TRIAL_STATUSES.map((status) => [status, left[status] + right[status]])) as Counts;
}

function totalOf(counts: Readonly<Counts>): number {
  return TRIAL_STATUSES.reduce((sum, status) => sum + counts[status], 0);
}

function sumOf(values: ReadonlyMap<string, number>): number {
  return [...values.values()].reduce((sum, value) => sum + value, 0);
}
