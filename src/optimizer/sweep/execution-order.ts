import type { Coordinates } from '../space/point-coordinates.ts';

/** Numbers the values of one parameter in the order in which they come. */
class ValueNumbers {
  private readonly numbers = new Map<number, number>();

  numberOf(value: number): number {
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
 * @param places coordinates of the parameters that decide about series, those that change slowest first
 */
export function orderBySeries<T extends { readonly coordinates: Coordinates }>(
  queued: readonly T[],
  places: readonly number[],
): T[] {
  if (places.length === 0) return [...queued];
  const numbers = places.map(() => new ValueNumbers());
  const rows = queued.map((trial) => ({
    trial,
    values: places.map((place, parameter) => numbers[parameter]!.numberOf(trial.coordinates[place]!)),
    rank: 0,
  }));
  for (const row of rows) {
    for (let parameter = 0; parameter < places.length; parameter++) {
      row.rank = row.rank * numbers[parameter]!.count + row.values[parameter]!;
    }
  }
  // Sorting is stable, so that equal ranks keep their order.
  return rows.sort((left, right) => left.rank - right.rank).map(({ trial }) => trial);
}
