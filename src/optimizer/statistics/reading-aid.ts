import { type Figure, isMissing } from './figure.ts';
import type { StatisticKey } from './statistic-keys.ts';

/** Colour of a figure in a report: a convention, not a test. */
export type Verdict = 'good' | 'neutral' | 'bad';

interface Limits {
  readonly good: (value: number) => boolean;
  readonly bad: (value: number) => boolean;
}

/** `optimizer.md` 12.10. */
const LIMITS: Readonly<Partial<Record<StatisticKey, Limits>>> = {
  pbo: { good: (value) => value <= 0.2, bad: (value) => value > 0.5 },
  dsr: { good: (value) => value >= 0.95, bad: (value) => value < 0.5 },
  spa_p_value: { good: (value) => value <= 0.05, bad: (value) => value > 0.2 },
  plateau_ratio: { good: (value) => value >= 0.7, bad: (value) => value < 0.4 },
};

/** Verdicts of the figures that have one; a missing figure has none. */
export type Verdicts = Readonly<Partial<Record<StatisticKey, Verdict>>>;

/**
 * Reading aid for the figures of a sweep.
 *
 * @param days length of the record, which `min_track_record_days` is held against
 */
export function judgeFigures(figures: Readonly<Record<StatisticKey, Figure>>, days: number): Verdicts {
  const limits = {
    ...LIMITS,
    min_track_record_days: { good: (needed: number) => days >= needed, bad: (needed: number) => days < needed },
  };
  const verdicts: Partial<Record<StatisticKey, Verdict>> = {};
  for (const [key, { good, bad }] of Object.entries(limits) as [StatisticKey, Limits][]) {
    const figure = figures[key];
    if (!isMissing(figure)) verdicts[key] = good(figure) ? 'good' : bad(figure) ? 'bad' : 'neutral';
  }
  return verdicts;
}
