import { RuntimeFailure } from '../../core/types/errors.ts';
import type { Executor } from '../executor/executor.ts';
import type { TrialScorer } from '../executor/trial-judge.ts';
import { RecordedPruner } from '../pruners/recorded-pruner.ts';
import { PointCoordinates } from '../space/point-coordinates.ts';
import { createMemoryStore } from '../storage/memory-store.ts';
import type { SegmentValue } from '../storage/segment-value.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { BatchBarrier } from './batch-barrier.ts';
import { compareValues } from './compare-screening.ts';
import { createSweepSampler } from './create-sweep-sampler.ts';
import { FailureLimit } from './failure-limit.ts';
import { createTrialMaker } from './propose-trial.ts';
import { createScreening } from './run-search.ts';
import { byTrial, ScreenedQueue } from './screened-queue.ts';
import { type SweepPart, stageOf } from './sweep-part.ts';
import type { SweepPlan } from './sweep-plan.ts';
import type { ReplayDifference, ReplayedTrial } from './sweep-report.ts';
import type { QueuedTrial } from './trial-queue.ts';

/** Runs per chunk. */
const CHUNK_SIZE = 32;
/** Replays have no time limit of their own: what ran once runs again. */
const NO_TIME_LIMIT_MS = 2 ** 31 - 1;

/** What a replay of the decisions of a pruner came to. */
export interface PruningReplay {
  /** Trials that were given up again, on the same values. */
  readonly pruned: number;
  readonly mismatches: readonly ReplayedTrial[];
}

interface Surroundings {
  readonly store: TrialReader;
  readonly plan: SweepPlan;
  readonly scorer: TrialScorer;
  readonly executor: Executor;
}

/**
 * Tries the trials of a part on segments again and lets the pruner decide again, as if the store had nothing: the
 * values and decisions of every stored trial must be the stored ones. Trials that survive are not run here. Of a
 * pruner whose decisions depend on the order of completion only the values are repeated. Nothing without one.
 */
export async function replayPruning(
  part: SweepPart,
  surroundings: Surroundings,
  signal: AbortSignal | undefined,
): Promise<PruningReplay> {
  const { store, plan, scorer } = surroundings;
  const sampler = createSweepSampler(plan.defined, part);
  const screening = createScreening(part, plan, scorer, sampler.isAdaptive);
  if (screening === null) return { pruned: 0, mismatches: [] };
  const { sweepId } = part.stored;
  const stored = byTrial(store.readSegmentValues(sweepId));
  const { isRepeatable } = screening.pruner;
  const recorded = new RecordedPruner(screening.pruner, (trialIndex) => ({
    segments: (stored.get(trialIndex) ?? []).map(({ segments }) => segments),
    isPruned: store.readTrial(sweepId, trialIndex)?.status === 'pruned',
  }));
  const barrier = new BatchBarrier(sampler, scorer);
  const queue = new ScreenedQueue(
    {
      sweepId,
      sampler,
      store: createMemoryStore(),
      barrier,
      failures: new FailureLimit(1),
      toLiveTrial: createTrialMaker(part, store),
      points: new PointCoordinates(plan.defined.space),
      seriesPlaces: [],
    },
    isRepeatable ? screening : { ...screening, pruner: recorded },
  );
  const replay = new PruningReplayer(part, surroundings, queue, barrier, stored);
  await replay.run(signal);
  const { pruned, mismatches } = replay.result();
  return { pruned: isRepeatable ? pruned : 0, mismatches };
}

/** Drives the queue of a search over the segments, and compares what comes out with the store. */
class PruningReplayer {
  private readonly part: SweepPart;
  private readonly surroundings: Surroundings;
  private readonly queue: ScreenedQueue;
  private readonly barrier: BatchBarrier;
  private readonly stored: ReadonlyMap<number, readonly SegmentValue[]>;
  private readonly values = new Map<number, SegmentValue[]>();
  private readonly mismatches: ReplayedTrial[] = [];
  private pruned = 0;

