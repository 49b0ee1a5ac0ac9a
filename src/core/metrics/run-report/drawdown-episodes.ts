/** One way from a peak of equity down and back (`metrics.md` 4.3). */
export interface DrawdownEpisode {
  /** Row of the peak: the last one at its height; -1 where the initial balance is the peak. */
  readonly peakRow: number;
  /** Row of the lowest equity; the first on ties. */
  readonly lowestRow: number;
  /** First row at or above the peak again; null where the run ends before. */
  readonly recoveryRow: number | null;
  /** Peak minus lowest equity, account currency. */
  readonly depth: number;
  /** Depth over peak, at most 1. */
  readonly share: number;
  /** Rows from the peak to the recovery, or to the last row. */
  readonly bars: number;
}

/** Every episode of an equity curve with one row per trading bar, in time order. */
export function drawdownEpisodes(equity: Float64Array, initialBalance: number): readonly DrawdownEpisode[] {
  const episodes: DrawdownEpisode[] = [];
  let peak = initialBalance;
  let peakRow = -1;
  let lowestRow = -1;
  const close = (endRow: number, hasRecovered: boolean): void => {
    if (lowestRow === -1) return;
    const depth = peak - equity[lowestRow];
    const share = Math.min(1, depth / peak);
    const recoveryRow = hasRecovered ? endRow : null;
    episodes.push({ peakRow, lowestRow, recoveryRow, depth, share, bars: endRow - peakRow });
    lowestRow = -1;
  };
  for (let row = 0; row < equity.length; row++) {
    if (equity[row] >= peak) {
      close(row, true);
      peak = equity[row];
      peakRow = row;
    } else if (lowestRow === -1 || equity[row] < equity[lowestRow]) {
      lowestRow = row;
    }
  }
  close(equity.length - 1, false);
  return episodes;
}
