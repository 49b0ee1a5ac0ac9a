import { roundHalfAway } from '../../core/math/rounding.ts';
import { median } from '../statistics/median.ts';
import type { Intermediate, Pruner, PrunerStep } from './pruner.ts';

export interface MedianSettings {
  readonly segments: number;
  /** First number of segments after which a trial can be pruned. */
  readonly warmup: number;
  /** Values that a median needs. */
  readonly startup: number;
}

/**
 * Median stopping rule (`optimizer.md` 11; Golovin et al. 2017): the trials of a cohort advance in lockstep,
 * segment by segment, and one whose value is below the median of all values at its number of segments, those of
 * earlier cohorts included, is pruned. A missing value is below every other.
 */
export class MedianPruner implements Pruner {
  readonly isSynchronous = true;
  readonly isRepeatable = true;
  readonly joinsSegments = true;
  readonly cohortSize: number;
  private readonly settings: MedianSettings;
  private readonly decimals: number;
  /** Scores of all trials that got so far, by number of segments. */
  private readonly history = new Map<number, number[]>();
  private segments = 0;
  private missing = new Set<number>();
  private values: Intermediate[] = [];

  /** @param decimals `objective.decimals` */
  constructor(settings: MedianSettings, cohortSize: number, decimals: number) {
    this.settings = settings;
    this.cohortSize = cohortSize;
    this.decimals = decimals;
  }

  begin(cohort: readonly number[]): readonly PrunerStep[] {
    return this.enter(1, cohort);
  }

  note(value: Intermediate): readonly PrunerStep[] {
    this.values.push(value);
    return this.leave(value.trialIndex);
  }

  drop(trialIndex: number): readonly PrunerStep[] {
    return this.leave(trialIndex);
  }

  end(): readonly PrunerStep[] {
    return [];
  }

  private enter(segments: number, trials: readonly number[]): readonly PrunerStep[] {
    if (segments > this.settings.segments) return trials.map((trialIndex) => ({ kind: 'keep', trialIndex }));
    this.segments = segments;
    this.missing = new Set(trials);
    this.values = [];
    return trials.map((trialIndex) => ({ kind: 'run', trialIndex, segments }));
  }

  private leave(trialIndex: number): readonly PrunerStep[] {
    this.missing.delete(trialIndex);
    if (this.missing.size > 0) return [];
    const values = [...this.values].sort((a, b) => a.trialIndex - b.trialIndex);
    const known = this.history.get(this.segments) ?? [];
    this.history.set(this.segments, known);
    known.push(...values.map((value) => this.scoreOf(value)));
    const limit = this.limitOf(known);
    const steps: PrunerStep[] = [];
    const kept: number[] = [];
    for (const value of values) {
      if (this.scoreOf(value) < limit) steps.push({ kind: 'prune', trialIndex: value.trialIndex });
      else kept.push(value.trialIndex);
    }
    return kept.length === 0 ? steps : [...steps, ...this.enter(this.segments + 1, kept)];
  }

  private limitOf(scores: readonly number[]): number {
    const { warmup, startup } = this.settings;
    const applies = this.segments >= warmup && scores.length >= startup;
    return applies ? median(Float64Array.from(scores)) : Number.NEGATIVE_INFINITY;
  }

  private scoreOf({ score }: Intermediate): number {
    return Number.isFinite(score) ? roundHalfAway(score, this.decimals) : Number.NEGATIVE_INFINITY;
  }
}
