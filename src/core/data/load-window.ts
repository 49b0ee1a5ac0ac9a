import { countBefore, countUpTo } from '../math/time-search.ts';
import { MarketDataError } from '../types/errors.ts';
import { TIMEFRAME_MS, type Timeframe } from '../types/timeframe.ts';
import { placeDetails, placeText, type SeriesPlace, type WarningFacts } from './data-warnings.ts';
import { formatInstant } from './dates.ts';

/** The dates of a run as instants, both inclusive (`data-and-config.md` 11.1). */
export interface RunRange {
  readonly startMs: number;
  readonly endMs: number;
}

/** Loaded bars as positions `from … to - 1` of a cleaned, aligned series. */
export interface LoadWindow {
  readonly from: number;
  readonly to: number;
}

export interface PrimaryWindow extends LoadWindow {
  /** First bar that may trade, counted from `from`. */
  readonly firstTradingBar: number;
  /** Bars of the series before the start of the range, at most as many as the warm-up asks for. */
  readonly barsBeforeStart: number;
}

export interface HigherWindow extends LoadWindow {
  /** Bars of the whole series completed at the decision time of the first trading bar. */
  readonly completedBeforeStart: number;
}

/** `v2`: the warm-up is counted in bars before the first bar of the range (`data-and-config.md` 11.2). */
export function findPrimaryWindow(
  times: Float64Array,
  range: RunRange,
  warmupBars: number,
  place: SeriesPlace,
): PrimaryWindow {
  const start = countBefore(times, range.startMs);
  const to = countUpTo(times, range.endMs);
  if (start >= to) throw emptyRangeError(times, range, place);
  const from = Math.max(0, start - warmupBars);
  return { from, to, firstTradingBar: warmupBars, barsBeforeStart: start - from };
}

/** Throws `DATA_INSUFFICIENT` unless at least one bar is left after the warm-up. */
export function requirePrimaryWarmup(window: PrimaryWindow, warmupBars: number, place: SeriesPlace): void {
  const loaded = window.to - window.from;
  if (loaded > warmupBars) return;
  const message = `${loaded} bars up to the end of the range, but ${warmupBars} warm-up bars and one to trade on need ${warmupBars + 1}`;
  throw new MarketDataError('DATA_INSUFFICIENT', message, {
    where: placeText(place),
    hint: 'choose a later end, provide more history, or lower warmup_bars',
    details: { ...placeDetails(place), needed: warmupBars + 1, have: loaded },
  });
}

/** Warning that the history before the range is too short, so that the warm-up eats into the range. */
export function lateStartWarning(
  times: Float64Array,
  window: PrimaryWindow,
  range: RunRange,
  place: SeriesPlace,
): WarningFacts | null {
  const missing = window.firstTradingBar - window.barsBeforeStart;
  if (missing <= 0) return null;
  const effectiveStart = formatInstant(times[window.from + window.firstTradingBar]);
  return {
    code: 'WARN_TRADING_STARTS_LATE',
    message: `trading starts at ${effectiveStart}, not at ${formatInstant(range.startMs)}: ${window.barsBeforeStart} of ${window.firstTradingBar} warm-up bars lie before the range`,
    count: 1,
    where: placeText(place),
    details: { ...placeDetails(place), effective_start: effectiveStart, needed: window.firstTradingBar },
  };
}

/** `v2`: enough bars for the warm-up, counted back from the first trading decision; at least one. */
export function findHigherWindow(
  times: Float64Array,
  timeframe: Timeframe,
  firstDecisionMs: number,
  endMs: number,
  warmupBars: number,
): HigherWindow {
  const completedBeforeStart = countCompleted(times, timeframe, firstDecisionMs);
  const from = Math.max(0, completedBeforeStart - Math.max(warmupBars, 1));
  const to = Math.max(from, countUpTo(times, endMs));
  return { from, to, completedBeforeStart };
}

/** Throws `DATA_HTF_COVERAGE` if no bar of the timeframe is complete when trading begins. */
export function requireHigherCoverage(
  times: Float64Array,
  window: HigherWindow,
  firstTradingMs: number,
  place: SeriesPlace,
): void {
  if (window.completedBeforeStart > 0) return;
  const firstBar = formatInstant(times[0]);
  const firstTradingBar = formatInstant(firstTradingMs);
  const message = `no bar is complete when trading begins: the first opens at ${firstBar}, the first trading bar at ${firstTradingBar}`;
  throw new MarketDataError('DATA_HTF_COVERAGE', message, {
    where: placeText(place),
    hint: 'provide earlier history of this timeframe or choose a later start_date',
    details: { ...placeDetails(place), first_bar: firstBar, first_trading_bar: firstTradingBar },
  });
}

