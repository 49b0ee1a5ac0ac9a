import { METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import type { TrialJob, TrialOutcome } from '../executor/trial-job.ts';
import { createRuleFinder } from '../robustness/number-rules.ts';
import type { SubrunRecord } from '../storage/subrun-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import type { Candidate } from './candidate.ts';
import { type PlannedSubrun, planSubruns } from './plan-subruns.ts';
import type { SearchSurroundings } from './run-search.ts';
import type { SweepPlan } from './sweep-plan.ts';
import type { ScheduleEnd } from './trial-scheduler.ts';

/** Largest number of sub-runs that a worker is given at once; they take as long as a trial, or longer. */
const MAX_CHUNK = 8;
const CHUNKS_PER_WORKER = 2;
const STAGE = 'stress tests';

/** The sub-runs of all candidates, those that run on the same setups one after the other. */
export function planAllSubruns(candidates: readonly Candidate[], plan: SweepPlan): readonly PlannedSubrun[] {
  const ruleOf = createRuleFinder(plan.strategy.parameterDescriptors);
  const period = ({ place }: PlannedSubrun) => (typeof place === 'number' ? plan.setups[place]!.period : -1);
  return candidates
    .flatMap((candidate) => planSubruns(candidate, plan, ruleOf))
    .map((run, order) => ({ run, order, period: period(run) }))
    .sort((a, b) => a.period - b.period || a.order - b.order)
    .map(({ run }) => run);
}

/** How a run of the pool ended for one sub-run. */
type SubrunEnd = { readonly outcome: TrialOutcome } | { readonly lost: string };

/**
 * Runs the sub-runs that the store does not have, in the pool of the trials. What they are was fixed before, so
 * that neither the number of workers nor an interruption changes anything.
 */
export async function runSubruns(
  candidates: readonly Candidate[],
  { plan, store, executor, meter, isStopped }: SearchSurroundings,
): Promise<ScheduleEnd> {
  const { sweepId } = plan.search.stored;
  const all = planAllSubruns(candidates, plan);
  const open = missingSubruns(store, sweepId, all);
  const waiting = open.filter(({ place }) => typeof place === 'number');
  const skipped = open.filter(({ place }) => typeof place !== 'number');
  store.writeSubruns(sweepId, skipped.map(recordSkipped));
  const progress = meter.listenerOfRuns(STAGE, all.length, all.length - waiting.length);
  const timeLimitMs = plan.defined.definition.budget.trialTimeoutSeconds * 1000;
  let finished = 0;

  const execute = async (runs: readonly PlannedSubrun[]): Promise<readonly SubrunEnd[]> => {
    const end = await executor.execute(runs.map(toJob), timeLimitMs * runs.length);
    if (end.kind === 'finished') return end.outcomes.map((outcome) => ({ outcome }));
    if (runs.length === 1) {
      const lost =
        end.kind === 'timeout' ? `ran longer than ${timeLimitMs / 1000} s` : `ended its worker: ${end.message}`;
      return [{ lost }];
    }
    const ends: SubrunEnd[] = [];
    for (const run of runs) {
      if (isStopped()) break;
      ends.push(...(await execute([run])));
    }
    return ends;
  };
  const runChunk = async (runs: readonly PlannedSubrun[]): Promise<void> => {
    const ends = await execute(runs);
    store.writeSubruns(
      sweepId,
      ends.map((end, row) => recordEnd(runs[row]!, end)),
    );
    finished += ends.length;
    progress(finished);
  };

  progress(0);
  const inFlight = new Set<Promise<void>>();
  for (const chunk of cutChunks(waiting, plan, executor.width)) {
    if (isStopped()) break;
    const work: Promise<void> = runChunk(chunk).finally(() => inFlight.delete(work));
    inFlight.add(work);
    if (inFlight.size >= CHUNKS_PER_WORKER * executor.width) await Promise.race(inFlight);
    if (isStopped()) executor.stop();
  }
  await Promise.all(inFlight);
  meter.endRuns(STAGE, all.length, finished);
  return finished === waiting.length ? 'complete' : 'stopped';
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

/** Sub-runs that the store does not have. */
function missingSubruns(store: TrialReader, sweepId: string, runs: readonly PlannedSubrun[]): readonly PlannedSubrun[] {
  const known = new Set(store.readSubruns(sweepId).map(nameOf));
  return runs.filter((run) => !known.has(nameOf(run)));
}

function nameOf({ trialIndex, kind, subrunIndex }: Pick<SubrunRecord, 'trialIndex' | 'kind' | 'subrunIndex'>): string {
  return `${trialIndex} ${kind} ${subrunIndex}`;
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

function recordSkipped(run: PlannedSubrun): SubrunRecord {
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
