import type { LiveTrial } from '../executor/live-trial.ts';
import type { TrialOutcome } from '../executor/trial-job.ts';
import type { Pruner, PrunerStep } from '../pruners/pruner.ts';
import type { Coordinates } from '../space/point-coordinates.ts';
import type { SegmentValue } from '../storage/segment-value.ts';
import { orderBySeries } from './execution-order.ts';
import { type PlacedProposal, ProposalIntake } from './proposal-intake.ts';
import type { SegmentRun, SegmentRuns } from './segment-runs.ts';
import type { TrialConfigHash } from './trial-config-hash.ts';
import type { QueuedTrial, QueueSettings, TrialSource } from './trial-queue.ts';

/** How trials are tried on segments before they run over the whole range. */
export interface Screening {
  readonly pruner: Pruner;
  readonly runs: SegmentRuns;
  readonly configHashOf: TrialConfigHash;
}

/** A trial about which the pruner has not decided. */
interface Candidate {
  readonly trial: LiveTrial;
  readonly coordinates: Coordinates;
  readonly position: number;
  /** Place in the order of execution. */
  readonly order: number;
  readonly isFinished: boolean;
  readonly configHash: string | null;
  readonly runs: Map<number, SegmentRun>;
  /** Segments whose runs are missing for the value that is wanted. */
  readonly missing: Set<number>;
}

/** What has been decided since it was last asked for. */
export interface Screened {
  readonly values: readonly SegmentValue[];
  readonly pruned: readonly (QueuedTrial & { readonly configHash: string | null })[];
}

/** Proposals asked for at once. */
const PORTION = 4096;
/** With more candidates their runs are not kept but repeated where more segments are wanted. */
const MAX_KEPT_CANDIDATES = 10_000;

/**
 * The trials of a search with a pruner (`optimizer.md` 11): they run on segments first, as many as the pruner
 * asks for, and over the whole range if they survive. A trial that fails on a segment is not judged by it: it runs
 * over the whole range too, where its failure can be repeated. Values that an earlier execution has stored are
 * taken from there.
 */
export class ScreenedQueue implements TrialSource {
  private readonly settings: QueueSettings;
  private readonly screening: Screening;
  private readonly intake: ProposalIntake;
  private readonly stored: ReadonlyMap<number, readonly SegmentValue[]>;
  private readonly candidates = new Map<number, Candidate>();
  private readonly ready: QueuedTrial[] = [];
  private next = 0;
  private readonly returned: QueuedTrial[] = [];
  /** Segments that are being run. */
  private outstanding = 0;
  private values: SegmentValue[] = [];
  private pruned: (QueuedTrial & { readonly configHash: string | null })[] = [];

  constructor(settings: QueueSettings, screening: Screening) {
    this.settings = settings;
    this.screening = screening;
    this.intake = new ProposalIntake(settings);
    this.stored = byTrial(settings.store.readSegmentValues(settings.sweepId));
  }

  get isDrained(): boolean {
    return this.intake.isAtEnd && this.candidates.size === 0 && !this.hasReady();
  }

  take(count: number): QueuedTrial[] {
    const trials: QueuedTrial[] = [];
    while (trials.length < count) {
      const queued = this.returned.shift() ?? this.takeReady();
      if (queued === undefined) {
        if (this.refill() || this.conclude()) continue;
        break;
      }
      if (queued.segment !== null) {
        // A trial that failed on one segment needs no others.
        if (!this.candidates.has(queued.trial.trialIndex)) continue;
        this.outstanding++;
      }
      trials.push(queued);
    }
    return trials;
  }

  giveBack(trials: readonly QueuedTrial[]): void {
    this.outstanding -= trials.filter(({ segment }) => segment !== null).length;
    this.returned.unshift(...trials);
  }

  /** Takes the run of a trial on a segment; null: it brought nothing back. */
  accept({ trial, segment }: QueuedTrial, outcome: TrialOutcome | null): void {
    this.outstanding--;
    const candidate = this.candidates.get(trial.trialIndex);
    if (candidate === undefined || segment === null) return;
    const run = outcome === null ? null : this.screening.runs.keep(trial, outcome);
    if (run === null) {
      this.follow(this.drop(candidate));
      return;
    }
    candidate.runs.set(segment, run);
    candidate.missing.delete(segment);
    if (candidate.missing.size === 0) this.follow(this.value(candidate, segment));
  }

  /** Values and pruned trials that are to be written. */
  takeScreened(): Screened {
    const { values, pruned } = this;
    this.values = [];
    this.pruned = [];
    return { values, pruned };
  }

  private hasReady(): boolean {
    return this.next < this.ready.length || this.returned.length > 0;
  }

  private takeReady(): QueuedTrial | undefined {
    if (this.next < this.ready.length) return this.ready[this.next++];
    this.ready.length = 0;
    this.next = 0;
    return undefined;
  }

