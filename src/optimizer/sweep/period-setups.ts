import { windowDataset } from '../../core/data/window-dataset.ts';
import { createDayCalendar } from '../../core/metrics/day-calendar.ts';
import type { EffectiveConfig } from '../../core/types/config.ts';
import { type ConfigError, MarketDataError } from '../../core/types/errors.ts';
import type { JsonObject } from '../../core/types/json.ts';
import type { SourcePath } from '../definition/source-node.ts';
import type { SweepSource } from '../definition/sweep-source.ts';
import { windowError } from '../definition/window-error.ts';
import { placeDays, unionDays } from '../executor/day-placement.ts';
import type { SweepSetup } from '../executor/trial-job.ts';
import { type MarketSource, onMarket, type SweepMarket } from './sweep-market.ts';

/** The setups of one period, in the order of the markets, and the days that they have together. */
export interface PeriodSetups {
  readonly setups: readonly SweepSetup[];
  readonly days: Int32Array;
}

/** Which period is set up, and what for. */
export interface Period {
  /** Its number; 0 is the whole range. */
  readonly number: number;
  /** Configuration with the dates of the period. */
  readonly base: EffectiveConfig;
  readonly keepsDaily: boolean;
  /** Default: not kept. */
  readonly keepsTrades?: boolean;
  /** Default: not stored. */
  readonly packsTrades?: boolean;
  /** Null for the whole range, whose data are loaded as they are. */
  readonly cut: PeriodCut | null;
}

/** A period that is a view of the loaded data. */
export interface PeriodCut {
  /** For messages: `the training window 3`. */
  readonly name: string;
  /** The sweep file, and the key in it that asks for the period. */
  readonly file: SweepSource;
  readonly path: SourcePath;
  /** Machine-readable facts of its errors. */
  readonly details: JsonObject;
}

/** Setups of one period on all markets; a window gets views of the loaded columns. */
export function setUpPeriod(period: Period, markets: readonly SweepMarket[], source: MarketSource): PeriodSetups {
  const { module, support } = source;
  const strategyModule = module === null ? null : { name: module.input.path, text: module.text };
  const setups = markets.map((market) => {
    const baseConfig = onMarket(period.base, market.symbol, market.timeframe);
    return {
      period: period.number,
      dataset: period.cut === null ? market.dataset : viewWindow(market, baseConfig, period.cut),
      baseConfig,
      symbolSpecs: support.symbolSpecs,
      ...market.market,
      keepsDaily: period.keepsDaily,
      keepsTrades: period.keepsTrades ?? false,
      packsTrades: period.packsTrades ?? false,
      strategyModule,
    };
  });
  const calendars = setups.map(
    ({ dataset }) => createDayCalendar(dataset.primary.openTimes, dataset.firstTradingBar).days,
  );
  const days = unionDays(calendars);
  const placed = setups.map(
    (setup, place): SweepSetup => ({ ...setup, placement: placeDays(calendars[place]!, days) }),
  );
  return { setups: placed, days };
}

function viewWindow({ dataset }: SweepMarket, config: EffectiveConfig, cut: PeriodCut) {
  try {
    return windowDataset(dataset, config);
  } catch (error) {
    if (error instanceof MarketDataError) throw unusablePeriod(error, config, cut);
    throw error;
  }
}

function unusablePeriod(
  error: MarketDataError,
  { start_date: start, end_date: end }: EffectiveConfig,
  { name, file, path, details }: PeriodCut,
): ConfigError {
  return windowError(file, {
    path,
    message: `${name}, ${start} to ${end}, cannot be run: ${error.message}`,
    hint: 'choose longer windows, or dates that the data cover',
    details: { ...error.details, ...details, start_date: start, end_date: end, cause: error.code },
  });
}
