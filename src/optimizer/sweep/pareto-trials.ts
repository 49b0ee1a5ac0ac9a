import { METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import { type ComparatorKey, comparatorKey, compareKeys, isEligible } from '../ranking/comparator.ts';
import { sortIntoFronts } from '../ranking/nondominated-sort.ts';
import type { ParetoObjective } from '../ranking/objective.ts';
import { hypervolume } from '../ranking/pareto.ts';
import { createTrialScorer } from '../ranking/score-trial.ts';
import type { SweepDefinition } from '../storage/sweep-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';

/** An eligible trial of a sweep with several objectives. */
export interface ParetoCandidate {
  readonly trialIndex: number;
  /** Rounded, larger is better. */
  readonly objectives: readonly number[];
  readonly key: ComparatorKey;
}

/** The same with its place. */
export interface ParetoTrial extends ParetoCandidate {
  /** Number of the front, 0 = not dominated. */
  readonly rank: number;
}

/** What ranking reads of a sweep. */
export type RankedSweep = Pick<SweepDefinition, 'sweepId' | 'objective' | 'direction' | 'decimals' | 'objectivesJson'>;

const PROFIT_NET = METRIC_KEYS.indexOf('profit_net');
const MAX_DRAWDOWN = METRIC_KEYS.indexOf('max_drawdown');
const ROWS_PER_STEP = 1000;
/** Slices of a hypervolume that are still computed in a second or so. */
const MAX_SLICES = 1e7;

/** The objectives of a stored sweep; none if it has a single one. */
export function objectivesOf({ objectivesJson }: Pick<SweepDefinition, 'objectivesJson'>): readonly ParetoObjective[] {
  return JSON.parse(objectivesJson) as readonly ParetoObjective[];
}

/** Eligible trials of a stored sweep by Pareto rank, then by the comparator (`optimizer.md` 6.5, 9.3). */
export function rankByPareto(store: TrialReader, sweep: RankedSweep): readonly ParetoTrial[] {
  return rankCandidates([...readParetoCandidates(store, sweep)]);
}

/** The same for any eligible trials of one sweep, for example those of a group. */
export function rankCandidates(candidates: readonly ParetoCandidate[]): readonly ParetoTrial[] {
  return sortIntoFronts(candidates.map(({ objectives }) => objectives)).flatMap((front, rank) =>
    front.map((i): ParetoTrial => ({ ...candidates[i]!, rank })).sort((a, b) => compareKeys(a.key, b.key)),
  );
}

/** Eligible trials of a stored sweep with their objectives, in order of `trialIndex`. */
export function* readParetoCandidates(store: TrialReader, sweep: RankedSweep): Generator<ParetoCandidate> {
  const { objective: expression, direction, decimals } = sweep;
  const scorer = createTrialScorer({ expression, direction, decimals, objectives: objectivesOf(sweep) }, []);
  const extent = store.trialExtent(sweep.sweepId);
  for (let from = extent?.first ?? 0; extent !== null && from <= extent.last; from += ROWS_PER_STEP) {
    for (const trial of store.readTrials(sweep.sweepId, { from, to: from + ROWS_PER_STEP })) {
      if (!isEligible(trial)) continue;
      const { trialIndex, score, configHash, metrics } = trial;
      const figures = { profitNet: metrics[PROFIT_NET]!, maxDrawdown: metrics[MAX_DRAWDOWN]! };
      const key = comparatorKey({ trialIndex, score, configHash, ...figures }, decimals);
      yield { trialIndex, key, objectives: scorer(metrics).objectives };
    }
  }
}

/** What a front comes to. */
export interface ParetoSummary {
  /** Number of trials that no other dominates. */
  readonly front: number;
  /** As in the sweep file, not turned round. */
  readonly reference: readonly number[];
  /** Volume between the front and the reference; NaN where the front is too large to compute it. */
  readonly hypervolume: number;
}

/** Size and hypervolume of the first front; null without an eligible trial. */
export function summarisePareto(
  trials: readonly ParetoTrial[],
  objectives: readonly ParetoObjective[],
): ParetoSummary | null {
  if (trials.length === 0) return null;
  const front = trials.filter(({ rank }) => rank === 0).map((trial) => trial.objectives);
  const signs = objectives.map(({ direction }) => (direction === 'minimize' ? -1 : 1));
  const corner = objectives.map(({ reference }, k) =>
    reference === null
      ? trials.reduce((worst, trial) => Math.min(worst, trial.objectives[k]!), Number.POSITIVE_INFINITY)
      : signs[k]! * reference,
  );
  const slices = front.length ** (objectives.length - 1);
  return {
    front: front.length,
    reference: corner.map((value, k) => signs[k]! * value + 0),
    hypervolume: slices > MAX_SLICES ? Number.NaN : hypervolume(front, corner),
  };
}

/** The same for a stored sweep; null also with a single objective. */
export function readPareto(store: TrialReader, sweep: RankedSweep): ParetoSummary | null {
  const objectives = objectivesOf(sweep);
  return objectives.length === 0 ? null : summarisePareto(rankByPareto(store, sweep), objectives);
}
