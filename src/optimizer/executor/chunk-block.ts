import { METRIC_KEYS } from '../../core/metrics/metric-keys.ts';
import type { ErrorDescription } from '../../core/types/errors.ts';
import type { TradeResults } from '../../core/types/trade.ts';
import type { PackedTrades } from '../storage/packed-trades.ts';
import type { TrialOutcome } from './trial-job.ts';
import type { WorkTimes } from './work-times.ts';

const METRIC_COUNT = METRIC_KEYS.length;

/**
 * Outcomes of a chunk as columns, a row per trial: trials write into them, and their memory crosses the
 * thread border by transfer instead of being copied object by object.
 */
export class ChunkBlock {
  /** Trials that have run; rows beyond are empty. */
  count = 0;
  /** Sums over the trials that have run, overwritten ones included. */
  simulationUs = 0;
  seriesUs = 0;
  readonly indices: Float64Array;
  readonly durations: Float64Array;
  readonly dailyMeans: Float64Array;
  readonly dailySds: Float64Array;
  /** One row of `METRIC_KEYS` per trial. */
  readonly metrics: Float64Array;
  /** One row of days per trial, filled as far as its market has days; empty where daily results are not kept. */
  readonly daily: Float64Array;
  readonly daysPerTrial: number;
  readonly dayCounts: Int32Array;
  readonly trades: (TradeResults | null)[] = [];
  readonly packedTrades: (PackedTrades | null)[] = [];
  readonly configHashes: (string | null)[] = [];
  readonly resultHashes: (string | null)[] = [];
  readonly errors: (ErrorDescription | null)[] = [];

  /** @param daysPerTrial length of the longest daily series; 0 where they are not kept */
  constructor(trials: number, daysPerTrial: number) {
    this.indices = new Float64Array(trials);
    this.durations = new Float64Array(trials);
    this.dailyMeans = new Float64Array(trials);
    this.dailySds = new Float64Array(trials);
    this.metrics = new Float64Array(trials * METRIC_COUNT);
    this.daily = new Float64Array(trials * daysPerTrial);
    this.daysPerTrial = daysPerTrial;
    this.dayCounts = new Int32Array(trials);
  }

  /** Empties it, so that the next trial overwrites the first row. */
  clear(): void {
    this.count = 0;
    this.dayCounts.fill(0);
    for (const column of [this.trades, this.packedTrades, this.configHashes, this.resultHashes, this.errors]) {
      column.length = 0;
    }
  }

  /** Metrics of a row, to be written. */
  metricsOf(row: number): Float64Array {
    return this.metrics.subarray(row * METRIC_COUNT, (row + 1) * METRIC_COUNT);
  }

  /** Daily results of a row on so many days, to be written. */
  dailyOf(row: number, days: number): Float64Array {
    this.dayCounts[row] = days;
    return this.daily.subarray(row * this.daysPerTrial, row * this.daysPerTrial + days);
  }
}

/** A block as it arrives from another thread: the columns without the methods. */
export type BlockColumns = Pick<
  ChunkBlock,
  | 'count'
  | 'simulationUs'
  | 'seriesUs'
  | 'indices'
  | 'durations'
  | 'dailyMeans'
  | 'dailySds'
  | 'metrics'
  | 'daily'
  | 'daysPerTrial'
  | 'dayCounts'
  | 'trades'
  | 'packedTrades'
  | 'configHashes'
  | 'resultHashes'
  | 'errors'
>;

/** The trials of a block one by one; their series are views of its columns. */
export function readOutcomes(block: BlockColumns): TrialOutcome[] {
  return Array.from({ length: block.count }, (_, row) => readOutcome(block, row));
}

/** One of them. */
export function readOutcome(block: BlockColumns, row: number): TrialOutcome {
  const { metrics, daily, daysPerTrial, dayCounts } = block;
  const error = block.errors[row];
  const firstDay = row * daysPerTrial;
  const hasDaily = error === null && dayCounts[row] > 0;
  return {
    index: block.indices[row],
    configHash: block.configHashes[row],
    resultHash: block.resultHashes[row],
    error,
    metrics: metrics.subarray(row * METRIC_COUNT, (row + 1) * METRIC_COUNT),
    daily: hasDaily ? daily.subarray(firstDay, firstDay + dayCounts[row]) : null,
    trades: block.trades[row],
    packedTrades: block.packedTrades[row],
    dailyMean: block.dailyMeans[row],
    dailySd: block.dailySds[row],
    durationUs: block.durations[row],
  };
}

/** What the trials of a block spent their time on. */
export function workTimesOf({ durations, count, simulationUs, seriesUs }: BlockColumns): WorkTimes {
  const trialsUs = durations.subarray(0, count).reduce((sum, duration) => sum + duration, 0);
  return { trialsUs, simulationUs, seriesUs };
}

/** Buffers to hand over instead of copying. */
export function blockMemory(block: BlockColumns): ArrayBuffer[] {
  const { indices, durations, dailyMeans, dailySds, metrics, daily, dayCounts } = block;
  const packed = block.packedTrades.filter((trades) => trades !== null);
  const columns = [indices, durations, dailyMeans, dailySds, metrics, daily, dayCounts, ...packed];
  return columns.map((column) => column.buffer as ArrayBuffer);
}
