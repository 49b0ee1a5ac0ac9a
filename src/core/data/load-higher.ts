import type { Bars } from '../types/bars.ts';
import { TIMEFRAME_MS, type Timeframe } from '../types/timeframe.ts';
import { requireCommonTimes } from './align-sides.ts';
import type { WarningLog } from './data-warnings.ts';
import { type LabelMatch, matchLabels, mismatchWarning, requireOpenLabels } from './label-check.ts';
import type { LoadedPrimary, LoadedTimeframe } from './load-primary.ts';
import { commonLoadStart, type LoadSettings } from './load-settings.ts';
import {
  countCompleted,
  findCalendarWindow,
  findHigherWindow,
  type HigherWindow,
  requireHigherCoverage,
  requireHigherWarmup,
  shortHigherWarmupWarning,
} from './load-window.ts';
import { checkSides, type PreparedSides, prepareSides, type SideFiles, selectAlignedBars } from './prepare-sides.ts';
import { selectBars, selectRows, undefinedBars } from './shared-columns.ts';
import { applySpreadMultiplier } from './spread-multiplier.ts';
import { type HigherReport, reportFiles, reportGaps } from './timeframe-report.ts';

/**
 * Steps 5 to 12 of `data-and-config.md` 10.2 for a higher timeframe; the primary must be loaded already,
 * because it decides which bars are warm-up.
 */
export function loadHigher(
  files: SideFiles,
  timeframe: Timeframe,
  primary: LoadedPrimary,
  settings: LoadSettings,
): LoadedTimeframe {
  const { config } = settings;
  const sides = prepareSides(files, { symbol: config.symbol, timeframe }, config);
  return config.execution_variant === 'v1_parity'
    ? loadParityHigher(sides, primary, settings)
    : loadCanonicalHigher(sides, primary, settings);
}

function loadCanonicalHigher(sides: PreparedSides, primary: LoadedPrimary, settings: LoadSettings): LoadedTimeframe {
  const { config, range, warnings } = settings;
  const { aligned, place } = sides;
  requireCommonTimes(aligned, sides.bid, sides.ask, place);
  const decisionMs = firstDecisionMs(primary);
  const window = findHigherWindow(aligned.times, place.timeframe, decisionMs, range.endMs, config.warmup_bars);
  const checked = { ...window, fromMs: aligned.times[window.from], toMs: range.endMs };
  const rules = { isLossError: true, isCrossedError: settings.askTimeframes.includes(place.timeframe) };
  const alignment = checkSides(sides, checked, rules, warnings);
  checkWarmup(sides, window, primary, settings);
  const bars = selectAlignedBars(sides, window);
  const gaps = reportGaps(bars, settings);
  const scaled = applySpreadMultiplier(bars, config.costs);
  const higher = reportHigher(window.completedBeforeStart, checkLabels(bars, primary.bars, settings));
  return { bars: scaled, report: { ...reportFiles(sides), alignment, gaps, higher } };
}

function checkWarmup(
  sides: PreparedSides,
  window: HigherWindow,
  primary: LoadedPrimary,
  settings: { readonly config: { readonly warmup_bars: number }; readonly warnings: WarningLog },
): void {
  const { aligned, place } = sides;
  const warmupBars = settings.config.warmup_bars;
  requireHigherCoverage(aligned.times, window, primary.bars.openTimes[primary.firstTradingBar], place);
  requireHigherWarmup(window, warmupBars, place);
  const warning = shortHigherWarmupWarning(window, warmupBars, place);
  if (warning !== null) settings.warnings.add(warning);
}

/**
 * `v1_parity` reads the bid of a higher timeframe on its own: the bars carry the bid's times and an ask
 * side of NaN. The ask file is checked and compared, but what it lacks is a warning at most, because it
 * cannot change the run.
 */
function loadParityHigher(sides: PreparedSides, primary: LoadedPrimary, settings: LoadSettings): LoadedTimeframe {
  const { files, bid, aligned, place } = sides;
  const fromMs = commonLoadStart(settings);
  const toMs = settings.range.endMs;
  const checked = { ...findCalendarWindow(aligned.times, fromMs, toMs), fromMs, toMs };
  const alignment = checkSides(sides, checked, { isLossError: false, isCrossedError: false }, settings.warnings);
  const { from, to } = findCalendarWindow(bid.times, fromMs, toMs);
  const bars: Bars = {
    timeframe: place.timeframe,
    openTimes: selectRows(files.bid.openTimes, bid.rows, from, to),
    bid: selectBars(files.bid.bars, bid.rows, from, to),
    ask: undefinedBars(to - from),
  };
  const gaps = reportGaps(bars, settings);
  const completed = countCompleted(bars.openTimes, place.timeframe, firstDecisionMs(primary));
  const higher = reportHigher(completed, checkLabels(bars, primary.bars, settings));
  return { bars, report: { ...reportFiles(sides), alignment, gaps, higher } };
}

/** Close of the first trading bar. */
function firstDecisionMs(primary: LoadedPrimary): number {
  return primary.bars.openTimes[primary.firstTradingBar] + TIMEFRAME_MS[primary.bars.timeframe];
}

function checkLabels(bars: Bars, primary: Bars, settings: LoadSettings): LabelMatch {
  const place = { symbol: settings.config.symbol, timeframe: bars.timeframe };
  const match = matchLabels(primary, bars, settings.tickSize);
  requireOpenLabels(match, place);
  const warning = mismatchWarning(match, place);
  if (warning !== null) settings.warnings.add(warning);
  return match;
}

function reportHigher(completedBeforeStart: number, match: LabelMatch): HigherReport {
  return {
    completed_before_start: completedBeforeStart,
    open_match: match.openMatch,
    close_match: match.closeMatch,
  };
}