  /** Begins another cohort; false where there is none, or the one before is not decided. */
  private refill(): boolean {
    const { pruner } = this.screening;
    if (pruner.isSynchronous && this.candidates.size > 0) return false;
    const cohort: PlacedProposal[] = [];
    while (cohort.length < pruner.cohortSize) {
      const placed = this.intake.ask(Math.min(PORTION, pruner.cohortSize - cohort.length));
      if (placed.length === 0) break;
      cohort.push(...placed);
    }
    if (cohort.length === 0) return false;
    const { seriesPlaces, toLiveTrial } = this.settings;
    const rows = orderBySeries(cohort.length, seriesPlaces, (row, place) => cohort[row]!.coordinates[place]!);
    for (const [order, row] of rows.entries()) {
      const { proposal, coordinates, position, isFinished } = cohort[row]!;
      const trial = toLiveTrial(proposal);
      this.candidates.set(proposal.trialIndex, {
        trial,
        coordinates,
        position,
        order,
        isFinished,
        configHash: this.screening.configHashOf(trial),
        runs: new Map(),
        missing: new Set(),
      });
    }
    this.follow(pruner.begin(cohort.map(({ proposal }) => proposal.trialIndex)));
    return true;
  }

  /** Lets the pruner decide about trials that wait for others that do not come; false where there are none. */
  private conclude(): boolean {
    const isIdle = this.outstanding === 0 && !this.hasReady();
    if (!isIdle || this.candidates.size === 0) return false;
    const before = this.candidates.size;
    this.follow(this.screening.pruner.end());
    if (this.candidates.size === before) throw new Error(`the pruner left ${before} trials undecided`);
    return this.hasReady();
  }

  /** Does what the pruner says, and what it says to that. */
  private follow(first: readonly PrunerStep[]): void {
    const steps = [...first];
    const added: QueuedTrial[] = [];
    for (let place = 0; place < steps.length; place++) {
      const step = steps[place]!;
      const candidate = this.candidates.get(step.trialIndex);
      if (candidate === undefined) continue;
      if (step.kind === 'run') steps.push(...this.run(candidate, step.segments, added));
      else this.decide(candidate, step.kind === 'prune');
    }
    // Trials that share series on one segment run one after the other.
    const orderOf = ({ trial }: QueuedTrial): number => this.candidates.get(trial.trialIndex)?.order ?? 0;
    added.sort((a, b) => a.segment! - b.segment! || orderOf(a) - orderOf(b));
    for (const queued of added) this.ready.push(queued);
  }

  /** Sees to the value of a trial after so many segments. */
  private run(candidate: Candidate, segments: number, added: QueuedTrial[]): readonly PrunerStep[] {
    const { pruner, runs } = this.screening;
    const { trial, coordinates, position, configHash } = candidate;
    const known = this.stored.get(trial.trialIndex)?.find((value) => value.segments === segments);
    if (known !== undefined) return pruner.note({ ...known, configHash });
    // What ended without this value had failed on a segment.
    if (candidate.isFinished) return this.drop(candidate);
    for (let segment = pruner.joinsSegments ? 0 : segments - 1; segment < segments; segment++) {
      if (candidate.runs.has(segment)) continue;
      candidate.missing.add(segment);
      added.push({ trial: runs.trialOn(segment, trial), coordinates, position, segment });
    }
    return [];
  }

  /** The wanted value, now that all runs for it are there. */
  private value(candidate: Candidate, last: number): readonly PrunerStep[] {
    const { pruner, runs } = this.screening;
    const { trial, configHash } = candidate;
    const value = pruner.joinsSegments
      ? runs.joinedValue(trial, candidate.runs)
      : runs.valueOf(trial, last + 1, candidate.runs.get(last)!.metrics);
    if (this.candidates.size > MAX_KEPT_CANDIDATES) candidate.runs.clear();
    if (value === null) return this.drop(candidate);
    this.values.push(value);
    return pruner.note({ ...value, configHash });
  }

  private drop(candidate: Candidate): readonly PrunerStep[] {
    this.decide(candidate, false);
    return this.screening.pruner.drop(candidate.trial.trialIndex);
  }

  private decide({ trial, coordinates, position, isFinished, configHash }: Candidate, isPruned: boolean): void {
    this.candidates.delete(trial.trialIndex);
    if (isFinished) return;
    if (isPruned) this.pruned.push({ trial, coordinates, position, segment: null, configHash });
    else this.ready.push({ trial, coordinates, position, segment: null });
  }
}

/** Values of trials on segments by trial. */
export function byTrial(values: readonly SegmentValue[]): ReadonlyMap<number, readonly SegmentValue[]> {
  const found = new Map<number, SegmentValue[]>();
  for (const value of values) {
    const ofTrial = found.get(value.trialIndex);
    if (ofTrial === undefined) found.set(value.trialIndex, [value]);
    else ofTrial.push(value);
  }
  return found;
}
