import { dominates } from './pareto.ts';

/** A point with rounded objectives, all maximised. */
export interface ParetoPoint {
  readonly objectives: readonly number[];
}

/**
 * Non-dominated fronts of a growing set of points: front 0 is dominated by none, front k + 1 by none but
 * members of the fronts before it. The fronts are those of sorting the whole set (`optimizer.md` 9.3), but
 * a new point costs a few comparisons with whole fronts instead of one of every pair.
 */
export class ParetoFronts<T extends ParetoPoint> {
  private readonly all: T[][] = [];
  private readonly maxFronts: number;

  /** @param maxFronts fronts that are kept; points behind them are forgotten */
  constructor(maxFronts = Number.POSITIVE_INFINITY) {
    this.maxFronts = maxFronts;
  }

  /** Best first; no front is empty. */
  get fronts(): readonly (readonly T[])[] {
    return this.all;
  }

  add(point: T): void {
    let moving: T[] = [point];
    for (let k = this.frontOf(point); moving.length > 0 && k < this.maxFronts; k++) {
      const front = this.all[k];
      if (front === undefined) {
        this.all.push(moving);
        return;
      }
      const pushedOut: T[] = [];
      const staying: T[] = [];
      for (const member of front) {
        const isDominated = moving.some((arrival) => dominates(arrival.objectives, member.objectives));
        (isDominated ? pushedOut : staying).push(member);
      }
      this.all[k] = [...staying, ...moving];
      moving = pushedOut;
    }
  }

  /** First front without a member that dominates the point. Whoever is dominated in a front is so in all before it. */
  private frontOf({ objectives }: T): number {
    let first = 0;
    let end = this.all.length;
    while (first < end) {
      const middle = (first + end) >> 1;
      if (this.all[middle].some((member) => dominates(member.objectives, objectives))) first = middle + 1;
      else end = middle;
    }
    return first;
  }
}
