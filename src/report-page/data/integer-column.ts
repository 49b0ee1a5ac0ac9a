const LOW_BITS = 128;

/** Whole numbers back from their text: base64 of base-128 groups, zigzag. */
export function readIntegers(text: string): number[] {
  const bytes = atob(text);
  const values: number[] = [];
  let value = 0;
  let weight = 1;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes.charCodeAt(at);
    value += (byte % LOW_BITS) * weight;
    weight *= LOW_BITS;
    if (byte >= LOW_BITS) continue;
    values.push(value % 2 === 0 ? value / 2 : -(value + 1) / 2);
    value = 0;
    weight = 1;
  }
  return values;
}

/** Values back from the differences of neighbours. */
export function readDifferences(text: string): number[] {
  let total = 0;
  return readIntegers(text).map((difference) => {
    total += difference;
    return total;
  });
}
