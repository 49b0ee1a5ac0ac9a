import type { SweepTimes } from '../../optimizer/sweep/sweep-times.ts';
import { countOf, duration } from './figures.ts';
import { type Fact, renderFacts } from './render-facts.ts';

/** Where the time of a sweep went, for `--verbose`. */
export function renderSweepTimes(times: SweepTimes, width: number): string {
  const { workers, searchMs, workerShares, storeMs, schedulingMs, statisticsMs, filesMs } = times;
  const shares = Object.entries(workerShares).map(([what, share]) => `${what} ${(100 * share).toFixed(1)} %`);
  const facts: Fact[] = [
    ['search', `${duration(searchMs)}, ${countOf(workers, 'worker')}: ${shares.join(', ')}`],
    ['beside it', `store ${duration(storeMs)}, scheduling ${duration(schedulingMs)}`],
    ['statistics', duration(statisticsMs)],
    ['files', duration(filesMs)],
  ];
  return `\nwhere the time went\n${renderFacts(facts, width)}`;
}
