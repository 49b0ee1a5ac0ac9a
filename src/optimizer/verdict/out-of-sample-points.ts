import type { VerdictPoint } from './verdict.ts';
import type { HoldoutEvidence, VerdictEvidence, WalkForwardEvidence } from './verdict-evidence.ts';
import { VERDICT_LIMITS } from './verdict-limits.ts';
import { leaningOfLarge, missingPoint, percentText, point } from './verdict-point.ts';

/** What data say that the search did not see. */
export function describePeriods({ walkForward, holdout }: VerdictEvidence): readonly VerdictPoint[] {
  return [judgeWalkForward(walkForward), ...judgeHoldout(holdout)];
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
