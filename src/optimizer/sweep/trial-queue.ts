import type { LiveTrial } from '../executor/live-trial.ts';
import type { Proposal } from '../samplers/sampler.ts';
import type { Coordinates } from '../space/point-coordinates.ts';
import { orderBySeries } from './execution-order.ts';
import { type IntakeSettings, type PlacedProposal, ProposalIntake } from './proposal-intake.ts';

/** A trial that is to run, with its place in the order of proposal. */
export interface QueuedTrial {
  readonly trial: LiveTrial;
  /** Of its point. */
  readonly coordinates: Coordinates;
  readonly position: number;
  /** Segment of the range on which it is tried (`optimizer.md` 11); null: it runs over all of it. */
  readonly segment: number | null;
}

/** Gives out what is still to run. */
export interface TrialSource {
  /** True once every trial of the search was given out. */
  readonly isDrained: boolean;
  /** Up to `count` trials; fewer at the end, or while results are waited for. */
  take(count: number): QueuedTrial[];
  /** Takes trials back that did not run; they come first the next time. */
  giveBack(trials: readonly QueuedTrial[]): void;
}

export interface QueueSettings extends IntakeSettings {
  readonly toLiveTrial: (proposal: Proposal) => LiveTrial;
  /** Coordinates of the parameters that decide which series a trial reads, those that change slowest first. */
  readonly seriesPlaces: readonly number[];
}

/**
 * Proposals that are put into another order at once. Few at first, so that a search in which most trials fail
 * ends soon, then so many that the values of several parameters go round; their memory is a few megabytes.
 */
const FIRST_WINDOW = 256;
const LARGEST_WINDOW = 4096;
const WINDOW_GROWTH = 4;

/**
 * The trials of a search: asks the sampler, passes over trials that an earlier execution has finished, puts
 * neighbours together that share series, and gives trials out again that came back without having run. The
 * order of execution is free, because a trial is known by its index.
 */
export class TrialQueue implements TrialSource {
  private readonly settings: QueueSettings;
  private readonly intake: ProposalIntake;
  private readonly returned: QueuedTrial[] = [];
  /** Proposals in the order of execution, and how many of them were given out. */
  private window: readonly PlacedProposal[] = [];
  private given = 0;
  private windowSize = FIRST_WINDOW;

  constructor(settings: QueueSettings) {
    this.settings = settings;
    this.intake = new ProposalIntake(settings);
  }

  get isDrained(): boolean {
    return this.intake.isAtEnd && this.given === this.window.length && this.returned.length === 0;
  }

  take(count: number): QueuedTrial[] {
    const trials = this.returned.splice(0, count);
    while (trials.length < count && (this.given < this.window.length || this.refill(count - trials.length))) {
      const { proposal, coordinates, position } = this.window[this.given++]!;
      trials.push({ trial: this.settings.toLiveTrial(proposal), coordinates, position, segment: null });
    }
    return trials;
  }

  giveBack(trials: readonly QueuedTrial[]): void {
    this.returned.unshift(...trials);
  }

  /** Asks for proposals; false where there are none, for now or for good. */
  private refill(count: number): boolean {
    const { sampler, seriesPlaces } = this.settings;
    const isOrdered = !sampler.isAdaptive && seriesPlaces.length > 0;
    let unfinished: readonly PlacedProposal[] = [];
    while (unfinished.length === 0) {
      const placed = this.intake.ask(isOrdered ? this.windowSize : count);
      if (placed.length === 0) return false;
      unfinished = placed.filter(({ isFinished }) => !isFinished);
    }
    this.windowSize = Math.min(LARGEST_WINDOW, this.windowSize * WINDOW_GROWTH);
    this.window = isOrdered ? orderBySeries(unfinished, seriesPlaces) : unfinished;
    this.given = 0;
    return true;
  }
}
