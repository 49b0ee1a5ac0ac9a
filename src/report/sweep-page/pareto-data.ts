import type { SweepRecord } from '../../optimizer/storage/sweep-record.ts';
import type { TrialReader } from '../../optimizer/storage/trial-store.ts';
import { objectivesOf, rankByPareto } from '../../optimizer/sweep/pareto-trials.ts';
import type { ParetoData } from './sweep-page-data.ts';

/** Trials that a scatter plot shows besides the front. */
const MOST_DOMINATED = 3_000;

/** Trials in the space of the objectives; null for a sweep with a single one. */
export function paretoData(store: TrialReader, sweep: SweepRecord): ParetoData | null {
  const objectives = objectivesOf(sweep);
  if (objectives.length < 2) return null;
  const trials = rankByPareto(store, sweep);
  const front = trials.filter(({ rank }) => rank === 0);
  const dominated = trials.slice(front.length);
  const step = Math.max(1, Math.ceil(dominated.length / MOST_DOMINATED));
  return {
    objectives: objectives.map(({ expression, direction }) => `${expression} (${direction})`),
    points: [...front, ...dominated.filter((_, at) => at % step === 0)].map(
      ({ trialIndex, objectives: values, rank }) => ({
        trialIndex,
        values: values.map((value, k) => (objectives[k].direction === 'minimize' ? -value + 0 : value)),
        isFront: rank === 0,
      }),
    ),
  };
}
