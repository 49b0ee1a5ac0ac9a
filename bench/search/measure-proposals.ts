import type { Sampler } from '../../src/optimizer/samplers/sampler.ts';
import type { SpacePoint } from '../../src/optimizer/space/point-builder.ts';
import { SyntheticSearch } from './synthetic-search.ts';

/** Proposals that a rate is measured over. */
const MEASURED = 1000;

/** How fast a sampler proposes when it knows so many finished trials. */
export interface HistoryRate {
  readonly history: number;
  /** Per second of processor time of the whole process, garbage collection included; NaN: it had ended before. */
  readonly perSecond: number;
}

/**
 * Runs one search and takes the rate over the proposals that follow each length of history, learning from
 * their results included.
 *
 * @param create the sampler for so many proposals
 * @param histories ascending
 */
export function measureProposals(
  create: (trials: number) => Sampler,
  scoreOf: (point: SpacePoint) => number,
  histories: readonly number[],
): readonly HistoryRate[] {
  const search = new SyntheticSearch(create((histories.at(-1) ?? 0) + 2 * MEASURED), scoreOf);
  return histories.map((history) => {
    search.runTo(history);
    const from = search.finished;
    const started = process.cpuUsage();
    search.runTo(from + MEASURED);
    const { user, system } = process.cpuUsage(started);
    return {
      history,
      perSecond: search.finished === from ? Number.NaN : (search.finished - from) / ((user + system) / 1e6),
    };
  });
}
