import type { Intermediate, Pruner, PrunerStep } from './pruner.ts';
import { compareRungKeys, type RungKey, type RungSettings, rungKey, rungsOf } from './rungs.ts';

/** Trials that begin at once; they do not wait for each other. */
const COHORT_SIZE = 64;

/** The trials that have reached a rung. */
interface Rung {
  /** Best first. */
  readonly keys: RungKey[];
  /** Those that went on, and those that were given up. */
  readonly decided: Set<number>;
}

/**
 * Asynchronous successive halving (`optimizer.md` 11; Li et al. 2020): a trial goes on as soon as it is among the
 * best `floor(n / eta)` of the n that have reached its rung. What goes on depends on the order of completion.
 */
export class AshaPruner implements Pruner {
  readonly cohortSize = COHORT_SIZE;
  readonly isSynchronous = false;
  readonly isRepeatable = false;
  readonly joinsSegments = true;
  private readonly segments: readonly number[];
  private readonly rungs: readonly Rung[];
  private readonly eta: number;
  private readonly decimals: number;

  /** @param decimals `objective.decimals` */
  constructor(settings: RungSettings, decimals: number) {
    this.segments = rungsOf(settings);
    this.rungs = this.segments.map(() => ({ keys: [], decided: new Set() }));
    this.eta = settings.eta;
    this.decimals = decimals;
  }

  begin(cohort: readonly number[]): readonly PrunerStep[] {
    return cohort.map((trialIndex) => this.enter(0, trialIndex));
  }

  note(value: Intermediate): readonly PrunerStep[] {
    const level = this.segments.indexOf(value.segments);
    const rung = this.rungs[level];
    if (rung === undefined) return [];
    const key = rungKey(value, this.decimals);
    rung.keys.splice(placeFor(key, rung.keys), 0, key);
    const best = rung.keys.slice(0, Math.floor(rung.keys.length / this.eta));
    const promoted = best.filter(({ trialIndex }) => !rung.decided.has(trialIndex));
    for (const { trialIndex } of promoted) rung.decided.add(trialIndex);
    return promoted.map(({ trialIndex }) => this.enter(level + 1, trialIndex));
  }

  drop(_trialIndex: number): readonly PrunerStep[] {
    return [];
  }

  /** Whoever was never among the best stays where it is. */
  end(): readonly PrunerStep[] {
    return this.rungs.flatMap(({ keys, decided }) => {
      const left = keys.filter(({ trialIndex }) => !decided.has(trialIndex));
      for (const { trialIndex } of left) decided.add(trialIndex);
      return left.map(({ trialIndex }): PrunerStep => ({ kind: 'prune', trialIndex }));
    });
  }

  private enter(level: number, trialIndex: number): PrunerStep {
    const segments = this.segments[level];
    return segments === undefined ? { kind: 'keep', trialIndex } : { kind: 'run', trialIndex, segments };
  }
}

function placeFor(key: RungKey, sorted: readonly RungKey[]): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareRungKeys(sorted[middle]!, key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
