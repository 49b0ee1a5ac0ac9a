import { METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import type { EffectiveConfig } from '../../core/types/config.ts';
import { describeError, type ErrorDescription, RuntimeFailure } from '../../core/types/errors.ts';
import type { ChunkEnd, Executor, TrialResults } from '../executor/executor.ts';
import { RulesReader } from '../executor/search-rules.ts';
import { Slice } from '../executor/slice.ts';
import type { TrialChunk } from '../executor/trial-chunk.ts';
import type { TrialJob, TrialOutcome } from '../executor/trial-job.ts';
import { collectRows } from '../executor/trial-rows.ts';
import { NO_WORK } from '../executor/work-times.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { dayOf } from '../validation/date-numbers.ts';
import { sliceRun } from '../validation/slice-run.ts';
import type { WalkForwardWindow } from '../validation/walk-forward-windows.ts';
import type { SweepPlan } from './sweep-plan.ts';

const NO_RESULT = {
  resultHash: null,
  metrics: new Float64Array(METRIC_KEYS.length).fill(Number.NaN),
  dailyMean: Number.NaN,
  dailySd: Number.NaN,
};

/**
 * Runs nothing: the outcome of a trial on a training window is cut out of its run over the whole range, which
 * the search of the sweep has left in the store (`validation.walk_forward.slice`). Its hashes are those of that
 * run.
 */
export class SlicingExecutor implements Executor {
  readonly width = 1;
  private readonly store: TrialReader;
  private readonly plan: Pick<SweepPlan, 'search' | 'setups'>;
  private readonly window: WalkForwardWindow;
  private readonly rules = new RulesReader();
  private isStopped = false;

  constructor(store: TrialReader, plan: Pick<SweepPlan, 'search' | 'setups'>, window: WalkForwardWindow) {
    this.store = store;
    this.plan = plan;
    this.window = window;
  }

  async execute(
    jobs: readonly TrialJob[],
    _timeLimitMs: number,
    sliceMs = Number.POSITIVE_INFINITY,
  ): Promise<ChunkEnd> {
    const slice = await this.begin(sliceMs);
    const outcomes: TrialOutcome[] = [];
    for (const job of jobs) {
      if (slice.isStopped()) break;
      outcomes.push(this.outcomeOf(job));
      if (slice.isOver()) break;
    }
    return { kind: 'finished', outcomes, worker: 0, times: NO_WORK };
  }

  async runTrials(
    chunk: TrialChunk,
    _timeLimitMs: number,
    sliceMs = Number.POSITIVE_INFINITY,
  ): Promise<ChunkEnd<TrialResults>> {
    const slice = await this.begin(sliceMs);
    const rules = this.rules.read(chunk.rules);
    const { batch, trialsUs } = collectRows(chunk, rules, slice, (job) => this.outcomeOf(job));
    return { kind: 'finished', batch, worker: 0, times: { ...NO_WORK, trialsUs } };
  }

  stop(): void {
    this.isStopped = true;
  }

  async close(): Promise<void> {
    this.isStopped = true;
  }

  /** Reading the store does not wait for anything: without this wait no signal would ever be heard. */
  private async begin(sliceMs: number): Promise<Slice> {
    await new Promise(setImmediate);
    return new Slice(sliceMs, () => this.isStopped);
  }

  private outcomeOf(job: TrialJob): TrialOutcome {
    const startedMs = performance.now();
    const { sweepId } = this.plan.search.stored;
    const trial = this.store.readTrial(sweepId, job.index);
    if (trial === null) throw missing(sweepId, job.index, 'the trial');
    const common = { index: job.index, configHash: trial.configHash, daily: null, trades: null, packedTrades: null };
    const ended = trial.resultHash === null ? { ...NO_RESULT, error: errorOf(trial) } : this.slice(job, trial);
    return { ...common, ...ended, durationUs: (performance.now() - startedMs) * 1000 };
  }

  private slice({ setup, changes }: TrialJob, { sweepId, trialIndex, resultHash }: TrialRecord) {
    const { search, setups } = this.plan;
    const results = this.store.readDaily(sweepId, trialIndex);
    const trades = this.store.readTrades(sweepId, trialIndex);
    if (results === null || trades === null) throw missing(sweepId, trialIndex, 'its daily results or trades');
    const { openTimes } = setups[setup]!.dataset.primary;
    const span = { firstDay: dayOf(this.window.trainStart), lastDay: dayOf(this.window.trainEnd) };
    try {
      const sliced = sliceRun({ days: search.stored.days, results, trades, openTimes }, span, {
        initialBalance: accountValue(changes, search.base, 'initial_balance'),
        riskPerTrade: accountValue(changes, search.base, 'risk_per_trade'),
      });
      return { ...sliced, resultHash, error: null };
    } catch (error) {
      return { ...NO_RESULT, error: describeError(error) };
    }
  }
}

/** A number of the account as the trial has it. */
function accountValue(
  changes: TrialJob['changes'],
  { account }: EffectiveConfig,
  key: 'initial_balance' | 'risk_per_trade',
): number {
  const changed = changes.findLast(([path]) => path === `account.${key}`)?.[1];
  return typeof changed === 'number' ? changed : account[key];
}

/** Why the run over the whole range has no result. */
function errorOf({ errorCategory, errorCode, errorMessage, errorBar }: TrialRecord): ErrorDescription {
  return {
    category: errorCategory ?? 'runtime',
    code: errorCode ?? 'RUNTIME_INTERNAL',
    message: errorMessage ?? 'the run over the whole range has no result',
    where: null,
    hint: null,
    details: errorBar === null ? {} : { bar: errorBar },
  };
}

function missing(sweepId: string, trialIndex: number, what: string): RuntimeFailure {
  return new RuntimeFailure('STORE_CORRUPT', `trial ${trialIndex} cannot be sliced: the store does not have ${what}`, {
    where: sweepId,
    hint: 'the store was altered; restore a copy, or run the sweep file with --restart',
    details: { trial_index: trialIndex },
  });
}
