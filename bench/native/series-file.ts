import { writeFileSync } from 'node:fs';
import { resolveExecutionSettings } from '../../src/core/execution/execution-settings.ts';
import { decimalsOf } from '../../src/core/math/rounding.ts';
import { columnId } from '../../src/core/strategy/mean-reversion-z-score/series-needs.ts';
import { strategyEnvironment } from '../../src/core/strategy/strategy-environment.ts';
import type { SideBars } from '../../src/core/types/bars.ts';
import type { PreparedTrial, TrialRunner } from '../project/trial-runner.ts';

const HEADER_LENGTH = 20;
/** Columns of scenario 2, in the order of `market.c`; both directions share z-score, middle and range. */
const SERIES_IDS = [
  columnId('long', 'kalman_z'),
  columnId('long', 'band'),
  columnId('short', 'band'),
  columnId('long', 'mid'),
  columnId('long', 'atr'),
];

/**
 * Writes what the C programs read: settings, days, bars, the indicator columns of scenario 2 and the
 * trials, all as doubles. The trials must share their series.
 */
export function writeSeriesFile(file: string, runner: TrialRunner, trials: readonly PreparedTrial[]): void {
  const { dataset, calendar } = runner.context;
  const { bid, ask, openTimes } = dataset.primary;
  const header = new Float64Array(HEADER_LENGTH);
  header.set([openTimes.length, dataset.firstTradingBar, calendar.days.length, trials.length, ...settingsOf(runner)]);
  const columns = [
    header,
    Float64Array.from(calendar.lastBars),
    ...pricesOf(bid),
    ...pricesOf(ask),
    ...seriesOf(runner, trials[0]),
    Float64Array.from(trials.flatMap(fieldsOf)),
  ];
  writeFileSync(file, Buffer.concat(columns.map(bytesOf)));
}

/** Settings of the run that all trials share, in the order of `market.h`. */
function settingsOf({ setup }: TrialRunner): readonly number[] {
  const { baseConfig, symbolSpec, costSpec } = setup;
  const settings = resolveExecutionSettings(baseConfig, symbolSpec, costSpec);
  const { commission } = settings;
  if (commission.schema !== 'per_lot' || commission.side !== 'both')
    throw new Error('the C programs know fees per lot');
  return [
    settings.contractSize,
    settings.pipSize,
    settings.fixedSlippagePips,
    settings.randomSlippagePips,
    settings.hitBuffer,
    settings.minStopDistance,
    commission.perLot,
    settings.feeMultiplier,
    commission.minFee,
    settings.riskPerTrade,
    settings.volumeMin,
    settings.volumeStep,
    settings.volumeMax,
    baseConfig.account.initial_balance,
    decimalsOf(symbolSpec.tickSize),
  ];
}

function pricesOf({ open, high, low, close }: SideBars): readonly Float64Array[] {
  return [open, high, low, close];
}

/** z-score, lower and upper band, middle and range, as the strategy reads them. */
function seriesOf({ context, setup, strategy }: TrialRunner, { config }: PreparedTrial): readonly Float64Array[] {
  const environment = strategyEnvironment(config, setup.symbolSpec);
  const { indicators } = strategy.requirements(config.strategy_parameters, environment);
  return SERIES_IDS.map((id) => {
    const request = indicators.find((candidate) => candidate.id === id);
    if (request === undefined) throw new Error(`the strategy does not ask for ${id}`);
    return context.series.series(request).values;
  });
}

function fieldsOf({ config, seed }: PreparedTrial): readonly number[] {
  const { z_score_long: zLong, z_score_short: zShort, atr_mult: atrMult } = config.strategy_parameters;
  return [Number(zLong), Number(zShort), Number(atrMult), seed];
}

function bytesOf(column: Float64Array): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}
