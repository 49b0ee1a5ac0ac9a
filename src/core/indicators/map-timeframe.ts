/** Entry of a map where no bar of the other timeframe is visible. */
export const NO_BAR = -1;

/**
 * For each primary bar the index of the bar of another timeframe that completed last, at the latest at
 * the close of the primary bar (`indicators.md` 7.2); `NO_BAR` before the first. Decided by time, so
 * gaps on either side do no harm. Open times in milliseconds, ascending.
 */
export function mapCompletedBars(
  primaryOpenTimes: Float64Array,
  primaryMs: number,
  otherOpenTimes: Float64Array,
  otherMs: number,
): Int32Array {
  const map = new Int32Array(primaryOpenTimes.length);
  let completed = NO_BAR;
  for (let i = 0; i < map.length; i++) {
    const decisionTime = primaryOpenTimes[i] + primaryMs;
    while (completed + 1 < otherOpenTimes.length && otherOpenTimes[completed + 1] + otherMs <= decisionTime)
      completed++;
    map[i] = completed;
  }
  return map;
}

/**
 * The same map with `NO_BAR` while the completed bar is stale: unchanged for more than `limitBars`
 * primary bars (`indicators.md` 7.3). Counted in primary bars, so that weekends do not age a bar. A
 * limit of 0 means two bars of the other timeframe.
 */
export function markStale(map: Int32Array, primaryMs: number, otherMs: number, limitBars = 0): Int32Array {
  const barsPerOther = Math.max(1, Math.floor(otherMs / primaryMs));
  const limit = limitBars > 0 ? limitBars : Math.max(1, 2 * barsPerOther);
  const visible = new Int32Array(map.length);
  let seenFrom = 0;
  for (let i = 0; i < map.length; i++) {
    if (i > 0 && map[i] !== map[i - 1]) seenFrom = i;
    visible[i] = i - seenFrom > limit ? NO_BAR : map[i];
  }
  return visible;
}
