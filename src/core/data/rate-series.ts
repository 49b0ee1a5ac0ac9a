import type { ConversionConfig } from '../types/config.ts';
import type { RateSeries } from '../types/dataset.ts';
import { MarketDataError } from '../types/errors.ts';
import type { Timeframe } from '../types/timeframe.ts';
import { requireCommonTimes } from './align-sides.ts';
import { placeDetails, placeText, type SeriesPlace, type WarningFacts } from './data-warnings.ts';
import { formatInstant } from './dates.ts';
import { commonLoadStart, type LoadSettings } from './load-settings.ts';
import { findCalendarWindow, type LoadWindow } from './load-window.ts';
import { type CheckedWindow, checkSides, type PreparedSides, prepareSides, type SideFiles } from './prepare-sides.ts';
import { allocateColumn, selectRows } from './shared-columns.ts';

/** Which rate series a configuration reads (`data-and-config.md` 10.4). */
export interface RatePlan {
  /** Ascending. */
  readonly pairs: readonly string[];
  readonly timeframe: Timeframe;
  readonly usePrice: ConversionConfig['use_price'];
  /** Whether a pair without a usable series ends the load. */
  readonly isStrict: boolean;
}

/** The rate series to load; no pairs without a time-series source. */
export function planRates(conversion: ConversionConfig | null, primary: Timeframe): RatePlan {
  if (conversion === null || conversion.mode === 'static') {
    return { pairs: [], timeframe: primary, usePrice: 'close', isStrict: true };
  }
  return {
    pairs: [...conversion.pairs].sort(),
    timeframe: conversion.timeframe === 'AUTO' ? primary : conversion.timeframe,
    usePrice: conversion.use_price,
    isStrict: conversion.strict,
  };
}

/**
 * Mid prices of one pair over the rows up to the end of the run. Market hours, alignment and side order
 * hold as for any series; there is no warm-up and no gap check.
 */
export function buildRateSeries(files: SideFiles, pair: string, plan: RatePlan, settings: LoadSettings): RateSeries {
  const { config, warnings } = settings;
  const place: SeriesPlace = { symbol: pair, timeframe: plan.timeframe, role: 'rates' };
  const sides = prepareSides(files, place, config);
  requireCommonTimes(sides.aligned, sides.bid, sides.ask, place);
  const window = findUsedRows(sides, settings);
  if (window.from === window.to) throw noRowsError(window, place);
  checkSides(sides, window, { isLossError: true, isCrossedError: config.execution_variant !== 'v1_parity' }, warnings);
  return {
    pair,
    timeframe: plan.timeframe,
    openTimes: selectRows(files.bid.openTimes, sides.aligned.bidRows, window.from, window.to),
    rates: midPrices(sides, plan.usePrice, window),
  };
}

/** From the common start in `v1_parity`, from the first common row in `v2`, up to the end of the range. */
function findUsedRows(sides: PreparedSides, settings: LoadSettings): CheckedWindow {
  const { times } = sides.aligned;
  const fromMs = settings.config.execution_variant === 'v1_parity' ? commonLoadStart(settings) : times[0];
  const toMs = settings.range.endMs;
  return { ...findCalendarWindow(times, fromMs, toMs), fromMs, toMs };
}

function midPrices(sides: PreparedSides, usePrice: ConversionConfig['use_price'], window: LoadWindow): Float64Array {
  const { files, aligned } = sides;
  const bid = selectRows(files.bid.bars[usePrice], aligned.bidRows, window.from, window.to);
  const ask = selectRows(files.ask.bars[usePrice], aligned.askRows, window.from, window.to);
  const rates = allocateColumn(bid.length);
  for (let i = 0; i < rates.length; i++) rates[i] = 0.5 * (bid[i] + ask[i]);
  return rates;
}

function noRowsError(window: CheckedWindow, place: SeriesPlace): MarketDataError {
  const end = formatInstant(window.toMs);
  return new MarketDataError('DATA_ALIGN_EMPTY', `no common bid and ask bar up to the end of the run (${end})`, {
    where: placeText(place),
    hint: 'provide earlier history of this pair or take it off account.conversion.pairs',
    details: { ...placeDetails(place), end },
  });
}

/** Whether an error only makes the pair unavailable where the conversion is not strict. */
export function isUnavailableRate(code: string): boolean {
  return code === 'DATA_FILE_NOT_FOUND' || code === 'DATA_ALIGN_EMPTY';
}

/** Warning that a listed pair has no usable series. */
export function rateUnavailableWarning(pair: string, reason: string): WarningFacts {
  return {
    code: 'WARN_RATE_UNAVAILABLE',
    message: `no conversion rates: ${reason}`,
    count: 1,
    where: pair,
    details: { pair },
  };
}
