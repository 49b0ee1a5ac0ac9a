import { windowDataset } from '../../core/data/window-dataset.ts';
import { createDayCalendar } from '../../core/metrics/day-calendar.ts';
import type { EffectiveConfig } from '../../core/types/config.ts';
import { MarketDataError, OmegaError } from '../../core/types/errors.ts';
import { type DayPlacement, placeDays, unionDays } from '../executor/calendar-executor.ts';
import type { SweepSetup } from '../executor/trial-job.ts';
import type { WalkForwardWindow } from '../validation/walk-forward-windows.ts';
import { type MarketSource, onMarket, type SweepMarket } from './sweep-market.ts';

/** The setups of one period, in the order of the markets, and the days that they have together. */
export interface PeriodSetups {
  readonly setups: readonly SweepSetup[];
  readonly days: Int32Array;
  /** Where the days of each market are among them. */
  readonly placements: readonly (DayPlacement | null)[];
}

/** Which period is set up, and what for. */
export interface Period {
  /** Its number; 0 is the whole range. */
  readonly number: number;
  /** Configuration with the dates of the period. */
  readonly base: EffectiveConfig;
  readonly keepsDaily: boolean;
  /** Null for the whole range, whose data are loaded as they are. */
  readonly window: { readonly window: WalkForwardWindow; readonly part: 'train' | 'test' } | null;
}

/** Setups of one period on all markets; a window gets views of the loaded columns. */
export function setUpPeriod(period: Period, markets: readonly SweepMarket[], source: MarketSource): PeriodSetups {
  const { module, support } = source;
  const strategyModule = module === null ? null : { name: module.input.path, text: module.text };
  const setups = markets.map((market): SweepSetup => {
    const baseConfig = onMarket(period.base, market.symbol, market.timeframe);
    return {
      period: period.number,
      dataset: period.window === null ? market.dataset : viewWindow(market, baseConfig, period.window),
      baseConfig,
      symbolSpecs: support.symbolSpecs,
      ...market.market,
      keepsDaily: period.keepsDaily,
      keepsTrades: false,
      strategyModule,
    };
  });
  const calendars = setups.map(
    ({ dataset }) => createDayCalendar(dataset.primary.openTimes, dataset.firstTradingBar).days,
  );
  const days = unionDays(calendars);
  return { setups, days, placements: calendars.map((own) => placeDays(own, days)) };
}

function viewWindow({ dataset }: SweepMarket, config: EffectiveConfig, window: NonNullable<Period['window']>) {
  try {
    return windowDataset(dataset, config);
  } catch (error) {
    if (error instanceof MarketDataError) throw unusableWindow(error, config, window);
    throw error;
  }
}

function unusableWindow(
  error: MarketDataError,
  { start_date: start, end_date: end }: EffectiveConfig,
  { window, part }: NonNullable<Period['window']>,
): OmegaError {
  const name = part === 'train' ? 'training' : 'test';
  return new OmegaError(
    'config',
    'SWEEP_WINDOW',
    `the ${name} window ${window.index}, ${start} to ${end}, cannot be run: ${error.message}`,
    {
      where: 'validation.walk_forward',
      hint: 'choose longer windows, or dates that the data cover',
      details: { ...error.details, window: window.index, part, start_date: start, end_date: end, cause: error.code },
    },
  );
}
