import { ParetoFronts, type ParetoPoint } from '../../ranking/pareto-fronts.ts';
import { compareSearchKeys, type SearchKey, searchKey } from '../../ranking/search-order.ts';
import type { FinishedTrial } from '../sampler.ts';

interface RankedTrial extends ParetoPoint {
  readonly row: number;
  readonly key: SearchKey;
}

/**
 * The best finished trials of a search: by the comparator; with several objectives feasible ones by Pareto
 * rank first. Only what can be among the best now or later is kept: a trial of rank k has at least k
 * better ones, whatever follows.
 */
export class BestTrials {
  private readonly limit: number;
  private readonly decimals: number;
  /** Of trials with several objectives, the feasible ones. */
  private readonly fronts: ParetoFronts<RankedTrial>;
  /** All others, best first. */
  private ordered: readonly RankedTrial[] = [];

  /** @param limit number of trials that are kept in order */
  constructor(limit: number, decimals: number) {
    this.limit = limit;
    this.decimals = decimals;
    this.fronts = new ParetoFronts(limit);
  }

  add(trials: readonly FinishedTrial[]): void {
    const added: RankedTrial[] = [];
    for (const trial of trials) {
      const key = searchKey(trial, this.decimals);
      const ranked = { row: trial.trialIndex, key, objectives: trial.objectives };
      if (trial.objectives.length > 0 && key.group === 0) this.fronts.add(ranked);
      else added.push(ranked);
    }
    this.ordered = [...this.ordered, ...added].sort(byComparator).slice(0, this.limit);
  }

  /** Rows of so many of the best, at most `limit`, best first. */
  rows(count: number): readonly number[] {
    const best: RankedTrial[] = [];
    for (const front of this.fronts.fronts) {
      if (best.length >= count) break;
      best.push(...[...front].sort(byComparator));
    }
    return [...best, ...this.ordered].slice(0, count).map(({ row }) => row);
  }
}

function byComparator(a: RankedTrial, b: RankedTrial): number {
  return compareSearchKeys(a.key, b.key);
}
