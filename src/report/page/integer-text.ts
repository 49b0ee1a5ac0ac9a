const LOW_BITS = 128;

/**
 * Whole numbers as short text: zigzag (0, -1, 1, -2, ...), base 128 with a continuation bit, base64. Numbers near 0
 * take a byte, so columns are best handed over as differences.
 *
 * @param values whole numbers of at most 2^52 in size
 */
export function integerText(values: Iterable<number>): string {
  const bytes: number[] = [];
  for (const value of values) {
    let rest = value < 0 ? -2 * value - 1 : 2 * value;
    while (rest >= LOW_BITS) {
      bytes.push((rest % LOW_BITS) + LOW_BITS);
      rest = Math.floor(rest / LOW_BITS);
    }
    bytes.push(rest);
  }
  return Buffer.from(bytes).toString('base64');
}

/** Differences of neighbours; the first element is itself. */
export function differences(values: readonly number[]): number[] {
  return values.map((value, index) => (index === 0 ? value : value - values[index - 1]));
}
