import { isMissing } from '../statistics/figure.ts';
import type { Leaning, VerdictPoint } from './verdict.ts';
import type {
  CombinatorialEvidence,
  HoldoutEvidence,
  VerdictEvidence,
  WalkForwardEvidence,
} from './verdict-evidence.ts';
import { VERDICT_LIMITS } from './verdict-limits.ts';
import { leaningOfLarge, missingPoint, percentText, point } from './verdict-point.ts';

/** What data say that the search did not see. */
export function describePeriods({ walkForward, combinatorial, holdout }: VerdictEvidence): readonly VerdictPoint[] {
  return [judgeWalkForward(walkForward), ...judgeCombinations(combinatorial), ...judgeHoldout(holdout)];
}

function judgeWalkForward(walkForward: WalkForwardEvidence | null): VerdictPoint {
  const [key, name] = ['walk_forward', 'walk-forward'];
  if (walkForward === null) return missingPoint(key, name, 'not asked for (validation.walk_forward)');
  const { wfe, oosProfitNet, oosWindowsProfitable, windows, choosesByRule } = walkForward;
  const share = `${percentText(oosWindowsProfitable)} of ${windows} windows with a profit${choosesByRule ? '' : '; its windows choose by score, not by the rule'}`;
  if (oosProfitNet <= 0) {
    const text = `the same search, walked forward, loses ${Math.abs(oosProfitNet).toFixed(2)} out of sample; ${share}`;
    return point(key, oosProfitNet, { leaning: 'against', isDecisive: true, text });
  }
  if (Number.isNaN(wfe)) return missingPoint(key, name, 'the training windows made no profit');
  const text = `walked forward, ${percentText(wfe)} of the profit per day in training remains out of sample; ${share}`;
  return point(key, wfe, { leaning: leaningOfLarge(wfe, VERDICT_LIMITS.efficiency), text });
}

/** Whether choices made on other days earn wherever they are tested; nothing where it was not asked for. */
function judgeCombinations(found: VerdictEvidence['combinatorial']): readonly VerdictPoint[] {
  if (found === null) return [];
  const key = 'cpcv';
  if (isMissing(found)) return [missingPoint(key, 'combinatorial cross-validation', found.reason)];
  const { paths, profitablePaths, splits, profitableSplits, isUnseen } = found;
  const leaning = leaningOfCombinations(found);
  const remark = isUnseen ? '' : '; the sampler learned from the test days too, which flatters it';
  return [
    point(key, profitablePaths / paths, {
      leaning: leaning === 'for' && !isUnseen ? 'neutral' : leaning,
      isDecisive: true,
      text: `chosen on other days than it is tested on, it earns on ${profitablePaths} of ${paths} paths through all days and in ${percentText(profitableSplits / splits)} of ${splits} splits (combinatorial cross-validation)${remark}`,
    }),
  ];
}

/** For it only if both shares are; against it if one of them is. */
function leaningOfCombinations(found: CombinatorialEvidence): Leaning {
  const leanings = [
    leaningOfLarge(found.profitablePaths / found.paths, VERDICT_LIMITS.profitablePaths),
    leaningOfLarge(found.profitableSplits / found.splits, VERDICT_LIMITS.profitableSplits),
  ];
  if (leanings.includes('against')) return 'against';
  return leanings.every((leaning) => leaning === 'for') ? 'for' : 'neutral';
}

/** What the holdout says; looking at it again and again wears it out. */
export function judgeHoldout(holdout: HoldoutEvidence | null): readonly VerdictPoint[] {
  const [key, name] = ['holdout', 'holdout'];
  if (holdout === null) return [missingPoint(key, name, 'none was kept back (validation.holdout)')];
  const { profitNet, totalTrades, looks } = holdout;
  const repeated =
    looks > 1
      ? [
          point('holdout_looks', looks, {
            leaning: 'against',
            text: `the holdout was looked at ${looks} times by this research family: it is no longer unseen`,
          }),
        ]
      : [];
  if (profitNet === null) return [missingPoint(key, name, 'not opened yet'), ...repeated];
  const earns = profitNet > 0;
  const isFew = (totalTrades ?? 0) < VERDICT_LIMITS.trades.against;
  const text = `it ${earns ? 'made' : 'lost'} ${Math.abs(profitNet).toFixed(2)} on the holdout, ${totalTrades} trades`;
  const leaning = earns ? (isFew || looks > 1 ? 'neutral' : 'for') : 'against';
  return [point(key, profitNet, { leaning, isDecisive: !isFew, text }), ...repeated];
}
