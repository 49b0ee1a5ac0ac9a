import type { Intermediate, Pruner, PrunerStep } from './pruner.ts';
import { compareRungKeys, type RungSettings, rungKey, rungsOf } from './rungs.ts';

/** A rung whose values are being collected. */
interface OpenRung {
  readonly level: number;
  readonly missing: Set<number>;
  readonly values: Intermediate[];
}

/** Synchronous successive halving (`optimizer.md` 11; Jamieson and Talwalkar 2016): a rung waits for all its trials. */
export class HalvingPruner implements Pruner {
  readonly isSynchronous = true;
  readonly isRepeatable = true;
  readonly joinsSegments = true;
  readonly cohortSize: number;
  private readonly rungs: readonly number[];
  private readonly eta: number;
  private readonly decimals: number;
  private open: OpenRung | null = null;

  /**
   * @param cohortSize trials that are compared with each other
   * @param decimals `objective.decimals`
   */
  constructor(settings: RungSettings, cohortSize: number, decimals: number) {
    this.rungs = rungsOf(settings);
    this.eta = settings.eta;
    this.cohortSize = cohortSize;
    this.decimals = decimals;
  }

  begin(cohort: readonly number[]): readonly PrunerStep[] {
    return this.enter(0, cohort);
  }

  note(value: Intermediate): readonly PrunerStep[] {
    this.open?.values.push(value);
    return this.leave(value.trialIndex);
  }

  drop(trialIndex: number): readonly PrunerStep[] {
    return this.leave(trialIndex);
  }

  end(): readonly PrunerStep[] {
    return [];
  }

  private enter(level: number, trials: readonly number[]): readonly PrunerStep[] {
    const segments = this.rungs[level];
    if (segments === undefined) return trials.map((trialIndex) => ({ kind: 'keep', trialIndex }));
    this.open = { level, missing: new Set(trials), values: [] };
    return trials.map((trialIndex) => ({ kind: 'run', trialIndex, segments }));
  }

  private leave(trialIndex: number): readonly PrunerStep[] {
    const { open } = this;
    if (open === null) return [];
    open.missing.delete(trialIndex);
    if (open.missing.size > 0) return [];
    this.open = null;
    const best = bestOfRung(open.values, this.eta, this.decimals);
    const survivors = new Set(best);
    const pruned = open.values.filter((value) => !survivors.has(value.trialIndex));
    return [...pruned.map(pruneStep), ...this.enter(open.level + 1, best)];
  }
}

function pruneStep({ trialIndex }: Intermediate): PrunerStep {
  return { kind: 'prune', trialIndex };
}

/** Trials of a complete rung that go on: the best `max(1, floor(n / eta))`, by index. */
export function bestOfRung(values: readonly Intermediate[], eta: number, decimals: number): readonly number[] {
  return values
    .map((value) => rungKey(value, decimals))
    .sort(compareRungKeys)
    .slice(0, Math.max(1, Math.floor(values.length / eta)))
    .map(({ trialIndex }) => trialIndex)
    .sort((a, b) => a - b);
}
