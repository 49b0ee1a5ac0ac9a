/** Number of leading times that lie before the instant (times ascending): the first index at or after it. */
export function countBefore(times: Float64Array, instantMs: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle] < instantMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Number of leading times at or before the instant (times ascending): the first index after it. */
export function countUpTo(times: Float64Array, instantMs: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle] <= instantMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
