import { METRIC_KEYS } from '../../../src/core/metrics/metric-keys.ts';
import type { SegmentValue } from '../../../src/optimizer/storage/segment-value.ts';
import type { SweepDefinition, SweepStart } from '../../../src/optimizer/storage/sweep-record.ts';
import type { TrialEntry, TrialRecord } from '../../../src/optimizer/storage/trial-record.ts';

export const SWEEP_ID = '0123456789abcdef';
export const START: SweepStart = { workerCount: 2, startedAt: Date.UTC(2024, 0, 5, 10, 15) };

/** A sweep over four days of data. */
export function exampleSweep(changes: Partial<SweepDefinition> = {}): SweepDefinition {
  return {
    sweepId: SWEEP_ID,
    parentId: null,
    part: 'search',
    windowIndex: null,
    name: 'mrz-eurusd-m5',
    strategy: 'mean_reversion_z_score',
    symbol: 'EURUSD',
    timeframe: 'M5',
    startDate: '2021-01-04',
    endDate: '2021-01-07',
    holdoutEnd: null,
    runMode: 'dev',
    rootSeed: 9_007_199_254_740_991,
    seedOrigin: 'default',
    seedPolicy: 'per_trial',
    seeding: 'root',
    generatorId: 'omega-seed-v1',
    objective: 'profit_net / max(max_drawdown_abs, 1)',
    direction: 'maximize',
    objectivesJson: '[]',
    decimals: 6,
    plannedTrials: 100,
    initialBalance: 100_000,
    familyKey: 'mean_reversion_z_score|EURUSD|M5',
    definitionHash: 'd'.repeat(64),
    manifestSha256: 'e'.repeat(64),
    programVersion: '0.1.0',
    sweepFileText: 'sweep_version: 1\nname: "ä €"\n',
    baseConfigJson: '{"symbol":"EURUSD"}',
    days: Int32Array.from([18_631, 18_632, 18_633, 18_634]),
    keepsTrades: true,
    ...changes,
  };
}

/** A complete trial whose figures depend on its index only. */
export function exampleTrial(trialIndex: number, changes: Partial<TrialRecord> = {}): TrialRecord {
  const digits = trialIndex.toString(16).padStart(8, '0');
  return {
    sweepId: SWEEP_ID,
    trialIndex,
    status: 'complete',
    score: 1 / (trialIndex + 1),
    configHash: `c${digits}`.padEnd(64, '0'),
    paramsHash: `a${digits}`.padEnd(64, '0'),
    resultHash: `b${digits}`.padEnd(64, '0'),
    seed: 4_427_903_575_260_153 + trialIndex,
    repeatOf: null,
    errorCategory: null,
    errorCode: null,
    errorMessage: null,
    errorBar: null,
    failedGatesJson: null,
    parametersJson: `{"strategy_parameters.b_b_length":${10 + (trialIndex % 3)},"symbol":"EURUSD"}`,
    changedPathsJson: `{"strategy_parameters":{"b_b_length":${10 + (trialIndex % 3)}}}`,
    dailyMean: 0.001 * trialIndex,
    dailySd: 0.1 / 3,
    metrics: Float64Array.from(METRIC_KEYS, (_, position) => (position + 1) / (trialIndex + 3)),
    durationUs: 120,
    finishedAt: START.startedAt + trialIndex,
    worker: trialIndex % 2,
    completionSeq: trialIndex,
    basisSeq: null,
    ...changes,
  };
}

/** A failed trial: no run, so nothing to measure. */
export function failedTrial(trialIndex: number): TrialRecord {
  return exampleTrial(trialIndex, {
    status: 'failed',
    score: Number.NaN,
    configHash: null,
    resultHash: null,
    errorCategory: 'strategy',
    errorCode: 'STRAT_EXCEPTION',
    errorMessage: 'bar 1203: "ä€"',
    errorBar: 1203,
    dailyMean: Number.NaN,
    dailySd: Number.NaN,
    metrics: new Float64Array(METRIC_KEYS.length).fill(Number.NaN),
  });
}

export function entry(
  trial: TrialRecord,
  daily: Float64Array | null = null,
  trades: Float64Array | null = null,
): TrialEntry {
  return { trial, daily, trades };
}

/** Entries with daily series for the indices from `from` up to before `to`. */
/** Values of a trial on its first segments. */
export function segmentValue(trialIndex: number, segments: number, changes: Partial<SegmentValue> = {}): SegmentValue {
  return {
    trialIndex,
    segments,
    score: trialIndex / 3,
    profitNet: -1 / 7,
    maxDrawdown: 0.1,
    maxDrawdownAbs: 1e-300,
    totalTrades: 5,
    feesTotal: 0,
    ...changes,
  };
}

export function entries(from: number, to: number): TrialEntry[] {
  return Array.from({ length: to - from }, (_, offset) =>
    entry(exampleTrial(from + offset), Float64Array.of(from + offset, -1.5, 0, 1 / 3)),
  );
}
