const LOW_BITS = 128;
/** Of the largest number: 53 bits, seven in a byte. */
const MOST_BYTES = 8;

/**
 * Whole numbers as short text: zigzag (0, -1, 1, -2, ...), base 128 with a continuation bit, base64. Numbers near 0
 * take a byte, so columns are best handed over as differences.
 *
 * @param values whole numbers of at most 2^52 in size
 */
export function integerText(values: ArrayLike<number>): string {
  const bytes = Buffer.allocUnsafe(values.length * MOST_BYTES);
  let length = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    let rest = value < 0 ? -2 * value - 1 : 2 * value;
    while (rest >= LOW_BITS) {
      bytes[length++] = (rest % LOW_BITS) + LOW_BITS;
      rest = Math.floor(rest / LOW_BITS);
    }
    bytes[length++] = rest;
  }
  return bytes.toString('base64', 0, length);
}

/** Differences of neighbours; the first element is itself. */
export function differences(values: ArrayLike<number>): Float64Array {
  const steps = Float64Array.from(values);
  for (let index = steps.length - 1; index > 0; index--) steps[index] -= steps[index - 1];
  return steps;
}