/** Throws `DATA_INSUFFICIENT_HTF` if fewer bars than the warm-up are loaded; exactly as many are enough. */
export function requireHigherWarmup(window: HigherWindow, warmupBars: number, place: SeriesPlace): void {
  const loaded = window.to - window.from;
  if (loaded >= warmupBars) return;
  throw new MarketDataError(
    'DATA_INSUFFICIENT_HTF',
    `${loaded} bars up to the end of the range, expected at least ${warmupBars}`,
    {
      where: placeText(place),
      hint: 'provide more history of this timeframe or lower warmup_bars',
      details: { ...placeDetails(place), needed: warmupBars, have: loaded },
    },
  );
}

/** Warning that fewer bars than the warm-up are complete when trading begins. */
export function shortHigherWarmupWarning(
  window: HigherWindow,
  warmupBars: number,
  place: SeriesPlace,
): WarningFacts | null {
  if (window.completedBeforeStart >= warmupBars) return null;
  return {
    code: 'WARN_HTF_WARMUP_SHORT',
    message: `${window.completedBeforeStart} bars are complete when trading begins, the warm-up asks for ${warmupBars}`,
    count: 1,
    where: placeText(place),
    details: { ...placeDetails(place), completed_before_start: window.completedBeforeStart, needed: warmupBars },
  };
}

/**
 * `v1_parity`: the common start of all timeframes, the warm-up in calendar time of the longest listed
 * one (`data-and-config.md` 11.3).
 */
export function parityLoadStart(startMs: number, warmupBars: number, timeframes: readonly Timeframe[]): number {
  return startMs - warmupBars * Math.max(...timeframes.map((timeframe) => TIMEFRAME_MS[timeframe]));
}

/** `v1_parity`: everything from the common start on; trading begins exactly at the start of the range. */
export function findParityPrimaryWindow(
  times: Float64Array,
  range: RunRange,
  loadStartMs: number,
  place: SeriesPlace,
): PrimaryWindow {
  const window = findCalendarWindow(times, loadStartMs, range.endMs);
  const start = countBefore(times, range.startMs);
  if (start >= window.to) throw emptyRangeError(times, range, place);
  const barsBeforeStart = start - window.from;
  return { ...window, firstTradingBar: barsBeforeStart, barsBeforeStart };
}

/** All bars with `fromMs <= open time <= toMs`. */
export function findCalendarWindow(times: Float64Array, fromMs: number, toMs: number): LoadWindow {
  const from = countBefore(times, fromMs);
  return { from, to: Math.max(from, countUpTo(times, toMs)) };
}

/** Warning of `v1_parity` that fewer bars than `warmup_bars` precede the range; V1 trades all the same. */
export function shortParityWarmupWarning(
  window: PrimaryWindow,
  warmupBars: number,
  place: SeriesPlace,
): WarningFacts | null {
  if (window.barsBeforeStart >= warmupBars) return null;
  return {
    code: 'WARN_PARITY_SHORT_WARMUP',
    message: `${window.barsBeforeStart} bars are loaded before the first trading bar, the warm-up asks for ${warmupBars}`,
    count: 1,
    where: placeText(place),
    details: { ...placeDetails(place), bars_before_start: window.barsBeforeStart, needed: warmupBars },
  };
}

/** Number of bars that end at or before a decision time: by time, never by index (`strategy.md` 5.1). */
export function countCompleted(times: Float64Array, timeframe: Timeframe, decisionMs: number): number {
  return countUpTo(times, decisionMs - TIMEFRAME_MS[timeframe]);
}

function emptyRangeError(times: Float64Array, range: RunRange, place: SeriesPlace): MarketDataError {
  const requested = { start: formatInstant(range.startMs), end: formatInstant(range.endMs) };
  const available = { start: formatInstant(times[0]), end: formatInstant(times[times.length - 1]) };
  const message = `no bars from ${requested.start} to ${requested.end}; the data reach from ${available.start} to ${available.end}`;
  return new MarketDataError('DATA_RANGE_EMPTY', message, {
    where: placeText(place),
    hint: 'choose dates inside the data',
    details: { ...placeDetails(place), requested, available },
  });
}
