import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { JsonObject } from '../../src/core/types/json.ts';
import type { Timeframe } from '../../src/core/types/timeframe.ts';

/** Bars that a sweep trades on. */
export interface Market {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  readonly startDate: string;
  readonly endDate: string;
}

export const GBPUSD_M1: Market = {
  symbol: 'GBPUSD',
  timeframe: 'M1',
  startDate: '2012-01-04',
  endDate: '2012-12-28',
};
export const GBPUSD_M5: Market = { ...GBPUSD_M1, timeframe: 'M5' };
export const EURUSD_H1: Market = {
  symbol: 'EURUSD',
  timeframe: 'H1',
  startDate: '2007-06-01',
  endDate: '2016-12-30',
};

const DECIMALS = 9;

/** Values of the searched parameters, the slowest first; `z` is the distance from zero at which both sides enter. */
export interface BandGrid {
  readonly windows: readonly number[];
  readonly bandLengths: readonly number[];
  readonly bandFactors: readonly number[];
  readonly z: ParameterRange;
  readonly stops: ParameterRange;
}

export interface ParameterRange {
  readonly low: number;
  readonly step: number;
  readonly count: number;
}

/** 4 x 5 x 5 x 10 x 10 = 10,000 trials that enter at `lowestZ` and beyond. */
export function tenThousandTrials(lowestZ: number, zStep: number): BandGrid {
  return {
    windows: [100, 150, 200, 300],
    bandLengths: [20, 30, 40, 60, 80],
    bandFactors: [2, 2.4, 2.8, 3.2, 3.6],
    z: { low: lowestZ, step: zStep, count: 10 },
    stops: { low: 2, step: 1, count: 10 },
  };
}

/** The grids over real bars that several sections measure. */
export const GBPUSD_M1_GRID: BandGrid = tenThousandTrials(4, 0.1);
export const GBPUSD_M5_GRID: BandGrid = tenThousandTrials(1.8, 0.1);
export const EURUSD_H1_GRID: BandGrid = tenThousandTrials(3, 0.1);

/** A sweep over scenario 2 of the mean-reversion strategy: z-score and band, with stop and target. */
export function gridSweep(name: string, market: Market, grid: BandGrid): JsonObject {
  const document = sweepDocument(name, market, {
    'strategy_parameters.window_length': [...grid.windows],
    'strategy_parameters.b_b_length': [...grid.bandLengths],
    'strategy_parameters.std_factor': [...grid.bandFactors],
    ...mirroredThresholds(stepsOf(grid.z)),
    'strategy_parameters.atr_mult': stepsOf(grid.stops),
  });
  return { ...document, sampler: { name: 'grid' } };
}

/** A random part of a grid, for quick runs. */
export function sampled(document: JsonObject, trials: number): JsonObject {
  return { ...document, sampler: { name: 'grid', order: 'shuffled' }, budget: { trials } };
}

/**
 * Trials on GBPUSD M1 that share one set of series and have any number of trades from a handful to
 * thousands, with near and far stops.
 */
export function gridOverTrades(name: string): JsonObject {
  return gridSweep(name, GBPUSD_M1, {
    windows: [150],
    bandLengths: [40],
    bandFactors: [2.4],
    z: { low: 1, step: 0.04, count: 251 },
    stops: { low: 2, step: 1, count: 8 },
  });
}

/** The same strategy with every parameter drawn from a continuous range: no two trials share a series. */
export function randomSweep(name: string, market: Market, trials: number): JsonObject {
  const float = (low: number, high: number): JsonObject => ({ type: 'float', low, high });
  return {
    ...sweepDocument(name, market, {
      'strategy_parameters.window_length': { type: 'int', low: 50, high: 400 },
      'strategy_parameters.b_b_length': { type: 'int', low: 10, high: 200 },
      'strategy_parameters.atr_length': { type: 'int', low: 5, high: 100 },
      'strategy_parameters.std_factor': float(1.5, 4),
      'strategy_parameters.kalman_r': float(0.2, 2),
      'strategy_parameters.kalman_q': float(0.01, 0.2),
      ...mirroredThresholds(float(1.8, 2.8)),
      'strategy_parameters.atr_mult': float(2, 11),
    }),
    sampler: { name: 'random' },
    budget: { trials },
  };
}

/** What a trader leaves to a search: six ranges around the usual values of the same strategy. */
export function searchedSweep(name: string, market: Market): JsonObject {
  const float = (low: number, high: number): JsonObject => ({ type: 'float', low, high });
  return {
    ...sweepDocument(name, market, {
      'strategy_parameters.window_length': { type: 'int', low: 40, high: 300, step: 5 },
      'strategy_parameters.b_b_length': { type: 'int', low: 10, high: 80, step: 2 },
      'strategy_parameters.std_factor': float(1.2, 3.6),
      'strategy_parameters.tp_min_distance': float(0.0002, 0.004),
      ...mirroredThresholds(float(1.2, 3.5)),
      'strategy_parameters.atr_mult': float(0.8, 6),
    }),
    sampler: { name: 'random' },
    budget: { trials: 1 },
  };
}

/** Writes a sweep file into a project; JSON is YAML. Returns its path relative to the project. */
export function writeSweepFile(project: string, document: JsonObject): string {
  const file = `${String(document.name)}.yaml`;
  writeFileSync(path.join(project, file), JSON.stringify(document, null, 2));
  return file;
}

function sweepDocument(name: string, market: Market, space: JsonObject): JsonObject {
  return {
    sweep_version: 1,
    name,
    base_config: {
      schema_version: '2',
      strategy_name: 'mean_reversion_z_score',
      symbol: market.symbol,
      start_date: market.startDate,
      end_date: market.endDate,
      run_mode: 'dev',
      data_mode: 'candle',
      timeframes: { primary: market.timeframe },
      account: { account_currency: 'USD', initial_balance: 100_000, risk_per_trade: 250 },
      strategy_parameters: {
        enabled_scenarios: [2],
        htf_tf: 'NONE',
        extra_htf_tf: 'NONE',
        kalman_r: 1,
        kalman_q: 0.05,
      },
    },
    space,
    objective: 'profit_over_drawdown',
  };
}

function stepsOf({ low, step, count }: ParameterRange): JsonObject {
  // Without the noise of the sum, which the sweep file would be refused for.
  return { type: 'float', low, high: Number((low + (count - 1) * step).toFixed(DECIMALS)), step };
}

function mirroredThresholds(range: JsonObject): JsonObject {
  return {
    'strategy_parameters.z_score_short': { ...range, as: 'z' },
    'strategy_parameters.z_score_long': { expr: '0 - z' },
  };
}
