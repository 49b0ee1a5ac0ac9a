import { METRIC_KEYS, type MetricKey } from '../../core/metrics/metric-keys.ts';
import { riskMultiples } from '../../core/metrics/risk-multiples.ts';
import { netResults } from '../../core/metrics/trade-drawdown.ts';
import { RuntimeFailure } from '../../core/types/errors.ts';
import type { JsonObject } from '../../core/types/json.ts';
import { InlineExecutor } from '../executor/inline-executor.ts';
import type { TrialOutcome } from '../executor/trial-job.ts';
import { tradePValues } from '../statistics/trade-p-values.ts';
import type { TrialRecord } from '../storage/trial-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import type { WalkForwardRecord, WalkForwardWindowRecord } from '../storage/walk-forward-record.ts';
import { type JoinedRun, joinMetrics } from '../validation/joined-metrics.ts';
import { rankCorrelation } from '../validation/rank-correlation.ts';
import { type WindowProfit, walkForwardEfficiency } from '../validation/walk-forward-efficiency.ts';
import { testDaysOf, trainDaysOf } from '../validation/walk-forward-windows.ts';
import { chooseInWindow } from './choose-in-window.ts';
import { bestTrials } from './rank-sweep.ts';
import { rebuildTrial } from './rebuild-trial.ts';
import type { WindowParts } from './sweep-part.ts';
import type { SweepPlan } from './sweep-plan.ts';

const NO_TRADES = {
  count: 0,
  entryBar: new Int32Array(0),
  exitBar: new Int32Array(0),
  size: new Float64Array(0),
  result: new Float64Array(0),
  entryFee: new Float64Array(0),
  exitFee: new Float64Array(0),
};

/** What one window came to. */
interface WindowResult {
  readonly record: WalkForwardWindowRecord;
  readonly profit: WindowProfit;
  readonly run: JoinedRun;
}

/**
 * The result of a walk-forward whose windows are complete (`optimizer.md` 13.3). A function of the store and
 * the data alone; the chosen trials are run once more for their trades. A window without a choice trades
 * nothing: its days bring nothing.
 */
export async function summariseWalkForward(store: TrialReader, plan: SweepPlan): Promise<WalkForwardRecord | null> {
  const { walkForward } = plan.defined.definition.validation;
  if (walkForward === null) return null;
  const windows: WindowResult[] = [];
  for (const parts of plan.windows) {
    windows.push(await summariseWindow(store, plan, parts, walkForward.retestTop));
  }
  const { account } = plan.search.base;
  const efficiency = walkForwardEfficiency(windows.map(({ profit }) => profit));
  return {
    mode: walkForward.mode,
    purgeDays: walkForward.purgeDays,
    isContiguous: walkForward.isContiguous,
    isSliced: walkForward.isSliced,
    selectionRule: plan.windowSelection.rule,
    ...efficiency,
    metrics: joinMetrics(
      windows.map(({ run }) => run),
      { initialBalance: account.initial_balance, riskPerTrade: account.risk_per_trade },
    ),
    windows: windows.map(({ record }) => record),
  };
}

async function summariseWindow(
  store: TrialReader,
  plan: SweepPlan,
  parts: WindowParts,
  retestTop: number,
): Promise<WindowResult> {
  const { window, train, test } = parts;
  const choice = chooseInWindow(store, plan, parts);
  const chosen = choice?.trial;
  const tested = chosen === undefined ? null : store.readTrial(test.stored.sweepId, chosen.trialIndex);
  const outcome = tested === null ? null : await runAgain(plan, parts, tested);
  const trades = outcome?.trades ?? NO_TRADES;
  const { account, metrics } = plan.search.base;
  const resamples = (metrics.p_values as JsonObject).n_boot as number;
  const pValues =
    tested === null || outcome === null
      ? { meanR: Number.NaN, netProfit: Number.NaN }
      : tradePValues(riskMultiples(trades, account.risk_per_trade), netResults(trades), tested.seed, resamples);
  const pairs = scorePairs(store, parts, retestTop);
  return {
    record: {
      windowIndex: window.index,
      trainId: train.stored.sweepId,
      testId: test.stored.sweepId,
      trainStart: window.trainStart,
      trainEnd: window.trainEnd,
      testStart: window.testStart,
      testEnd: window.testEnd,
      chosenTrial: chosen?.trialIndex ?? null,
      chosenRank: choice?.rank ?? null,
      isByRule: choice?.isByRule ?? false,
      retested: pairs.length,
      rankCorrelation: rankCorrelation(
        pairs.map(([inTraining]) => inTraining),
        pairs.map(([, inTest]) => inTest),
      ),
      pValueMeanR: pValues.meanR,
      pValueNetProfit: pValues.netProfit,
    },
    profit: {
      trainProfit: metricOf(chosen, 'profit_net'),
      testProfit: metricOf(tested, 'profit_net'),
      trainDays: trainDaysOf(window),
      testDays: testDaysOf(window),
    },
    run: {
      days: test.stored.days,
      results: dailyOf(store, test.stored.sweepId, tested, test.stored.days.length),
      trades,
      openTimes: outcome === null ? new Float64Array(0) : openTimesOf(plan, parts, tested!),
      feesTotal: metricOf(tested, 'fees_total'),
      exposure: metricOf(tested, 'exposure'),
    },
  };
}

/** Scores of the best trials in training and in the test, where both have one. */
function scorePairs(
  store: TrialReader,
  { train, test }: WindowParts,
  retestTop: number,
): readonly (readonly [number, number])[] {
  return bestTrials(store, train.stored, retestTop).flatMap((trained) => {
    const tested = store.readTrial(test.stored.sweepId, trained.trialIndex);
    return tested === null || Number.isNaN(tested.score) ? [] : [[trained.score, tested.score] as const];
  });
}

/** Runs a trial of a test window once more for its trades; null where the run failed. */
async function runAgain(plan: SweepPlan, { test }: WindowParts, tested: TrialRecord): Promise<TrialOutcome | null> {
  if (tested.resultHash === null) return null;
  const { job } = rebuildTrial(tested, test);
  const setup = { ...plan.setups[job.setup]!, keepsTrades: true };
  const end = await new InlineExecutor([setup], plan.strategy).execute([{ ...job, setup: 0 }]);
  const outcome = end.kind === 'finished' ? end.outcomes[0] : undefined;
  if (outcome !== undefined && outcome.resultHash === tested.resultHash) return outcome;
  throw new RuntimeFailure('REPLAY_MISMATCH', `trial ${tested.trialIndex} gave another result when it was run again`, {
    where: test.stored.sweepId,
    hint: 'this is a defect of omega, or the store was altered; "omega replay" says what differs',
    details: { trial_index: tested.trialIndex, stored: tested.resultHash, replayed: outcome?.resultHash ?? null },
  });
}

function openTimesOf(plan: SweepPlan, { test }: WindowParts, tested: TrialRecord): Float64Array {
  return plan.setups[rebuildTrial(tested, test).job.setup]!.dataset.primary.openTimes;
}

function dailyOf(store: TrialReader, sweepId: string, trial: TrialRecord | null, days: number): Float64Array {
  const daily = trial === null ? null : store.readDaily(sweepId, trial.trialIndex);
  return daily ?? new Float64Array(days);
}

/** A metric of a trial; 0 where there is no finished run. */
function metricOf(trial: TrialRecord | null | undefined, key: MetricKey): number {
  if (trial === null || trial === undefined || trial.resultHash === null) return 0;
  return trial.metrics[METRIC_KEYS.indexOf(key)]!;
}
