import type { JsonValue } from '../../core/types/json.ts';
import type { Proposal } from '../samplers/sampler.ts';

/** Numbers the values of one parameter in the order in which they come. */
class ValueNumbers {
  private readonly numbers = new Map<JsonValue | undefined, number>();

  numberOf(value: JsonValue | undefined): number {
    const known = this.numbers.get(value);
    if (known !== undefined) return known;
    this.numbers.set(value, this.numbers.size);
    return this.numbers.size - 1;
  }

  get count(): number {
    return this.numbers.size;
  }
}

/**
 * Puts trials that read the same series next to each other: the parameters that decide about series change
 * slowest, whatever their place in the sweep file, and otherwise the order of proposal stays.
 * @param paths parameters that decide about series, those that change slowest first
 */
export function orderBySeries<T extends { readonly proposal: Proposal }>(
  queued: readonly T[],
  paths: readonly string[],
): T[] {
  const numbers = paths.map(() => new ValueNumbers());
  const rows = queued.map((trial) => {
    const { changes } = trial.proposal.point;
    return { trial, values: paths.map((path, place) => numbers[place]!.numberOf(valueAt(changes, path))), rank: 0 };
  });
  for (const row of rows) {
    for (let place = 0; place < paths.length; place++) {
      row.rank = row.rank * numbers[place]!.count + row.values[place]!;
    }
  }
  // Sorting is stable, so that equal ranks keep their order.
  return rows.sort((left, right) => left.rank - right.rank).map(({ trial }) => trial);
}

function valueAt(changes: Proposal['point']['changes'], path: string): JsonValue | undefined {
  for (let place = 0; place < changes.length; place++) if (changes[place]![0] === path) return changes[place]![1];
  return undefined;
}
