import type { EffectiveConfig } from '../../core/types/config.ts';
import type { SweepDefinition } from '../definition/sweep-definition.ts';
import type { WalkForwardWindow } from '../validation/walk-forward-windows.ts';
import { type PeriodSetups, setUpPeriod } from './period-setups.ts';
import type { MarketSource, SweepMarket } from './sweep-market.ts';
import { createPart, type SweepPart, type WindowParts } from './sweep-part.ts';

/** The windows of a sweep and the setups of their periods, training before test. */
export interface PlannedWindows {
  readonly parts: readonly WindowParts[];
  readonly periods: readonly PeriodSetups[];
}

/**
 * Plans the searches of a walk-forward (`optimizer.md` 13.2). Training trials keep no daily results; those
 * on test windows always do, because the joined curve is made of them.
 * @throws OmegaError `SWEEP_WINDOW` where a window cannot be run on the data
 */
export function planWindowParts(
  { validation, inSample, sampler }: SweepDefinition,
  search: SweepPart,
  markets: readonly SweepMarket[],
  source: MarketSource,
): PlannedWindows {
  const { walkForward } = validation;
  if (walkForward === null) return { parts: [], periods: [] };
  const parts: WindowParts[] = [];
  const periods: PeriodSetups[] = [];
  const plan = (window: WalkForwardWindow, part: 'train' | 'test', plannedTrials: number): SweepPart => {
    const base = onDates(inSample, window, part);
    const number = 1 + periods.length;
    const period = setUpPeriod(
      { number, base, keepsDaily: part === 'test', window: { window, part } },
      markets,
      source,
    );
    periods.push(period);
    const first = number * markets.length;
    return createPart(search, sampler.name, {
      part,
      window,
      base,
      plannedTrials,
      days: part === 'test' ? period.days : new Int32Array(0),
      setupOf: (changes) => first + search.setupOf(changes),
    });
  };
  const { plannedTrials } = search.stored;
  for (const window of walkForward.windows) {
    const train = plan(window, 'train', plannedTrials);
    const test = plan(window, 'test', Math.min(walkForward.retestTop, plannedTrials));
    parts.push({ window, train, test });
  }
  return { parts, periods };
}

/** The configuration on the dates of a window; the first one begins exactly where the range does. */
function onDates(base: EffectiveConfig, window: WalkForwardWindow, part: 'train' | 'test'): EffectiveConfig {
  const [start, end] = part === 'train' ? [window.trainStart, window.trainEnd] : [window.testStart, window.testEnd];
  return {
    ...base,
    start_date: base.start_date.startsWith(start) ? base.start_date : start,
    end_date: base.end_date.startsWith(end) ? base.end_date : end,
  };
}
