import { createDayCalendar } from '../../core/metrics/day-calendar.ts';
import { METRIC_KEYS, type MetricKey } from '../../core/metrics/metric-keys.ts';
import { OmegaError } from '../../core/types/errors.ts';
import type { LiveTrial } from '../executor/live-trial.ts';
import type { SweepSetups, TrialOutcome } from '../executor/trial-job.ts';
import type { TrialScorer } from '../executor/trial-judge.ts';
import type { SegmentValue } from '../storage/segment-value.ts';
import { type JoinedRun, joinMetrics } from '../validation/joined-metrics.ts';
import type { PartSegments, SweepPart } from './sweep-part.ts';

/** A finished run of a trial on one segment, in memory of its own. */
export interface SegmentRun {
  readonly metrics: Float64Array;
  readonly joined: JoinedRun;
}

/** Turns runs on segments into the values that a pruner compares. */
export class SegmentRuns {
  private readonly setups: SweepSetups;
  private readonly part: Pick<SweepPart, 'base'>;
  private readonly segments: PartSegments;
  private readonly scorer: TrialScorer;
  private readonly daysOfSetup = new Map<number, Int32Array>();

  constructor(setups: SweepSetups, part: Pick<SweepPart, 'base'>, segments: PartSegments, scorer: TrialScorer) {
    this.setups = setups;
    this.part = part;
    this.segments = segments;
    this.scorer = scorer;
  }

  /** Number of segments. */
  get count(): number {
    return this.segments.dates.length;
  }

  /** The trial as it runs on a segment. */
  trialOn(segment: number, trial: LiveTrial): LiveTrial {
    const { trialIndex, givenSeed, job, point, paramsHash, repeatOf } = trial;
    const setup = this.segments.setupOf(segment, job.changes);
    return { trialIndex, givenSeed, job: { ...job, setup }, point, paramsHash, repeatOf };
  }

  /** What a run on a segment left; null where it failed. */
  keep(trial: LiveTrial, { error, metrics, daily, trades }: TrialOutcome): SegmentRun | null {
    if (error !== null || daily === null || trades === null) return null;
    const { setup } = trial.job;
    return {
      // Both are views of the memory of a whole chunk.
      metrics: metrics.slice(),
      joined: {
        days: this.daysOf(setup),
        results: daily.slice(),
        trades,
        openTimes: this.setups[setup]!.dataset.primary.openTimes,
        feesTotal: metricOf(metrics, 'fees_total'),
        exposure: metricOf(metrics, 'exposure'),
      },
    };
  }

  /**
   * Value of a trial on its first segments: their trades one after the other in time, and their daily results on
   * one account (`optimizer.md` 11). Null where a figure is not finite.
   */
  joinedValue(trial: LiveTrial, runs: ReadonlyMap<number, SegmentRun>): SegmentValue | null {
    const { dates } = this.segments;
    const inTime = [...runs.keys()].sort((a, b) => (dates[a]!.start < dates[b]!.start ? -1 : 1));
    const { account } = this.part.base;
    try {
      const metrics = joinMetrics(
        inTime.map((segment) => runs.get(segment)!.joined),
        {
          initialBalance: changed(trial, 'account.initial_balance') ?? account.initial_balance,
          riskPerTrade: changed(trial, 'account.risk_per_trade') ?? account.risk_per_trade,
        },
      );
      return this.valueOf(trial, runs.size, metrics);
    } catch (error) {
      if (error instanceof OmegaError) return null;
      throw error;
    }
  }

  /** Value of a trial from figures of any kind. */
  valueOf(trial: LiveTrial, segments: number, metrics: Float64Array): SegmentValue {
    const { score } = this.scorer(metrics);
    return {
      trialIndex: trial.job.index,
      segments,
      score: Number.isFinite(score) ? score : Number.NaN,
      profitNet: metricOf(metrics, 'profit_net'),
      maxDrawdown: metricOf(metrics, 'max_drawdown'),
      maxDrawdownAbs: metricOf(metrics, 'max_drawdown_abs'),
      totalTrades: metricOf(metrics, 'total_trades'),
      feesTotal: metricOf(metrics, 'fees_total'),
    };
  }

  private daysOf(setup: number): Int32Array {
    let days = this.daysOfSetup.get(setup);
    if (days === undefined) {
      const { primary, firstTradingBar } = this.setups[setup]!.dataset;
      days = createDayCalendar(primary.openTimes, firstTradingBar).days;
      this.daysOfSetup.set(setup, days);
    }
    return days;
  }
}

function metricOf(metrics: Float64Array, key: MetricKey): number {
  return metrics[METRIC_KEYS.indexOf(key)]!;
}

/** Number that a trial sets in place of the base's. */
function changed(trial: LiveTrial, path: string): number | undefined {
  const value = trial.job.changes.findLast(([name]) => name === path)?.[1];
  return typeof value === 'number' ? value : undefined;
}
