import { METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import type { Executor } from '../executor/executor.ts';
import type { TrialJob, TrialOutcome } from '../executor/trial-job.ts';
import type { SubrunRecord } from '../storage/subrun-record.ts';
import type { PlannedSubrun } from './plan-subruns.ts';
import type { SweepPlan } from './sweep-plan.ts';

/** Largest number of sub-runs that a worker is given at once; they take as long as a trial, or longer. */
const MAX_CHUNK = 8;
const CHUNKS_PER_WORKER = 2;

/** Where sub-runs are executed, and until when. */
export interface SubrunSurroundings {
  readonly plan: SweepPlan;
  readonly executor: Executor;
  readonly isStopped: () => boolean;
}

/** How a run of the pool ended for one sub-run. */
type SubrunEnd = { readonly outcome: TrialOutcome } | { readonly lost: string };

/**
 * Runs sub-runs in the pool of the trials, as many chunks at a time as it takes, and hands over their records
 * as they come; after a stop those that are missing were not run.
 * @param runs with a setup each, those of one period after the other
 */
export async function executeSubruns(
  runs: readonly PlannedSubrun[],
  surroundings: SubrunSurroundings,
  accept: (records: readonly SubrunRecord[]) => void,
): Promise<void> {
  const { plan, executor, isStopped } = surroundings;
  const runChunk = async (chunk: readonly PlannedSubrun[]): Promise<void> => {
    const ends = await executeChunk(chunk, surroundings);
    accept(ends.map((end, row) => recordEnd(chunk[row]!, end)));
  };
  const inFlight = new Set<Promise<void>>();
  for (const chunk of cutChunks(runs, plan, executor.width)) {
    if (isStopped()) break;
    const work: Promise<void> = runChunk(chunk).finally(() => inFlight.delete(work));
    inFlight.add(work);
    if (inFlight.size >= CHUNKS_PER_WORKER * executor.width) await Promise.race(inFlight);
    if (isStopped()) executor.stop();
  }
  await Promise.all(inFlight);
}

/** What was lost with its worker or ran out of time is run one by one, so that only the culprit fails. */
async function executeChunk(
  runs: readonly PlannedSubrun[],
  surroundings: SubrunSurroundings,
): Promise<readonly SubrunEnd[]> {
  const { plan, executor, isStopped } = surroundings;
  const timeLimitMs = plan.defined.definition.budget.trialTimeoutSeconds * 1000;
  const end = await executor.execute(runs.map(toJob), timeLimitMs * runs.length);
  if (end.kind === 'finished') return end.outcomes.map((outcome) => ({ outcome }));
  if (runs.length === 1) {
    return [
      { lost: end.kind === 'timeout' ? `ran longer than ${timeLimitMs / 1000} s` : `ended its worker: ${end.message}` },
    ];
  }
  const ends: SubrunEnd[] = [];
  for (const run of runs) {
    if (isStopped()) break;
    ends.push(...(await executeChunk([run], surroundings)));
  }
  return ends;
}

/** Chunks of sub-runs of one period, in order. */
function* cutChunks(runs: readonly PlannedSubrun[], plan: SweepPlan, workers: number): Generator<PlannedSubrun[]> {
  const size = Math.max(1, Math.min(MAX_CHUNK, Math.ceil(runs.length / (CHUNKS_PER_WORKER * workers))));
  const period = ({ place }: PlannedSubrun) => plan.setups[place as number]!.period;
  let chunk: PlannedSubrun[] = [];
  for (const run of runs) {
    if (chunk.length === size || (chunk.length > 0 && period(chunk[0]!) !== period(run))) {
      yield chunk;
      chunk = [];
    }
    chunk.push(run);
  }
  if (chunk.length > 0) yield chunk;
}

function toJob({ seed, place, changes, pricePaths }: PlannedSubrun, index: number): TrialJob {
  const job = { index, seed, setup: place as number, changes };
  return pricePaths === null ? job : { ...job, pricePaths };
}

function recordEnd(run: PlannedSubrun, end: SubrunEnd): SubrunRecord {
  if ('lost' in end) {
    const errorMessage = `the run ${end.lost}`;
    return { ...withoutResult(run), status: 'failed', errorCode: 'RUNTIME_INTERNAL', errorMessage };
  }
  const { error, configHash, resultHash, metrics, durationUs } = end.outcome;
  return {
    ...withoutResult(run),
    status: error === null ? 'complete' : 'failed',
    errorCode: error?.code ?? null,
    errorMessage: error?.message ?? null,
    configHash,
    resultHash,
    metrics,
    durationUs: Math.round(durationUs),
  };
}

/** Record of a sub-run that the data do not cover. */
export function recordSkipped(run: PlannedSubrun): SubrunRecord {
  const errorMessage = typeof run.place === 'number' ? null : run.place.problem;
  return { ...withoutResult(run), status: 'skipped', errorMessage };
}

function withoutResult({ changes: _changes, pricePaths: _paths, place: _place, ...identity }: PlannedSubrun) {
  return {
    ...identity,
    errorCode: null,
    errorMessage: null,
    configHash: null,
    resultHash: null,
    metrics: new Float64Array(METRIC_KEYS.length).fill(Number.NaN),
    durationUs: null,
  };
}