  constructor(
    part: SweepPart,
    surroundings: Surroundings,
    queue: ScreenedQueue,
    barrier: BatchBarrier,
    stored: ReadonlyMap<number, readonly SegmentValue[]>,
  ) {
    this.part = part;
    this.surroundings = surroundings;
    this.queue = queue;
    this.barrier = barrier;
    this.stored = stored;
  }

  async run(signal: AbortSignal | undefined): Promise<void> {
    const { width } = this.surroundings.executor;
    const inFlight = new Set<Promise<void>>();
    while (signal?.aborted !== true) {
      while (inFlight.size < 2 * width) {
        const taken = this.queue.take(CHUNK_SIZE);
        if (taken.length === 0) break;
        this.settle(taken.filter(({ segment }) => segment === null));
        const tried = taken.filter(({ segment }) => segment !== null);
        if (tried.length === 0) continue;
        const work: Promise<void> = this.runChunk(tried).finally(() => inFlight.delete(work));
        inFlight.add(work);
      }
      if (this.settle([])) continue;
      if (inFlight.size === 0) break;
      await Promise.race(inFlight);
    }
    await Promise.all(inFlight);
  }

  result(): PruningReplay {
    const mismatches = this.mismatches.sort((a, b) => a.trialIndex - b.trialIndex);
    return { pruned: this.pruned, mismatches };
  }

  /** What ends its worker is run alone, and left to the run over the whole range if it does so again. */
  private async runChunk(chunk: readonly QueuedTrial[]): Promise<void> {
    const jobs = chunk.map(({ trial }) => trial.job);
    const end = await this.surroundings.executor.execute(jobs, NO_TIME_LIMIT_MS);
    if (end.kind === 'finished') {
      end.outcomes.forEach((outcome, row) => {
        this.queue.accept(chunk[row]!, outcome);
      });
      if (end.outcomes.length === chunk.length) return;
      throw new RuntimeFailure('RUNTIME_INTERNAL', 'a worker left trials out while they were replayed');
    }
    if (chunk.length === 1) this.queue.accept(chunk[0]!, null);
    else for (const queued of chunk) await this.runChunk([queued]);
  }

  /** Takes over values, then trials that have survived and pruned ones; true if there were any of the latter. */
  private settle(kept: readonly QueuedTrial[]): boolean {
    const { values, pruned } = this.queue.takeScreened();
    for (const value of values) {
      const known = this.values.get(value.trialIndex);
      if (known === undefined) this.values.set(value.trialIndex, [value]);
      else known.push(value);
    }
    for (const { trial } of kept) this.decide(trial.job.index, null);
    for (const { trial, configHash } of pruned) this.decide(trial.job.index, { configHash });
    return pruned.length > 0;
  }

  /** Compares a decision with the store, and lets the sampler go on with what the store says. */
  private decide(trialIndex: number, given: { readonly configHash: string | null } | null): void {
    const { store } = this.surroundings;
    const trial = store.readTrial(this.part.stored.sweepId, trialIndex);
    // What is missing is found where the search is repeated; what has not ended has nothing to compare.
    if (trial === null || trial.status === 'cancelled') return;
    this.barrier.deliver(trial);
    const isPruned = trial.status === 'pruned';
    const differences: ReplayDifference[] = [];
    if (isPruned !== (given !== null)) {
      const replayed = given === null ? 'not pruned' : 'pruned';
      differences.push({ field: 'status', stored: trial.status, replayed });
    } else if (given !== null) {
      this.pruned++;
      if (given.configHash !== trial.configHash) {
        const [stored, replayed] = [String(trial.configHash), String(given.configHash)];
        differences.push({ field: 'config_hash', stored, replayed });
      }
    }
    differences.push(...compareValues(this.stored.get(trialIndex) ?? [], this.values.get(trialIndex) ?? []));
    this.values.delete(trialIndex);
    if (differences.length === 0) return;
    this.mismatches.push({ stage: stageOf(this.part), trialIndex, status: trial.status, differences });
  }
}
