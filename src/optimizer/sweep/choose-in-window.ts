import { METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import { selectCandidate } from '../ranking/select-candidate.ts';
import { isEligible } from '../robustness/candidate-scores.ts';
import { type Figure, isMissing } from '../statistics/figure.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { readPlateaus } from './candidate-plateaus.ts';
import { bestTrials } from './rank-sweep.ts';
import type { WindowParts } from './sweep-part.ts';
import type { SweepPlan } from './sweep-plan.ts';

/** The trial of a training window that is walked forward. */
export interface WindowChoice {
  readonly trial: TrialRecord;
  /** Its rank by score in the window, from 1. */
  readonly rank: number;
  /** False where no candidate of the window fulfils the rule, so that the best score decides. */
  readonly isByRule: boolean;
}

/**
 * Chooses the trial of a training window by the rule of the windows (`optimizer.md` 13.2): by plateau among its
 * `robustness.top_k` best trials, those with a profit and enough trades in the window, as the sweep does over
 * the whole range. Null where no trial may be best.
 */
export function chooseInWindow(store: TrialReader, plan: SweepPlan, { train }: WindowParts): WindowChoice | null {
  const { rule, topK } = plan.windowSelection;
  const ranked = bestTrials(store, train.stored, rule === 'plateau' ? topK : 1);
  const [best] = ranked;
  if (best === undefined) return null;
  if (rule === 'best_score') return { trial: best, rank: 1, isByRule: true };
  const plateaus = readPlateaus(
    store,
    train.stored.sweepId,
    ranked.map(({ trialIndex }) => trialIndex),
    plan.defined,
  );
  const { minTrades } = plan.stress.settings;
  const candidates = ranked.map((trial, position) => ({
    trial,
    rank: position + 1,
    isEligible: isEligible(metricOf(trial, 'profit_net'), metricOf(trial, 'total_trades'), minTrades),
    figures: {
      plateau_score: numberOf(plateaus[position]!.plateauScore),
      robustness_score: Number.NaN,
      v1_final_score: Number.NaN,
    },
  }));
  const chosen = selectCandidate(plan.defined.definition.selection, candidates, train.stored.decimals);
  return chosen === null
    ? { trial: best, rank: 1, isByRule: false }
    : { trial: chosen.trial, rank: chosen.rank, isByRule: true };
}

function metricOf({ metrics }: TrialRecord, key: 'profit_net' | 'total_trades'): number {
  return metrics[METRIC_KEYS.indexOf(key)]!;
}

function numberOf(figure: Figure): number {
  return isMissing(figure) ? Number.NaN : figure;
}
