/** Numbers the values of one parameter in the order in which they come. */
class ValueNumbers {
  private readonly numbers = new Map<number, number>();
  private lastValue = Number.NaN;
  private lastNumber = -1;

  /** Mostly a value is that of the trial before, and need not be looked up. */
  numberOf(value: number): number {
    if (value === this.lastValue) return this.lastNumber;
    this.lastValue = value;
    this.lastNumber = this.numbers.get(value) ?? this.add(value);
    return this.lastNumber;
  }

  private add(value: number): number {
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
 * @param count number of trials
 * @param places coordinates of the parameters that decide about series, those that change slowest first
 * @param coordinateAt a coordinate of the trial of a row
 * @returns rows in the order of execution
 */
export function orderBySeries(
  count: number,
  places: readonly number[],
  coordinateAt: (row: number, place: number) => number,
): readonly number[] {
  const order = Array.from({ length: count }, (_, row) => row);
  if (places.length === 0) return order;
  const ranks = new Float64Array(count);
  const numbers = new Float64Array(count);
  for (const place of places) {
    const values = new ValueNumbers();
    for (let row = 0; row < count; row++) numbers[row] = values.numberOf(coordinateAt(row, place));
    for (let row = 0; row < count; row++) ranks[row] = ranks[row]! * values.count + numbers[row]!;
  }
  // Sorting is stable, so that equal ranks keep their order.
  return order.sort((left, right) => ranks[left]! - ranks[right]!);
}
