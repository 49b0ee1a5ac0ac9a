import { METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import type { ErrorDescription } from '../../core/types/errors.ts';
import type { TrialOutcome } from '../executor/trial-job.ts';
import type { createTrialScorer } from '../ranking/score-trial.ts';
import type { TrialEntry, TrialRecord, TrialStatus } from '../storage/trial-record.ts';
import type { LiveTrial } from './live-trial.ts';

export type TrialScorer = ReturnType<typeof createTrialScorer>;

/** Facts of one completion; informational. */
export interface Completion {
  readonly worker: number | null;
  readonly finishedAt: number;
  readonly completionSeq: number;
}

const MAX_BAR = 2 ** 31;

/** Turns the outcome of a trial into the record that is kept: the one place where a result enters. */
export function judgeTrial(
  sweepId: string,
  trial: LiveTrial,
  outcome: TrialOutcome,
  scorer: TrialScorer,
  completion: Completion,
): TrialEntry {
  const { error } = outcome;
  const judged = error === null ? scorer(outcome.metrics) : { status: 'failed' as TrialStatus, score: Number.NaN };
  const record: TrialRecord = {
    ...identity(sweepId, trial),
    ...errorColumns(error),
    status: judged.status,
    // A score that is not finite is no score.
    score: Number.isFinite(judged.score) ? judged.score : Number.NaN,
    configHash: outcome.configHash,
    resultHash: outcome.resultHash,
    dailyMean: outcome.dailyMean,
    dailySd: outcome.dailySd,
    metrics: outcome.metrics,
    durationUs: Math.round(outcome.durationUs),
    ...completion,
    basisSeq: null,
  };
  return { trial: record, daily: outcome.daily };
}

/** Record of a trial that brought nothing back: its worker died on it, or its time ran out. */
export function recordLostTrial(
  sweepId: string,
  trial: LiveTrial,
  status: 'failed' | 'timeout',
  error: ErrorDescription,
  completion: Completion,
): TrialEntry {
  return { trial: { ...withoutResult(sweepId, trial, error), status, ...completion }, daily: null };
}

/** Record of a trial that has not run: it keeps a seed that cannot be derived again. */
export function recordWaitingTrial(sweepId: string, trial: LiveTrial): TrialEntry {
  return { trial: withoutResult(sweepId, trial, null), daily: null };
}

function withoutResult(sweepId: string, trial: LiveTrial, error: ErrorDescription | null): TrialRecord {
  return {
    ...identity(sweepId, trial),
    ...errorColumns(error),
    status: 'cancelled',
    score: Number.NaN,
    configHash: null,
    resultHash: null,
    dailyMean: Number.NaN,
    dailySd: Number.NaN,
    metrics: new Float64Array(METRIC_KEYS.length).fill(Number.NaN),
    durationUs: null,
    worker: null,
    finishedAt: null,
    completionSeq: null,
    basisSeq: null,
  };
}

function identity(sweepId: string, { job, point, paramsHash, repeatOf }: LiveTrial) {
  return {
    sweepId,
    trialIndex: job.index,
    paramsHash,
    seed: job.seed,
    repeatOf,
    parametersJson: point.paramsJson,
    changedPathsJson: point.changesJson,
  };
}

function errorColumns(error: ErrorDescription | null) {
  const bar = error?.details.bar;
  return {
    errorCategory: error?.category ?? null,
    errorCode: error?.code ?? null,
    errorMessage: error === null ? null : error.where === null ? error.message : `${error.where}: ${error.message}`,
    errorBar: typeof bar === 'number' && Number.isInteger(bar) && bar < MAX_BAR ? bar : null,
  };
}
