import { buildSessionMinutes, MINUTES_PER_DAY } from '../math/session-minutes.ts';
import type { ExecutionVariant, SessionWindow } from '../types/config.ts';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, TIMEFRAME_MS, type Timeframe } from '../types/timeframe.ts';
import { placeDetails, placeText, type SeriesPlace, type WarningFacts } from './data-warnings.ts';
import { isCoreWeek, type MarketHours, MS_PER_WEEK, timeOfWeek } from './market-hours.ts';

/** Share of missing bars above which a warning is given, in percent. */
const WARN_LOSS_PERCENT = 5;
/** An instant at which every market under `fx_24_5` is closed, from Sunday 00:00 UTC. */
const SATURDAY_NOON_MS = 6 * MS_PER_DAY + 12 * MS_PER_HOUR;

/** Missing bars of one loaded series (`data-and-config.md` 12.3). */
export interface GapStatistics {
  readonly expectedBars: number;
  readonly missingBars: number;
  /** Missing share, 0 where nothing is expected. */
  readonly gapLoss: number;
  /** Most missing bars between two neighbouring bars. */
  readonly longestGapBars: number;
}

/** What decides in which grid times a bar is expected. */
export interface GapRules {
  readonly marketHours: MarketHours;
  readonly sessions: readonly SessionWindow[] | null;
  readonly variant: ExecutionVariant;
}

/** Counts missing bars from the first to the last bar of a series; nothing is filled or removed. */
export function measureGaps(times: Float64Array, timeframe: Timeframe, rules: GapRules): GapStatistics {
  return timeframe === 'H4' || timeframe === 'D1'
    ? measureDistances(times, TIMEFRAME_MS[timeframe], rules.marketHours)
    : measureGrid(times, TIMEFRAME_MS[timeframe], markExpectedSlots(TIMEFRAME_MS[timeframe], rules));
}

/** Warning about a missing share above 5 %, null below. */
export function gapWarning(gaps: GapStatistics, place: SeriesPlace): WarningFacts | null {
  if (gaps.missingBars * 100 <= gaps.expectedBars * WARN_LOSS_PERCENT) return null;
  const percent = (gaps.gapLoss * 100).toFixed(2);
  return {
    code: 'WARN_GAPS',
    message: `${gaps.missingBars} of ${gaps.expectedBars} expected bars are missing (${percent} %), at most ${gaps.longestGapBars} in a row`,
    count: gaps.missingBars,
    where: placeText(place),
    details: {
      ...placeDetails(place),
      expected_bars: gaps.expectedBars,
      missing_bars: gaps.missingBars,
      gap_loss: gaps.gapLoss,
      longest_gap_bars: gaps.longestGapBars,
    },
  };
}

/**
 * Marks the grid slots of a week, counted from Sunday 00:00 UTC, in which a bar is expected: open
 * time in the core week and decision time in a session. Both rules repeat every week.
 */
function markExpectedSlots(timeframeMs: number, rules: GapRules): Uint8Array {
  const isSession = buildSessionMinutes(rules.sessions, rules.variant);
  const isExpected = new Uint8Array(MS_PER_WEEK / timeframeMs);
  const weekStartMs = -timeOfWeek(0);
  for (let slot = 0; slot < isExpected.length; slot++) {
    const openMs = weekStartMs + slot * timeframeMs;
    const decisionMinute = (((slot + 1) * timeframeMs) / MS_PER_MINUTE) % MINUTES_PER_DAY;
    const isOpen = rules.marketHours === 'none' || isCoreWeek(openMs);
    isExpected[slot] = isOpen && (isSession === null || isSession[decisionMinute] === 1) ? 1 : 0;
  }
  return isExpected;
}

function measureGrid(times: Float64Array, timeframeMs: number, isExpected: Uint8Array): GapStatistics {
  if (times.length === 0) return summarise(0, 0, 0);
  const slotCount = isExpected.length;
  let slot = timeOfWeek(times[0]) / timeframeMs;
  let expected = isExpected[slot];
  let missing = 0;
  let longest = 0;
  for (let i = 1; i < times.length; i++) {
    let gap = 0;
    for (let time = times[i - 1] + timeframeMs; time < times[i]; time += timeframeMs) {
      slot = slot + 1 === slotCount ? 0 : slot + 1;
      gap += isExpected[slot];
    }
    slot = slot + 1 === slotCount ? 0 : slot + 1;
    expected += gap + isExpected[slot];
    missing += gap;
    if (gap > longest) longest = gap;
  }
  return summarise(expected, missing, longest);
}

/** H4 and D1 shift with daylight saving, so distances are rounded to whole bars instead of a grid. */
function measureDistances(times: Float64Array, timeframeMs: number, marketHours: MarketHours): GapStatistics {
  let missing = 0;
  let longest = 0;
  for (let i = 1; i < times.length; i++) {
    if (marketHours !== 'none' && spansWeekend(times[i - 1], times[i])) continue;
    const gap = Math.max(0, Math.round((times[i] - times[i - 1]) / timeframeMs) - 1);
    missing += gap;
    if (gap > longest) longest = gap;
  }
  return summarise(times.length + missing, missing, longest);
}

function spansWeekend(earlierMs: number, laterMs: number): boolean {
  const untilSaturdayNoon = (SATURDAY_NOON_MS - timeOfWeek(earlierMs) + MS_PER_WEEK) % MS_PER_WEEK;
  return earlierMs + untilSaturdayNoon < laterMs;
}

function summarise(expectedBars: number, missingBars: number, longestGapBars: number): GapStatistics {
  return { expectedBars, missingBars, gapLoss: expectedBars === 0 ? 0 : missingBars / expectedBars, longestGapBars };
}
