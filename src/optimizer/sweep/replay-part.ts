import { RuntimeFailure } from '../../core/types/errors.ts';
import type { Executor } from '../executor/executor.ts';
import { judgeTrial, type TrialScorer } from '../executor/trial-judge.ts';
import { countPacked } from '../storage/packed-trades.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { compareTrial } from './compare-trial.ts';
import { rebuildTrial } from './rebuild-trial.ts';
import { type SweepPart, stageOf } from './sweep-part.ts';
import type { ReplayedTrial } from './sweep-report.ts';

/** Trials per chunk of a complete replay. */
const CHUNK_SIZE = 32;
/** Replays have no time limit of their own: what ran once runs again. */
const NO_TIME_LIMIT_MS = 2 ** 31 - 1;
const NO_TRADES = new Float64Array(0);

/** What a replay of the trials of one part came to. */
export interface PartReplay {
  readonly replayed: number;
  /** Pruned and cancelled trials, and those that ended their worker. */
  readonly skipped: number;
  readonly mismatches: readonly ReplayedTrial[];
}

/** Runs the trials of one part again and compares; the way of a trial is the same as in the sweep. */
export class PartReplayer {
  private readonly store: TrialReader;
  private readonly part: SweepPart;
  private readonly scorer: TrialScorer;
  private readonly executor: Executor;

  constructor(store: TrialReader, part: SweepPart, scorer: TrialScorer, executor: Executor) {
    this.store = store;
    this.part = part;
    this.scorer = scorer;
    this.executor = executor;
  }

  /** All trials of the part, as many at a time as the executor takes. */
  async runAll(signal: AbortSignal | undefined): Promise<PartReplay> {
    const mismatches: ReplayedTrial[] = [];
    let replayed = 0;
    let skipped = 0;
    const inFlight = new Set<Promise<void>>();
    for (const trials of this.chunks()) {
      if (signal?.aborted === true) break;
      const replayable = trials.filter(isReplayable);
      skipped += trials.length - replayable.length;
      if (replayable.length === 0) continue;
      const work: Promise<void> = this.run(replayable)
        .then((found) => {
          replayed += found.length;
          mismatches.push(...found.filter((trial) => trial.differences.length > 0));
        })
        .finally(() => inFlight.delete(work));
      inFlight.add(work);
      if (inFlight.size >= 2 * this.executor.width) await Promise.race(inFlight);
    }
    await Promise.all(inFlight);
    return { replayed, skipped, mismatches };
  }

  async run(stored: readonly TrialRecord[]): Promise<readonly ReplayedTrial[]> {
    const live = stored.map((record) => rebuildTrial(record, this.part));
    const end = await this.executor.execute(
      live.map((trial) => trial.job),
      NO_TIME_LIMIT_MS,
    );
    if (end.kind !== 'finished') {
      const reason = end.kind === 'crashed' ? end.message : 'time limit';
      throw new RuntimeFailure('RUNTIME_INTERNAL', `a worker ended while trials were replayed: ${reason}`);
    }
    const { sweepId, days, keepsTrades } = this.part.stored;
    const keepsDaily = days.length > 0;
    return end.outcomes.map((outcome, row): ReplayedTrial => {
      const kept = stored[row]!;
      const fresh = judgeTrial(sweepId, live[row]!, outcome, this.scorer);
      const daily = keepsDaily ? this.store.readDaily(sweepId, kept.trialIndex) : null;
      const trades = keepsTrades ? this.store.readTrades(sweepId, kept.trialIndex) : null;
      const differences = [...compareTrial({ trial: kept, daily, trades }, fresh)];
      if (keepsDaily && daily === null && kept.resultHash !== null) {
        differences.push({ field: 'trial_daily', stored: 'missing', replayed: `${days.length} days` });
      }
      if (keepsTrades && trades === null && kept.resultHash !== null) {
        const found = countPacked(fresh.trades ?? NO_TRADES);
        differences.push({ field: 'trial_trades', stored: 'missing', replayed: `${found} trades` });
      }
      return { stage: stageOf(this.part), trialIndex: kept.trialIndex, status: kept.status, differences };
    });
  }

  private *chunks(): Generator<readonly TrialRecord[]> {
    const { sweepId } = this.part.stored;
    const extent = this.store.trialExtent(sweepId);
    if (extent === null) return;
    for (let from = extent.first; from <= extent.last; from += CHUNK_SIZE) {
      yield this.store.readTrials(sweepId, { from, to: from + CHUNK_SIZE });
    }
  }
}

/** `failed` trials whose worker died and those that ran out of time have no outcome to repeat. */
export function isReplayable(trial: TrialRecord): boolean {
  return trial.status === 'complete' || trial.status === 'infeasible' || (trial.status === 'failed' && !isCrash(trial));
}

function isCrash(trial: TrialRecord): boolean {
  return trial.errorCode === 'RUNTIME_INTERNAL' && trial.durationUs === null;
}
