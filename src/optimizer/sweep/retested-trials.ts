import type { LiveTrial } from '../executor/live-trial.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { chooseInWindow } from './choose-in-window.ts';
import { bestTrials } from './rank-sweep.ts';
import { rebuildTrial } from './rebuild-trial.ts';
import type { WindowParts } from './sweep-part.ts';
import type { SweepPlan } from './sweep-plan.ts';

/**
 * The `retest_top` best trials of a training window, best first, and the one that its rule chooses where that is
 * another one, as they run on the test window behind it: the same parameters, seed and index.
 */
export function chooseRetested(store: TrialReader, plan: SweepPlan, parts: WindowParts): readonly LiveTrial[] {
  const { walkForward } = plan.defined.definition.validation;
  const best = bestTrials(store, parts.train.stored, walkForward?.retestTop ?? 0);
  const choice = chooseInWindow(store, plan, parts);
  const isBest = choice === null || best.some(({ trialIndex }) => trialIndex === choice.trial.trialIndex);
  const retested = isBest ? best : [...best, choice.trial];
  return retested.map((record) => ({ ...rebuildTrial(record, parts.test), repeatOf: null }));
}
