/** Refuses a window that no rolling kernel can have; 0 is allowed and leaves every value undefined. */
export function requireWindow(window: number): void {
  if (!Number.isInteger(window) || window < 0) throw new RangeError(`window is ${window}, expected an integer >= 0`);
}

/** Result of a window of one bar: the input, infinities undefined. */
export function copyFinite(x: Float64Array): Float64Array {
  const copy = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) copy[i] = Number.isFinite(x[i]) ? x[i] : Number.NaN;
  return copy;
}
