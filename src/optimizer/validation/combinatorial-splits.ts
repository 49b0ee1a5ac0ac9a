/** C(`groups`, `testGroups`): how many splits there are. */
export function countSplits(groups: number, testGroups: number): number {
  let count = 1;
  for (let chosen = 1; chosen <= testGroups; chosen++) count = (count * (groups - testGroups + chosen)) / chosen;
  return Math.round(count);
}

/** One way to hold out groups: their indices, ascending. */
export type TestGroups = readonly number[];

/**
 * Splits of combinatorial cross-validation in lexicographic order: every choice of `testGroups` of the
 * groups 0 … `groups` - 1 as test. M. López de Prado (2018), *Advances in Financial Machine Learning*,
 * chapter 12.
 */
export function combinatorialSplits(groups: number, testGroups: number): readonly TestGroups[] {
  const splits: TestGroups[] = [];
  const extend = (chosen: readonly number[], next: number): void => {
    if (chosen.length === testGroups) {
      splits.push(chosen);
      return;
    }
    for (let group = next; group <= groups - (testGroups - chosen.length); group++) {
      extend([...chosen, group], group + 1);
    }
  };
  extend([], 0);
  return splits;
}

/**
 * Paths through all groups: element g of a path is the split whose test result stands for group g. Path j
 * takes for every group the j-th split that tests it, so that each split's result is used exactly once.
 * There are C(N, k) k / N of them.
 */
export function combinatorialPaths(splits: readonly TestGroups[], groups: number): readonly (readonly number[])[] {
  const splitsOf = Array.from({ length: groups }, (_, group) =>
    splits.flatMap((tested, split) => (tested.includes(group) ? [split] : [])),
  );
  const paths = splitsOf[0]?.length ?? 0;
  return Array.from({ length: paths }, (_, path) => splitsOf.map((list) => list[path]!));
}
