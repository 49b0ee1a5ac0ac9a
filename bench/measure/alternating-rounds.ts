import { median } from './median.ts';

/** Median and extremes of a figure over rounds. */
export interface RoundFigures {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/**
 * Runs every task once per round, in turn, so that a slow moment of the machine hits all of them alike.
 * A task returns its own figure: a time, a rate, a size.
 */
export async function alternateRounds<Name extends string>(
  rounds: number,
  tasks: Readonly<Record<Name, () => number | Promise<number>>>,
): Promise<Readonly<Record<Name, RoundFigures>>> {
  const names = Object.keys(tasks) as Name[];
  const values = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) values.get(name)?.push(await tasks[name]());
  }
  const figures = names.map((name) => [name, summarise(values.get(name) ?? [])] as const);
  return Object.fromEntries(figures) as Record<Name, RoundFigures>;
}

function summarise(values: readonly number[]): RoundFigures {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) };
}
