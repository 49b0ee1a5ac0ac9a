import { METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import type { ErrorDescription } from '../../core/types/errors.ts';
import type { createTrialScorer } from '../ranking/score-trial.ts';
import type { TrialEntry, TrialRecord, TrialStatus } from '../storage/trial-record.ts';
import type { LiveTrial } from './live-trial.ts';
import type { TrialOutcome } from './trial-job.ts';

export type TrialScorer = ReturnType<typeof createTrialScorer>;

const MAX_BAR = 2 ** 31;
const FAILED = { status: 'failed', score: Number.NaN, failedGates: [] } as const;
const NO_METRICS = new Float64Array(METRIC_KEYS.length).fill(Number.NaN);

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/**
 * Turns the outcome of a trial into the record that is kept: the one place where a result enters. Who finished
 * it and when is written into it later.
 */
export function judgeTrial(sweepId: string, trial: LiveTrial, outcome: TrialOutcome, scorer: TrialScorer): TrialEntry {
  const { error } = outcome;
  const judged = error === null ? scorer(outcome.metrics) : FAILED;
  const record = recordOf(sweepId, trial, judged.status, error);
  // A score that is not finite is no score.
  record.score = Number.isFinite(judged.score) ? judged.score : Number.NaN;
  record.failedGatesJson = judged.failedGates.length === 0 ? null : JSON.stringify(judged.failedGates);
  record.configHash = outcome.configHash;
  record.resultHash = outcome.resultHash;
  record.dailyMean = outcome.dailyMean;
  record.dailySd = outcome.dailySd;
  record.metrics = outcome.metrics;
  record.durationUs = Math.round(outcome.durationUs);
  return { trial: record, daily: outcome.daily, trades: outcome.packedTrades };
}

/** Record of a trial that brought nothing back: its worker died on it, or its time ran out. */
export function recordLostTrial(
  sweepId: string,
  trial: LiveTrial,
  status: 'failed' | 'timeout',
  error: ErrorDescription,
): TrialEntry {
  return { trial: recordOf(sweepId, trial, status, error), daily: null, trades: null };
}

/** Record of a trial that a pruner has given up: what it came to on segments is kept apart. */
export function recordPrunedTrial(sweepId: string, trial: LiveTrial, configHash: string | null): TrialEntry {
  const record = recordOf(sweepId, trial, 'pruned', null);
  record.configHash = configHash;
  return { trial: record, daily: null, trades: null };
}

/** Record of a trial that has not run: it keeps a seed that cannot be derived again. */
export function recordWaitingTrial(sweepId: string, trial: LiveTrial): TrialEntry {
  return { trial: recordOf(sweepId, trial, 'cancelled', null), daily: null, trades: null };
}

/** A record without a result. One literal, because objects put together from parts cost many times as much. */
function recordOf(
  sweepId: string,
  { job, point, paramsHash, repeatOf }: LiveTrial,
  status: TrialStatus,
  error: ErrorDescription | null,
): Writable<TrialRecord> {
  return {
    sweepId,
    trialIndex: job.index,
    status,
    score: Number.NaN,
    failedGatesJson: null,
    configHash: null,
    paramsHash,
    resultHash: null,
    seed: job.seed,
    repeatOf,
    errorCategory: error?.category ?? null,
    errorCode: error?.code ?? null,
    errorMessage: error === null ? null : messageOf(error),
    errorBar: error === null ? null : barOf(error),
    parametersJson: point.paramsJson,
    changedPathsJson: point.changesJson,
    dailyMean: Number.NaN,
    dailySd: Number.NaN,
    metrics: NO_METRICS,
    durationUs: null,
    finishedAt: null,
    worker: null,
    completionSeq: null,
    basisSeq: null,
  };
}

function messageOf({ where, message }: ErrorDescription): string {
  return where === null ? message : `${where}: ${message}`;
}

function barOf({ details: { bar } }: ErrorDescription): number | null {
  return typeof bar === 'number' && Number.isInteger(bar) && bar < MAX_BAR ? bar : null;
}
