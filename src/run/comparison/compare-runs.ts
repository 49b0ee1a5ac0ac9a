import { CONTRACT_METRIC_KEYS, type ContractMetricKey } from '../../core/metrics/metric-keys.ts';
import type { MetricValue } from '../../core/metrics/metrics-object.ts';
import { type ConfigDifference, compareConfigs } from './compare-configs.ts';
import { compareEquity, type EquityComparison } from './compare-equity.ts';
import { compareTrades, type TradeComparison } from './compare-trades.ts';
import type { ComparedRun } from './compared-run.ts';

/** A metric of all runs. */
export interface MetricRow {
  readonly key: ContractMetricKey;
  /** One value a run. */
  readonly values: readonly MetricValue[];
  /** Whether all values are the same. */
  readonly isEqual: boolean;
}

/** What makes figures of runs hard to set side by side, although each is right. */
export const CIRCUMSTANCES = ['symbol', 'timeframe', 'period', 'currency', 'data', 'version'] as const;

export type Circumstance = (typeof CIRCUMSTANCES)[number];

/** A circumstance that is not the same for all runs. */
export interface CircumstanceDifference {
  readonly circumstance: Circumstance;
  /** One value a run. */
  readonly values: readonly string[];
}

/** One run set against the first. */
export interface PairComparison {
  /** Place of the run among those that are compared; the first is 0. */
  readonly other: number;
  /** Whether hashes are the same. */
  readonly hashes: {
    readonly configuration: boolean;
    readonly data: boolean;
    readonly result: boolean;
    readonly artifacts: boolean;
  };
  /** No key that can change a result differs. */
  readonly isSameConfiguration: boolean;
  /** Metrics, trades and equity are the same, rounded as in the artifacts and unrounded. */
  readonly isSameResult: boolean;
  readonly differingMetrics: readonly ContractMetricKey[];
  readonly trades: TradeComparison;
  readonly equity: EquityComparison;
}

/** Runs side by side. */
export interface RunComparison {
  readonly circumstances: readonly CircumstanceDifference[];
  readonly configuration: readonly ConfigDifference[];
  readonly metrics: readonly MetricRow[];
  /** Every run after the first, set against the first. */
  readonly pairs: readonly PairComparison[];
}

/** Sets runs side by side; everything that has two sides is compared with the first run. */
export function compareRuns(runs: readonly ComparedRun[]): RunComparison {
  const [first, ...others] = runs;
  return {
    circumstances: CIRCUMSTANCES.map((circumstance) => ({
      circumstance,
      values: runs.map((run) => circumstanceOf(run, circumstance)),
    })).filter(({ values }) => !areEqual(values)),
    configuration: compareConfigs(runs.map(({ config }) => config)),
    metrics: CONTRACT_METRIC_KEYS.map((key) => {
      const values = runs.map(({ metrics }) => metrics[key]);
      return { key, values, isEqual: areEqual(values) };
    }),
    pairs: others.map((run, place) => comparePair(first, run, place + 1)),
  };
}

function comparePair(first: ComparedRun, run: ComparedRun, other: number): PairComparison {
  const hashes = {
    configuration: first.configHash === run.configHash,
    data: first.manifestSha256 === run.manifestSha256,
    result: first.resultHash === run.resultHash,
    artifacts: first.artifactHash === run.artifactHash,
  };
  const differingMetrics = CONTRACT_METRIC_KEYS.filter((key) => first.metrics[key] !== run.metrics[key]);
  const trades = compareTrades(first.trades, run.trades);
  const equity = compareEquity(first.equity, run.equity);
  // The hashes are what files say of themselves: a file that was changed by hand differs without them.
  const isSameInFiles =
    differingMetrics.length === 0 &&
    trades.divergence === null &&
    trades.metaDivergence === null &&
    equity.firstDifference === null &&
    equity.otherBars === 0;
  return {
    other,
    hashes,
    isSameConfiguration: compareConfigs([first.config, run.config]).length === 0,
    isSameResult: hashes.result && hashes.artifacts && isSameInFiles,
    differingMetrics,
    trades,
    equity,
  };
}

function circumstanceOf(run: ComparedRun, circumstance: Circumstance): string {
  switch (circumstance) {
    case 'symbol':
      return run.symbol;
    case 'timeframe':
      return run.timeframe;
    case 'period':
      return `${run.startDate} to ${run.endDate}`;
    case 'currency':
      return run.currency;
    case 'data':
      return run.manifestSha256;
    case 'version':
      return run.engineVersion;
  }
}

function areEqual(values: readonly unknown[]): boolean {
  return values.every((value) => value === values[0]);
}
