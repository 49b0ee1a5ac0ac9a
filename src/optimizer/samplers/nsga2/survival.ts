import { crowdingDistances, paretoRanks } from '../../ranking/pareto.ts';
import { compareSearchKeys, type SearchKey } from '../../ranking/search-order.ts';

/** What decides who survives. */
export interface Individual {
  /** Rounded objectives, larger is better. */
  readonly objectives: readonly number[];
  readonly key: SearchKey;
}

/**
 * The best individuals, best first: by rank, then crowding distance, then comparator (`optimizer.md` 10.7).
 * Fronts of infeasible individuals are ordered by the comparator alone: their objectives say little.
 */
export function selectSurvivors<T extends Individual>(individuals: readonly T[], count: number): readonly T[] {
  const ranks = paretoRanks(
    individuals.map(({ objectives }) => objectives),
    individuals.map(violationOf),
  );
  const distances = individuals.map(() => 0);
  for (const front of frontsOf(ranks)) {
    if (violationOf(individuals[front[0]]) > 0) continue;
    const ofFront = crowdingDistances(front.map((i) => individuals[i].objectives));
    front.forEach((i, place) => {
      distances[i] = ofFront[place];
    });
  }
  return [...individuals.keys()]
    .sort((a, b) => ranks[a] - ranks[b] || descending(distances[a], distances[b]) || compareAt(individuals, a, b))
    .slice(0, count)
    .map((i) => individuals[i]);
}

function compareAt(individuals: readonly Individual[], a: number, b: number): number {
  return compareSearchKeys(individuals[a].key, individuals[b].key);
}

/** 0 for a feasible individual; infinite without a score. */
function violationOf({ key }: Individual): number {
  return key.group === 2 ? Number.POSITIVE_INFINITY : key.violation;
}

/** Members of every front; no front is empty. */
function frontsOf(ranks: readonly number[]): readonly (readonly number[])[] {
  const fronts: number[][] = [];
  ranks.forEach((rank, i) => {
    fronts[rank] ??= [];
    fronts[rank].push(i);
  });
  return fronts;
}

/** Works with infinities, whose difference is no number. */
function descending(a: number, b: number): number {
  return a === b ? 0 : a > b ? -1 : 1;
}
