/** Quantile of ascending values with linear interpolation (`indicators.md` 2.11), 0 <= q <= 1. */
export function quantile(sorted: Float64Array, q: number): number {
  const position = q * (sorted.length - 1);
  const below = Math.floor(position);
  if (below >= sorted.length - 1) return sorted[sorted.length - 1];
  const share = position - below;
  const step = sorted[below + 1] - sorted[below];
  return share < 0.5 ? sorted[below] + step * share : sorted[below + 1] - step * (1 - share);
}
