import { rangeStartMs } from '../../core/data/dates.ts';
import { windowDataset } from '../../core/data/window-dataset.ts';
import { countBefore } from '../../core/math/time-search.ts';
import type { EffectiveConfig } from '../../core/types/config.ts';
import type { Dataset } from '../../core/types/dataset.ts';
import { MarketDataError } from '../../core/types/errors.ts';
import type { SweepDefinition } from '../definition/sweep-definition.ts';
import type { SweepSetup } from '../executor/trial-job.ts';
import { type RobustnessSettings, readRobustnessSettings } from '../robustness/robustness-settings.ts';
import { calendarYears, type DateSpan, shiftBack, shiftMonths } from '../robustness/stress-dates.ts';
import type { SetupList } from './setup-list.ts';
import { loadMarkets, type MarketSource, onMarket, type SweepMarket } from './sweep-market.ts';

/** A window that candidates are run on besides the whole range. */
export interface StressWindow extends DateSpan {
  readonly kind: 'timing_jitter' | 'stability';
  /** From 0 within its kind. */
  readonly index: number;
  /** Calendar days, both ends included; for the weight of a year. */
  readonly days: number;
  /** By market: the position of its setup, or why there is none. */
  readonly places: readonly (number | { readonly problem: string })[];
}

/** What the stress tests of a sweep do. */
export interface PlannedStress {
  readonly settings: RobustnessSettings;
  /** By kind and index. */
  readonly windows: readonly StressWindow[];
}

/**
 * Plans the windows that stress tests run on: the range moved back by months (`metrics.md` 9.4) and its calendar
 * years (9.7). Only the former need data that the search does not read; a window that the data do not cover
 * with their warm-up has no setup.
 */
export async function planStress(
  definition: SweepDefinition,
  markets: readonly SweepMarket[],
  source: MarketSource,
  list: SetupList,
): Promise<PlannedStress> {
  const { inSample } = definition;
  const settings = readRobustnessSettings(inSample);
  const windows: StressWindow[] = [];
  if (settings.mode !== 'full') return { settings, windows };
  const add = (kind: StressWindow['kind'], span: DateSpan & { readonly days: number }, index: number, from: Cutter) => {
    const period = list.freePeriod;
    const places = markets.map((market, position) => {
      const baseConfig = onMarket({ ...inSample, ...configDates(span) }, market.symbol, market.timeframe);
      const cut = from(position, baseConfig);
      if ('problem' in cut) return cut;
      return list.addSetup(createSetup(market, baseConfig, cut, period, source));
    });
    windows.push({ kind, index, ...span, places });
  };
  const range: DateSpan = { startDate: inSample.start_date, endDate: inSample.end_date };
  const months = shiftMonths(range, settings.timing.divisors, settings.timing.minMonths);
  if (months.length > 0) {
    const earlier = await loadEarlier(definition, shiftBack(range, Math.max(...months)).startDate, source);
    months.forEach((count, index) => {
      add('timing_jitter', { ...shiftBack(range, count), days: 0 }, index, earlier);
    });
  }
  if (settings.stability.mode === 'rerun') {
    const cut: Cutter = (position, config) => cutWindow(markets[position].dataset, config);
    calendarYears(range).forEach((year, index) => {
      const { startDate, endDate, days } = year;
      add('stability', { startDate, endDate, days }, index, cut);
    });
  }
  return { settings, windows };
}

/** The data of a market on the dates of a configuration, or why there are none. */
type Cutter = (market: number, config: EffectiveConfig) => Dataset | { readonly problem: string };

/** Loads the range with what lies before it; windows that begin in the warm-up of the data are refused. */
async function loadEarlier(definition: SweepDefinition, startDate: string, source: MarketSource): Promise<Cutter> {
  const inSample = { ...definition.inSample, start_date: startDate };
  try {
    const markets = await loadMarkets({ ...definition, inSample }, source);
    return (position, config) => {
      const cut = cutWindow(markets[position].dataset, config);
      if ('problem' in cut) return cut;
      const before = countBefore(cut.primary.openTimes, rangeStartMs(config.start_date));
      if (before >= config.warmup_bars) return cut;
      return { problem: `${before} bars before ${config.start_date}, the warm-up asks for ${config.warmup_bars}` };
    };
  } catch (error) {
    if (!(error instanceof MarketDataError)) throw error;
    const { message } = error;
    return () => ({ problem: message });
  }
}

function cutWindow(dataset: Dataset, config: EffectiveConfig): ReturnType<Cutter> {
  try {
    return windowDataset(dataset, config);
  } catch (error) {
    if (error instanceof MarketDataError) return { problem: error.message };
    throw error;
  }
}

function createSetup(
  { market }: SweepMarket,
  baseConfig: EffectiveConfig,
  dataset: Dataset,
  period: number,
  { module, support }: MarketSource,
): SweepSetup {
  return {
    period,
    dataset,
    baseConfig,
    symbolSpecs: support.symbolSpecs,
    ...market,
    keepsDaily: false,
    placement: null,
    keepsTrades: false,
    packsTrades: false,
    strategyModule: module === null ? null : { name: module.input.path, text: module.text },
  };
}

function configDates({ startDate, endDate }: DateSpan): Pick<EffectiveConfig, 'start_date' | 'end_date'> {
  return { start_date: startDate, end_date: endDate };
}
