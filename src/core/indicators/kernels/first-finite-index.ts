/** Index of the first finite value, the length if there is none. */
export function firstFiniteIndex(x: Float64Array): number {
  let index = 0;
  while (index < x.length && !Number.isFinite(x[index])) index++;
  return index;
}
