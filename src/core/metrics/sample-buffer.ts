/** Scratch memory of this thread: a trial needs several samples, one after the other. */
let buffer = new Float64Array(4096);

/**
 * Column of `length` elements with undefined content. It is valid until the next call, so a sample
 * in it must be evaluated before the next one is filled.
 */
export function reserveSample(length: number): Float64Array {
  if (buffer.length < length) buffer = new Float64Array(2 * length);
  return buffer.subarray(0, length);
}
