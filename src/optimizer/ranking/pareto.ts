/**
 * Arithmetic of several objectives, all maximised. Points are compared exactly: the caller rounds
 * (`optimizer.md` 9.3).
 */
type ObjectiveValues = readonly number[];

/** True if `a` is at least as good everywhere and better somewhere. */
export function dominates(a: ObjectiveValues, b: ObjectiveValues): boolean {
  let isBetter = false;
  for (let k = 0; k < a.length; k++) {
    if (a[k] < b[k]) return false;
    if (a[k] > b[k]) isBetter = true;
  }
  return isBetter;
}

/** Deb's rule: less violation first, and Pareto dominance only among points without any. */
function dominatesConstrained(a: ObjectiveValues, violationA: number, b: ObjectiveValues, violationB: number): boolean {
  if (violationA === 0 && violationB === 0) return dominates(a, b);
  return violationA < violationB;
}

/**
 * Rank of every point by non-dominated sorting, 0 = best: K. Deb, A. Pratap, S. Agarwal and T. Meyarivan
 * (2002), *A Fast and Elitist Multiobjective Genetic Algorithm: NSGA-II*, IEEE Transactions on
 * Evolutionary Computation 6.
 *
 * @param violations per point, 0 if it is feasible; left out: all are
 */
export function paretoRanks(points: readonly ObjectiveValues[], violations?: readonly number[]): readonly number[] {
  const violationOf = (i: number): number => violations?.[i] ?? 0;
  const dominatedBy = points.map((): number[] => []);
  const dominators = points.map(() => 0);
  for (let i = 0; i < points.length; i++) {
    for (let j = 0; j < points.length; j++) {
      if (!dominatesConstrained(points[i], violationOf(i), points[j], violationOf(j))) continue;
      dominatedBy[i].push(j);
      dominators[j] += 1;
    }
  }
  const ranks = points.map(() => 0);
  let front = [...points.keys()].filter((i) => dominators[i] === 0);
  for (let rank = 0; front.length > 0; rank++) {
    const next: number[] = [];
    for (const i of front) {
      ranks[i] = rank;
      for (const j of dominatedBy[i]) if (--dominators[j] === 0) next.push(j);
    }
    front = next;
  }
  return ranks;
}

/** Fronts up to this size consist of ends only. */
const MAX_ENDS = 2;

/**
 * Crowding distance of the points of one front (Deb et al. 2002): the sum over the objectives of the gap
 * between the two neighbours, as a share of the front's extent; infinite at the ends. An objective in
 * which the front has no extent separates nothing and is left out.
 */
export function crowdingDistances(front: readonly ObjectiveValues[]): readonly number[] {
  if (front.length <= MAX_ENDS) return front.map(() => Number.POSITIVE_INFINITY);
  const distances = front.map(() => 0);
  for (let k = 0; k < front[0].length; k++) addGaps(front, k, distances);
  return distances;
}

function addGaps(front: readonly ObjectiveValues[], k: number, distances: number[]): void {
  const order = [...front.keys()].sort((a, b) => front[a][k] - front[b][k] || a - b);
  const last = order.length - 1;
  const extent = front[order[last]][k] - front[order[0]][k];
  if (extent === 0) return;
  distances[order[0]] = Number.POSITIVE_INFINITY;
  distances[order[last]] = Number.POSITIVE_INFINITY;
  for (let i = 1; i < last; i++) distances[order[i]] += (front[order[i + 1]][k] - front[order[i - 1]][k]) / extent;
}

/**
 * Volume that the points dominate above the reference point, by slicing along the last objective:
 * exact, and quick enough for fronts of some hundred points in up to four objectives.
 */
export function hypervolume(points: readonly ObjectiveValues[], reference: ObjectiveValues): number {
  const above = points.filter((point) => point.every((value, k) => value > reference[k]));
  return sliceVolume(above, reference, reference.length);
}

function sliceVolume(points: readonly ObjectiveValues[], reference: ObjectiveValues, objectives: number): number {
  if (points.length === 0) return 0;
  const k = objectives - 1;
  if (k === 0) return Math.max(...points.map((point) => point[0])) - reference[0];
  const descending = [...points].sort((a, b) => b[k] - a[k]);
  let volume = 0;
  for (let i = 0; i < descending.length; i++) {
    const floor = i + 1 < descending.length ? descending[i + 1][k] : reference[k];
    const height = descending[i][k] - floor;
    if (height > 0) volume += height * sliceVolume(descending.slice(0, i + 1), reference, k);
  }
  return volume;
}
