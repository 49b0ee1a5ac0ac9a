/** Zeros in shared memory: threads read and write them without a copy. */
export function sharedNumbers(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT));
}

/** The same numbers in shared memory, where they are not there yet. */
export function shareNumbers(numbers: Float64Array): Float64Array {
  if (numbers.buffer instanceof SharedArrayBuffer) return numbers;
  const shared = sharedNumbers(numbers.length);
  shared.set(numbers);
  return shared;
}

/** Numbers of consecutive ranges one after the other, in shared memory. */
export function joinNumbers(parts: readonly Float64Array[]): Float64Array {
  const joined = sharedNumbers(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
