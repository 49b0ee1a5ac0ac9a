import type { Bars, PriceSide } from '../types/bars.ts';
import type { JsonObject } from '../types/json.ts';
import type { Timeframe } from '../types/timeframe.ts';
import { gapWarning, measureGaps } from './gap-statistics.ts';
import type { LoadSettings } from './load-settings.ts';
import type { AlignmentReport, PreparedSides } from './prepare-sides.ts';

/** Entry of `governance.gaps.by_timeframe`. */
export type GapReport = {
  readonly expected_bars: number;
  readonly missing_bars: number;
  readonly gap_loss: number;
  readonly longest_gap_bars: number;
};

/** Entry of `governance.htf`, as far as the load knows it. */
export type HigherReport = {
  readonly completed_before_start: number;
  /** Null where too few bars could be compared. */
  readonly open_match: number | null;
  readonly close_match: number | null;
};

/** Facts about one loaded timeframe for `meta.dataset.governance` (`data-and-config.md` 17.5). */
export interface TimeframeReport {
  readonly timeframe: Timeframe;
  readonly alignment: AlignmentReport;
  readonly gaps: GapReport;
  /** Per side. */
  readonly cleanup: JsonObject;
  /** Repair record of the files, null without one. */
  readonly repair: JsonObject | null;
  /** Null for the primary timeframe. */
  readonly higher: HigherReport | null;
}

/** Counts missing bars of a loaded series, with a warning where there are many. */
export function reportGaps(bars: Bars, settings: LoadSettings): GapReport {
  const { symbol, market_hours: marketHours, sessions, execution_variant: variant } = settings.config;
  const gaps = measureGaps(bars.openTimes, bars.timeframe, { marketHours, sessions, variant });
  const warning = gapWarning(gaps, { symbol, timeframe: bars.timeframe });
  if (warning !== null) settings.warnings.add(warning);
  return {
    expected_bars: gaps.expectedBars,
    missing_bars: gaps.missingBars,
    gap_loss: gaps.gapLoss,
    longest_gap_bars: gaps.longestGapBars,
  };
}

/** What clean-up and repair did to the files of a timeframe. */
export function reportFiles(sides: PreparedSides): Pick<TimeframeReport, 'timeframe' | 'cleanup' | 'repair'> {
  const { bid, ask } = sides.files;
  return {
    timeframe: sides.place.timeframe,
    cleanup: { bid: reportCleanup(sides, 'bid'), ask: reportCleanup(sides, 'ask') },
    repair: bid.repair ?? ask.repair,
  };
}

function reportCleanup(sides: PreparedSides, side: PriceSide): JsonObject {
  return {
    duplicates_dropped: sides.files[side].duplicatesDropped,
    out_of_hours_dropped: sides[side].outOfHoursDropped,
    flat_daily_dropped: sides[side].flatDailyDropped,
    timestamp_unit: sides.files[side].timestampUnit,
  };
}

/**
 * The part of `meta.dataset.governance` that a load knows. What depends on the run — warnings, news
 * counts, `bars_without_value` — is added by the run.
 */
export function buildGovernance(reports: readonly TimeframeReport[]): JsonObject {
  const repaired = reports.filter((report) => report.repair !== null);
  return {
    alignment: {
      loss_max: Math.max(...reports.map((report) => report.alignment.alignment_loss)),
      by_timeframe: byTimeframe(reports, (report) => report.alignment),
    },
    gaps: {
      loss_max: Math.max(...reports.map((report) => report.gaps.gap_loss)),
      by_timeframe: byTimeframe(reports, (report) => report.gaps),
    },
    cleanup: { by_timeframe: byTimeframe(reports, (report) => report.cleanup) },
    ...(repaired.length === 0 ? {} : { repair: byTimeframe(repaired, (report) => report.repair) }),
    htf: byTimeframe(
      reports.filter((report) => report.higher !== null),
      (report) => report.higher,
    ),
  };
}

function byTimeframe(
  reports: readonly TimeframeReport[],
  pick: (report: TimeframeReport) => JsonObject | null,
): JsonObject {
  return Object.fromEntries(reports.map((report) => [report.timeframe, pick(report)]));
}
