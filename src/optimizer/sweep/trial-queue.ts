import type { LiveTrial } from '../executor/live-trial.ts';
import type { Proposal } from '../samplers/sampler.ts';
import type { Coordinates } from '../space/point-coordinates.ts';
import { type IntakeSettings, ProposalIntake } from './proposal-intake.ts';
import { ProposalWindow } from './proposal-window.ts';

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
 * ends soon, then so many that the values of several parameters go round; their memory is a megabyte.
 */
const FIRST_WINDOW = 256;
const LARGEST_WINDOW = 4096;
const WINDOW_GROWTH = 4;
/** Proposals asked for at once. */
const PORTION = 256;

/**
 * The trials of a search: asks the sampler, passes over trials that an earlier execution has finished, puts
 * neighbours together that share series, and gives trials out again that came back without having run. The
 * order of execution is free, because a trial is known by its index.
 */
export class TrialQueue implements TrialSource {
  private readonly settings: QueueSettings;
  private readonly intake: ProposalIntake;
  private readonly returned: QueuedTrial[] = [];
  private window: ProposalWindow;
  private windowSize = FIRST_WINDOW;

  constructor(settings: QueueSettings) {
    this.settings = settings;
    this.intake = new ProposalIntake(settings);
    this.window = new ProposalWindow(settings.points, 0);
  }

  get isDrained(): boolean {
    return this.intake.isAtEnd && this.window.isEmpty && this.returned.length === 0;
  }

  take(count: number): QueuedTrial[] {
    const trials = this.returned.splice(0, count);
    while (trials.length < count && (!this.window.isEmpty || this.refill(count - trials.length))) {
      const { proposal, coordinates, position } = this.window.take();
      trials.push({ trial: this.settings.toLiveTrial(proposal), coordinates, position, segment: null });
    }
    return trials;
  }

  giveBack(trials: readonly QueuedTrial[]): void {
    this.returned.unshift(...trials);
  }

  /** Asks for proposals; false where there are none, for now or for good. */
  private refill(count: number): boolean {
    const { sampler, points, seriesPlaces } = this.settings;
    const isOrdered = !sampler.isAdaptive && seriesPlaces.length > 0;
    const size = isOrdered ? this.windowSize : count;
    this.windowSize = Math.min(LARGEST_WINDOW, this.windowSize * WINDOW_GROWTH);
    this.window = new ProposalWindow(points, size);
    let asked = 0;
    while (asked < size || this.window.isEmpty) {
      // Finished trials take no room, so that a window may be asked for more often than once.
      if (asked >= size) asked = 0;
      const placed = this.intake.ask(Math.min(PORTION, size - asked));
      if (placed.length === 0) break;
      asked += placed.length;
      for (const one of placed) if (!one.isFinished) this.window.add(one);
    }
    this.window.arrange(isOrdered ? seriesPlaces : []);
    return !this.window.isEmpty;
  }
}
