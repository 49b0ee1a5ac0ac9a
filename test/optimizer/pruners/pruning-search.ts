import type { Intermediate, Pruner } from '../../../src/optimizer/pruners/pruner.ts';

/** How a search with a pruner ended. */
export interface PruningEnd {
  readonly kept: readonly number[];
  readonly pruned: readonly number[];
  /** Trials by the number of segments after which their value was asked for. */
  readonly asked: ReadonlyMap<number, readonly number[]>;
}

/**
 * Drives a pruner over the trials 0 to `count - 1`; a value that is null means that the trial failed there.
 * @param pick place of the trial that answers next among those that are being run
 */
export function prune(
  pruner: Pruner,
  count: number,
  answer: (trialIndex: number, segments: number) => Partial<Intermediate> | null,
  pick: (running: number) => number = () => 0,
): PruningEnd {
  const kept: number[] = [];
  const pruned: number[] = [];
  const asked = new Map<number, number[]>();
  const follow = (steps: ReturnType<Pruner['begin']>, running: [number, number][]): void => {
    for (const step of steps) {
      if (step.kind === 'keep') kept.push(step.trialIndex);
      else if (step.kind === 'prune') pruned.push(step.trialIndex);
      else {
        running.push([step.trialIndex, step.segments]);
        asked.set(
          step.segments,
          [...(asked.get(step.segments) ?? []), step.trialIndex].sort((a, b) => a - b),
        );
      }
    }
  };
  const running: [number, number][] = [];
  for (let first = 0; first < count; first += pruner.cohortSize) {
    const cohort = Array.from({ length: Math.min(pruner.cohortSize, count - first) }, (_, place) => first + place);
    follow(pruner.begin(cohort), running);
    while (running.length > 0) {
      const [[trialIndex, segments]] = running.splice(pick(running.length), 1) as [[number, number]];
      const value = answer(trialIndex, segments);
      if (value === null) kept.push(trialIndex);
      follow(
        value === null ? pruner.drop(trialIndex) : pruner.note(intermediate(trialIndex, segments, value)),
        running,
      );
    }
  }
  follow(pruner.end(), running);
  const inOrder = (indices: number[]): number[] => indices.sort((a, b) => a - b);
  return { kept: inOrder(kept), pruned: inOrder(pruned), asked };
}

export function intermediate(trialIndex: number, segments: number, value: Partial<Intermediate>): Intermediate {
  return {
    trialIndex,
    segments,
    score: 0,
    profitNet: 0,
    maxDrawdown: 0,
    maxDrawdownAbs: 0,
    totalTrades: 0,
    feesTotal: 0,
    configHash: null,
    ...value,
  };
}
