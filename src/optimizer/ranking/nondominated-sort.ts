type ObjectiveValues = readonly number[];

/** With two objectives the member added last is the best of its front in the second one. */
const OBJECTIVES_SETTLED_BY_LAST = 2;

/**
 * Fronts of a whole set of points, all objectives maximised, as indices; front 0 is dominated by none. Points
 * are placed from the best first objective down, so that no point is dominated by one that comes after it, and
 * the front of each is found by bisection: X. Zhang, Y. Tian, R. Cheng and Y. Jin (2015), *An Efficient Approach
 * to Nondominated Sorting for Evolutionary Multiobjective Optimization*, IEEE Transactions on Evolutionary
 * Computation 19(2).
 */
export function sortIntoFronts(points: readonly ObjectiveValues[]): readonly (readonly number[])[] {
  const order = [...points.keys()].sort((a, b) => compareDescending(points[a], points[b]) || a - b);
  const fronts: Front[] = [];
  for (const index of order) {
    const point = points[index];
    let first = 0;
    let end = fronts.length;
    while (first < end) {
      const middle = (first + end) >> 1;
      if (fronts[middle].dominates(point)) first = middle + 1;
      else end = middle;
    }
    fronts[first] ??= new Front(point.length);
    fronts[first].add(index, point);
  }
  return fronts.map(({ members }) => members);
}

function compareDescending(a: ObjectiveValues, b: ObjectiveValues): number {
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k]) return b[k] - a[k];
  return 0;
}

/** Members of one front with their values side by side. */
class Front {
  readonly members: number[] = [];
  private readonly objectives: number;
  private values = new Float64Array(64);

  constructor(objectives: number) {
    this.objectives = objectives;
  }

  add(index: number, point: ObjectiveValues): void {
    const start = this.members.length * this.objectives;
    if (start + this.objectives > this.values.length) {
      const larger = new Float64Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values.set(point, start);
    this.members.push(index);
  }

  /** True if a member dominates a point that does not come before it. The nearest members are the likeliest. */
  dominates(point: ObjectiveValues): boolean {
    const last = this.members.length - 1;
    const oldest = this.objectives <= OBJECTIVES_SETTLED_BY_LAST ? last : 0;
    for (let member = last; member >= oldest; member--) {
      if (this.memberDominates(member, point)) return true;
    }
    return false;
  }

  /** The first objective of a member is never worse. */
  private memberDominates(member: number, point: ObjectiveValues): boolean {
    const start = member * this.objectives;
    for (let k = 1; k < this.objectives; k++) if (this.values[start + k] < point[k]) return false;
    for (let k = 0; k < this.objectives; k++) if (this.values[start + k] > point[k]) return true;
    return false;
  }
}
