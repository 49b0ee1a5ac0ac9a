/** Folds a value back into [low, high] as often as it takes, as if the ends were mirrors. */
export function reflect(value: number, low: number, high: number): number {
  const extent = high - low;
  if (extent === 0) return low;
  if (value >= low && value <= high) return value;
  const period = 2 * extent;
  const phase = (((value - low) % period) + period) % period;
  return low + (phase <= extent ? phase : period - phase);
}
