/** Shorter runs are sorted by insertion. */
const RUN = 16;

/**
 * Sorts positions by key without allocating: a stable merge sort.
 *
 * @param order positions to sort in its first `count` elements; the result is written there
 * @param scratch at least `count` long; its content is lost
 */
export function sortOrder(keys: Float64Array, order: Int32Array, count: number, scratch: Int32Array): void {
  for (let start = 0; start < count; start += RUN) sortRun(keys, order, start, Math.min(start + RUN, count));
  let from = order;
  let to = scratch;
  for (let width = RUN; width < count; width *= 2) {
    for (let start = 0; start < count; start += 2 * width) {
      mergeRuns(keys, from, to, start, Math.min(start + width, count), Math.min(start + 2 * width, count));
    }
    const previous = from;
    from = to;
    to = previous;
  }
  if (from !== order) for (let i = 0; i < count; i++) order[i] = from[i];
}

function sortRun(keys: Float64Array, order: Int32Array, start: number, end: number): void {
  for (let i = start + 1; i < end; i++) {
    const moved = order[i];
    const key = keys[moved];
    let j = i - 1;
    while (j >= start && keys[order[j]] > key) {
      order[j + 1] = order[j];
      j -= 1;
    }
    order[j + 1] = moved;
  }
}

function mergeRuns(
  keys: Float64Array,
  from: Int32Array,
  to: Int32Array,
  start: number,
  middle: number,
  end: number,
): void {
  let left = start;
  let right = middle;
  for (let i = start; i < end; i++) {
    const takesLeft = left < middle && (right >= end || keys[from[left]] <= keys[from[right]]);
    to[i] = takesLeft ? from[left++] : from[right++];
  }
}
