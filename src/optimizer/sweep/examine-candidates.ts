import { METRIC_KEYS, type MetricKey } from '../../core/metrics/metric-keys.ts';
import { netResults } from '../../core/metrics/trade-drawdown.ts';
import { RuntimeFailure } from '../../core/types/errors.ts';
import { type SimulatedRun, simulateRun } from '../../run/simulate-run.ts';
import {
  type CandidateEvidence,
  type CandidateScores,
  isEligible,
  scoreCandidate,
} from '../robustness/candidate-scores.ts';
import type { StressFigures } from '../robustness/deterioration.ts';
import { finalScore } from '../robustness/final-score.ts';
import type { RobustnessSettings } from '../robustness/robustness-settings.ts';
import type { YearResult } from '../robustness/stability.ts';
import { calendarYears } from '../robustness/stress-dates.ts';
import { type Figure, isMissing, notAvailable } from '../statistics/figure.ts';
import { tradeSample } from '../statistics/store-statistics.ts';
import { CANDIDATE_KEYS, type CandidateKey, type CandidateRecord } from '../storage/candidate-record.ts';
import { SUBRUN_KINDS, type SubrunKind, type SubrunRecord } from '../storage/subrun-record.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { type Candidate, stressFiguresOf } from './candidate.ts';
import { readPlateaus } from './candidate-plateaus.ts';
import type { SweepPlan } from './sweep-plan.ts';

/** A candidate with its figures, and why some of them are missing. */
export interface ExaminedCandidate {
  readonly record: CandidateRecord;
  readonly figures: Readonly<Record<CandidateKey, Figure>>;
}

const SWITCHED_OFF = notAvailable('stress tests are switched off');

/**
 * Stress scores and plateau of the candidates, best first: a function of the store and the data alone. Each
 * candidate is run once more for its trades.
 */
export function examineCandidates(
  candidates: readonly Candidate[],
  store: TrialReader,
  plan: SweepPlan,
): readonly ExaminedCandidate[] {
  const { settings } = plan.stress;
  const { sweepId } = plan.search.stored;
  const subruns = store.readSubruns(sweepId);
  const indices = candidates.map(({ trial }) => trial.trialIndex);
  const plateaus = readPlateaus(store, sweepId, indices, plan.defined);
  return candidates.map((candidate, position): ExaminedCandidate => {
    const { trialIndex } = candidate.trial;
    const own = subruns.filter((run) => run.trialIndex === trialIndex);
    const scores =
      settings.mode === 'off'
        ? noScores(candidate, settings)
        : scoreCandidate(gatherEvidence(candidate, own, plan), settings);
    const plateau = plateaus[position]!;
    const figures = {
      ...scores.figures,
      plateau_score: plateau.plateauScore,
      plateau_ratio: plateau.ratio,
      v1_final_score: settings.mode === 'off' ? SWITCHED_OFF : finalScore(candidate.trial.metrics, scores.figures),
    };
    const numbers = CANDIDATE_KEYS.map((key) => [key, numberOf(figures[key])] as const);
    return {
      figures,
      record: {
        rank: position + 1,
        trialIndex,
        isEligible: scores.isEligible,
        components: scores.components,
        failedRuns: scores.failedRuns,
        skippedRuns: scores.skippedRuns,
        examinedTargets: scores.examinedTargets,
        plateauNeighbours: plateau.neighbours,
        figures: Object.fromEntries(numbers) as Record<CandidateKey, number>,
      },
    };
  });
}

/** Without stress tests only the plateau of a candidate is looked at. */
function noScores({ trial }: Candidate, { minTrades }: RobustnessSettings): CandidateScores {
  return {
    figures: Object.fromEntries(CANDIDATE_KEYS.map((key) => [key, SWITCHED_OFF])) as Record<CandidateKey, Figure>,
    isEligible: isEligible(stressFiguresOf(trial.metrics).profit, metricOf(trial, 'total_trades'), minTrades),
    components: 0,
    failedRuns: 0,
    skippedRuns: 0,
    examinedTargets: 0,
  };
}

function gatherEvidence(candidate: Candidate, subruns: readonly SubrunRecord[], plan: SweepPlan): CandidateEvidence {
  const { trial, effective, market } = candidate;
  const run = runBaseAgain(candidate, plan);
  return {
    trialSeed: trial.seed,
    base: stressFiguresOf(trial.metrics),
    totalTrades: metricOf(trial, 'total_trades'),
    sample: tradeSample(run.result.trades, effective.account.risk_per_trade),
    trades: run.result.trades,
    bars: plan.markets[market]!.dataset.primary,
    ulcerIndex: metricOf(trial, 'ulcer_index_run'),
    runs: byKind((kind) => subruns.filter((sub) => sub.kind === kind && sub.status !== 'skipped').map(outcomeOf)),
    skipped: byKind((kind) => subruns.filter((sub) => sub.kind === kind && sub.status === 'skipped').length),
    years: yearsOf(candidate, run, subruns, plan),
  };
}

/** The candidate on the whole range once more: the store keeps no trades. */
function runBaseAgain({ trial, effective, market }: Candidate, plan: SweepPlan): SimulatedRun {
  const run = simulateRun(plan.strategy, effective, plan.markets[market]!, trial.seed);
  if (run.resultHash === trial.resultHash) return run;
  throw new RuntimeFailure('REPLAY_MISMATCH', `trial ${trial.trialIndex} gave another result when it was run again`, {
    where: trial.sweepId,
    hint: 'this is a defect of omega, or the store was altered; "omega replay" says what differs',
    details: { trial_index: trial.trialIndex, stored: trial.resultHash, replayed: run.resultHash },
  });
}

/** Profit per calendar year: of runs of their own, or cut out of the base run where that was asked for. */
function yearsOf(
  { effective }: Candidate,
  run: SimulatedRun,
  subruns: readonly SubrunRecord[],
  { stress: { settings, windows } }: SweepPlan,
): readonly YearResult[] {
  if (settings.mode === 'off') return [];
  if (settings.stability.mode === 'slice') {
    const { trades } = run.result;
    const net = netResults(trades);
    const { openTimes } = run.context.dataset.primary;
    const yearOfTrade = Array.from(net, (_, trade) => new Date(openTimes[trades.exitBar[trade]!]!).getUTCFullYear());
    return calendarYears({ startDate: effective.start_date, endDate: effective.end_date }).map(({ year, days }) => ({
      days,
      profit: net.reduce((sum, value, trade) => (yearOfTrade[trade] === year ? sum + value : sum), 0),
    }));
  }
  const days = new Map(windows.filter(({ kind }) => kind === 'stability').map((window) => [window.index, window.days]));
  return subruns
    .filter(({ kind, status }) => kind === 'stability' && status !== 'skipped')
    .map((sub) => {
      const outcome = outcomeOf(sub);
      return { days: days.get(sub.subrunIndex)!, profit: outcome === 'failed' ? outcome : outcome.profit };
    });
}

function metricOf({ metrics }: TrialRecord, key: MetricKey): number {
  return metrics[METRIC_KEYS.indexOf(key)]!;
}

function outcomeOf({ status, metrics }: SubrunRecord): StressFigures | 'failed' {
  return status === 'failed' ? 'failed' : stressFiguresOf(metrics);
}

function byKind<T>(pick: (kind: SubrunKind) => T): Readonly<Record<SubrunKind, T>> {
  return Object.fromEntries(SUBRUN_KINDS.map((kind) => [kind, pick(kind)])) as Record<SubrunKind, T>;
}

function numberOf(figure: Figure): number {
  return isMissing(figure) ? Number.NaN : figure;
}
