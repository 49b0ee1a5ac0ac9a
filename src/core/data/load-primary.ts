import type { Bars } from '../types/bars.ts';
import { requireCommonTimes } from './align-sides.ts';
import { commonLoadStart, type LoadSettings } from './load-settings.ts';
import {
  findParityPrimaryWindow,
  findPrimaryWindow,
  lateStartWarning,
  type PrimaryWindow,
  requirePrimaryWarmup,
  shortParityWarmupWarning,
} from './load-window.ts';
import { checkSides, type PreparedSides, prepareSides, type SideFiles, selectAlignedBars } from './prepare-sides.ts';
import { applySpreadMultiplier } from './spread-multiplier.ts';
import { reportFiles, reportGaps, type TimeframeReport } from './timeframe-report.ts';

export interface LoadedTimeframe {
  readonly bars: Bars;
  readonly report: TimeframeReport;
}

export interface LoadedPrimary extends LoadedTimeframe {
  /** Index of the first bar that may trade. */
  readonly firstTradingBar: number;
}

/** Steps 5 to 11 of `data-and-config.md` 10.2 for the timeframe the engine steps through. */
export function loadPrimary(files: SideFiles, settings: LoadSettings): LoadedPrimary {
  const { config, range, warnings } = settings;
  const isParity = config.execution_variant === 'v1_parity';
  const sides = prepareSides(files, { symbol: config.symbol, timeframe: config.timeframes.primary }, config);
  requireCommonTimes(sides.aligned, sides.bid, sides.ask, sides.place);
  const window = findWindow(sides, settings);
  const fromMs = isParity ? commonLoadStart(settings) : sides.aligned.times[window.from];
  const rules = { isLossError: true, isCrossedError: !isParity };
  const alignment = checkSides(sides, { ...window, fromMs, toMs: range.endMs }, rules, warnings);
  checkWarmup(sides, window, settings);
  const bars = selectAlignedBars(sides, window);
  const gaps = reportGaps(bars, settings);
  return {
    bars: applySpreadMultiplier(bars, config.costs),
    firstTradingBar: window.firstTradingBar,
    report: { ...reportFiles(sides), alignment, gaps, higher: null },
  };
}

function findWindow(sides: PreparedSides, settings: LoadSettings): PrimaryWindow {
  const { config, range } = settings;
  const { aligned, place } = sides;
  return config.execution_variant === 'v1_parity'
    ? findParityPrimaryWindow(aligned.times, range, commonLoadStart(settings), place)
    : findPrimaryWindow(aligned.times, range, config.warmup_bars, place);
}

function checkWarmup(sides: PreparedSides, window: PrimaryWindow, settings: LoadSettings): void {
  const { config, range, warnings } = settings;
  const { aligned, place } = sides;
  const isParity = config.execution_variant === 'v1_parity';
  if (!isParity) requirePrimaryWarmup(window, config.warmup_bars, place);
  const warning = isParity
    ? shortParityWarmupWarning(window, config.warmup_bars, place)
    : lateStartWarning(aligned.times, window, range, place);
  if (warning !== null) warnings.add(warning);
}
