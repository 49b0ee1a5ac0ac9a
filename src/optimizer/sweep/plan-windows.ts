import type { DefinedSweep } from '../definition/define-sweep.ts';
import type { WalkForwardWindow } from '../validation/walk-forward-windows.ts';
import { onDates } from './on-dates.ts';
import { setUpPeriod } from './period-setups.ts';
import { planSegments } from './plan-segments.ts';
import type { SetupList } from './setup-list.ts';
import type { MarketSource, SweepMarket } from './sweep-market.ts';
import { createPart, rootOf, type SweepPart, slicePart, type WindowParts } from './sweep-part.ts';
import { retestedTrials, type WindowSelection } from './window-selection.ts';

/**
 * Plans the searches of a walk-forward (`optimizer.md` 13.2). Training trials keep no daily results and no
 * trades; those on test windows always keep daily results, because the joined curve is made of them.
 * @throws ConfigError `SWEEP_WINDOW` where a window cannot be run on the data
 */
export function planWindowParts(
  defined: DefinedSweep,
  selection: WindowSelection,
  search: SweepPart,
  markets: readonly SweepMarket[],
  source: MarketSource,
  list: SetupList,
): readonly WindowParts[] {
  const { validation, inSample, sampler, store } = defined.definition;
  const { walkForward } = validation;
  if (walkForward === null) return [];
  const storesTrades = store.trades === 'all';
  const parts: WindowParts[] = [];
  let periods = 1;
  const plan = (window: WalkForwardWindow, part: 'train' | 'test', plannedTrials: number): SweepPart => {
    const isTest = part === 'test';
    const base = isTest
      ? onDates(inSample, window.testStart, window.testEnd)
      : onDates(inSample, window.trainStart, window.trainEnd);
    const number = periods++;
    const name = `${isTest ? 'test' : 'training'} window ${window.index}`;
    const cut = {
      name: `the ${name}`,
      file: defined.source,
      path: ['validation', 'walk_forward'],
      details: { window: window.index, part },
    };
    const period = setUpPeriod(
      { number, base, keepsDaily: isTest, packsTrades: isTest && storesTrades, cut },
      markets,
      source,
    );
    const isSlice = walkForward.isSliced && !isTest;
    // Of a slice only the data are checked.
    const first = isSlice ? 0 : list.add(period);
    const root = rootOf(search.stored, window);
    const segmented = { base, period: number, root, name, marketOf: search.setupOf };
    const created = createPart(search, sampler.name, {
      part,
      window,
      base,
      plannedTrials,
      days: isTest ? period.days : new Int32Array(0),
      keepsTrades: isTest && storesTrades,
      setupChoice: { ...search.setupChoice, first },
      segments: isTest ? null : planSegments(defined, segmented, markets, source, list),
    });
    return isSlice ? slicePart(search, created, window) : created;
  };
  const { plannedTrials } = search.stored;
  const retested = retestedTrials(selection, walkForward.retestTop);
  for (const window of walkForward.windows) {
    const train = plan(window, 'train', plannedTrials);
    const test = plan(window, 'test', Math.min(retested, plannedTrials));
    parts.push({ window, train, test });
  }
  return parts;
}
