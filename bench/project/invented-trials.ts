import { METRIC_KEYS } from '../../src/core/metrics/metric-keys.ts';
import type { JsonObject } from '../../src/core/types/json.ts';
import { normal } from '../../src/optimizer/random/draws.ts';
import { stream } from '../../src/optimizer/random/seeds.ts';
import type { IntParameter } from '../../src/optimizer/space/parameter.ts';
import { paramsHash } from '../../src/optimizer/space/params-hash.ts';
import { createSearchSpace, type SearchSpace } from '../../src/optimizer/space/search-space.ts';
import type { SweepDefinition } from '../../src/optimizer/storage/sweep-record.ts';
import type { TrialEntry } from '../../src/optimizer/storage/trial-record.ts';
import type { TrialStore } from '../../src/optimizer/storage/trial-store.ts';

export const INVENTED_SWEEP_ID = 'bec4000000000000';

const PARAMETERS = ['a', 'b', 'c', 'd'] as const;
const LEVELS = 10;
const TRIALS_PER_BATCH = 500;
const BALANCE = 10_000;
const DAY_DEVIATION = 50;
const TRADES = 500;

/** A grid of four parameters with ten levels each. */
export function inventedSpace(): SearchSpace {
  const parameters = PARAMETERS.map(
    (path): IntParameter => ({
      kind: 'int',
      path,
      name: path,
      when: null,
      low: 0,
      high: LEVELS - 1,
      step: 1,
      log: false,
    }),
  );
  return createSearchSpace(parameters, []);
}

/** Fills a store with the trials of a finished sweep whose daily results are noise. */
export function writeInventedTrials(store: TrialStore, trials: number, days: number): void {
  store.createSweep(inventedSweep(trials, days), { workerCount: 1, startedAt: 0 });
  const random = stream(trials, 'invented');
  for (let from = 0; from < trials; from += TRIALS_PER_BATCH) {
    const count = Math.min(TRIALS_PER_BATCH, trials - from);
    const batch = Array.from({ length: count }, (_, offset): TrialEntry => {
      const daily = Float64Array.from({ length: days }, () => DAY_DEVIATION * normal(random));
      return inventedTrial(from + offset, daily);
    });
    store.writeTrials(batch);
  }
  store.finishSweep(INVENTED_SWEEP_ID, { state: 'complete', exitCode: 0, finishedAt: 0 });
}

/** Trades of the best trial. */
export function inventedTrades() {
  const random = stream(TRADES, 'trades');
  const r = Float64Array.from({ length: TRADES }, () => normal(random));
  return { net: r.map((value) => 100 * value), r };
}

function inventedSweep(trials: number, days: number): SweepDefinition {
  const hash = 'd'.repeat(64);
  return {
    sweepId: INVENTED_SWEEP_ID,
    parentId: null,
    part: 'search',
    windowIndex: null,
    name: 'invented',
    strategy: 'invented',
    symbol: 'EURUSD',
    timeframe: 'H1',
    startDate: '2018-01-01',
    endDate: '2023-09-29',
    holdoutEnd: null,
    runMode: 'dev',
    rootSeed: 42,
    seedOrigin: 'default',
    seedPolicy: 'per_trial',
    seeding: 'root',
    generatorId: 'omega-seed-v1',
    objective: 'profit_net',
    direction: 'maximize',
    objectivesJson: '[]',
    decimals: 6,
    plannedTrials: trials,
    initialBalance: BALANCE,
    familyKey: 'invented|EURUSD|H1',
    definitionHash: hash,
    manifestSha256: hash,
    programVersion: 'bench',
    sweepFileText: '',
    baseConfigJson: '{}',
    keepsTrades: false,
    days: Int32Array.from({ length: days }, (_, day) => 17_532 + day),
  };
}

function inventedTrial(trialIndex: number, daily: Float64Array): TrialEntry {
  const params: JsonObject = Object.fromEntries(
    PARAMETERS.map((path, place) => [path, Math.floor(trialIndex / LEVELS ** place) % LEVELS]),
  );
  const text = JSON.stringify(params);
  const hash = trialIndex.toString(16).padStart(64, '0');
  const profit = daily.reduce((sum, value) => sum + value, 0);
  return {
    daily,
    trial: {
      sweepId: INVENTED_SWEEP_ID,
      trialIndex,
      status: 'complete',
      score: profit,
      configHash: hash,
      paramsHash: paramsHash(params),
      resultHash: hash,
      seed: trialIndex,
      repeatOf: null,
      errorCategory: null,
      errorCode: null,
      errorMessage: null,
      errorBar: null,
      failedGatesJson: null,
      parametersJson: text,
      changedPathsJson: text,
      dailyMean: 0,
      dailySd: 1,
      metrics: Float64Array.from(METRIC_KEYS, () => profit),
      durationUs: null,
      finishedAt: null,
      worker: null,
      completionSeq: null,
      basisSeq: null,
    },
  };
}
