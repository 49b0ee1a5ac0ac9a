import type { SweepRecord } from '../storage/sweep-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { isSameFamily } from './family-key.ts';
import { isInformative, sharpeRatio } from './sharpe-sample.ts';
import type { ResearchFamily } from './sweep-statistics-input.ts';
import { distinctOutlines, readOutlines, type TrialOutline } from './trial-outlines.ts';

/**
 * Repeated sweeps are search too (`optimizer.md` 12.3): counts the different parameter sets of all sweeps
 * in the store with the same strategy, symbol and timeframe whose windows overlap, and measures those of
 * the other sweeps that have daily series on the same calendar. Series are read one by one.
 *
 * @param own trials of the sweep itself
 */
export function gatherFamily(store: TrialReader, sweep: SweepRecord, own: readonly TrialOutline[]): ResearchFamily {
  const known = new Set(distinctOutlines(own, null).map(({ paramsHash }) => paramsHash));
  const relatives = store.listSweeps().filter((other) => other.sweepId !== sweep.sweepId && isSameFamily(sweep, other));
  // By id, so that the figures do not depend on the order in which sweeps were started.
  relatives.sort((a, b) => (a.sweepId < b.sweepId ? -1 : 1));
  const sharpes: number[] = [];
  for (const relative of relatives) {
    const isComparable = sharesCalendar(sweep, relative);
    for (const { paramsHash, trialIndex } of distinctOutlines(readOutlines(store, relative.sweepId), null)) {
      if (known.has(paramsHash)) continue;
      known.add(paramsHash);
      const series = isComparable ? store.readDaily(relative.sweepId, trialIndex) : null;
      if (series !== null && isInformative(series)) sharpes.push(sharpeRatio(series));
    }
  }
  return { trials: known.size, sweeps: 1 + relatives.length, sharpes: Float64Array.from(sharpes) };
}

function sharesCalendar({ days }: SweepRecord, { days: others }: SweepRecord): boolean {
  return days.length > 0 && days.length === others.length && days.every((day, k) => day === others[k]);
}
