import type { Bars } from '../types/bars.ts';
import type { EffectiveConfig } from '../types/config.ts';
import { type AlignedSides, alignSides } from './align-sides.ts';
import {
  alignmentLossError,
  alignmentLossWarning,
  countAlignment,
  isLossTooLarge,
  type TimeSpan,
} from './alignment-loss.ts';
import type { SeriesPlace, WarningLog } from './data-warnings.ts';
import type { LoadWindow } from './load-window.ts';
import { type CleanSide, keepMarketHours } from './market-hours.ts';
import { selectBars, selectRows } from './shared-columns.ts';
import type { SideFile } from './side-file.ts';
import { crossedBarsError, crossedBarsWarning, findCrossedBars } from './side-order.ts';

/** Both files of one series after their row checks. */
export interface SideFiles {
  readonly bid: SideFile;
  readonly ask: SideFile;
}

/** Both sides of one series, cleaned and joined: steps 5 and 6 of `data-and-config.md` 10.2. */
export interface PreparedSides {
  readonly place: SeriesPlace;
  readonly files: SideFiles;
  readonly bid: CleanSide;
  readonly ask: CleanSide;
  readonly aligned: AlignedSides;
}

/** Entry of `governance.alignment.by_timeframe` (`data-and-config.md` 17.5). */
export type AlignmentReport = {
  readonly bid_count_before: number;
  readonly ask_count_before: number;
  readonly aligned_count: number;
  readonly discarded_count: number;
  readonly alignment_loss: number;
  readonly crossed_bars: number;
};

/** Which findings on both sides end the load; the others are counted warnings. */
export interface SideRules {
  readonly isLossError: boolean;
  readonly isCrossedError: boolean;
}

/** Aligned positions of a window, and the span of time over which the alignment loss is measured. */
export interface CheckedWindow extends LoadWindow, TimeSpan {}

/** Drops bars outside market hours on each side, then joins the sides. */
export function prepareSides(
  files: SideFiles,
  place: SeriesPlace,
  config: Pick<EffectiveConfig, 'execution_variant' | 'market_hours'>,
): PreparedSides {
  const { execution_variant: variant, market_hours: marketHours } = config;
  const bid = keepMarketHours(files.bid, place.timeframe, variant, marketHours);
  const ask = keepMarketHours(files.ask, place.timeframe, variant, marketHours);
  return { place, files, bid, ask, aligned: alignSides(bid, ask) };
}

/** Alignment loss and side order on the loaded window: step 8 of `data-and-config.md` 10.2. */
export function checkSides(
  sides: PreparedSides,
  window: CheckedWindow,
  rules: SideRules,
  warnings: WarningLog,
): AlignmentReport {
  const { bid, ask, aligned, place, files } = sides;
  const counts = countAlignment(bid, ask, aligned, window);
  if (rules.isLossError && isLossTooLarge(counts)) throw alignmentLossError(counts, bid, ask, window, place);
  if (counts.loss > 0) warnings.add(alignmentLossWarning(counts, place));
  const crossed = findCrossedBars(files.bid.bars, files.ask.bars, aligned, window.from, window.to);
  if (crossed.first !== null) {
    if (rules.isCrossedError) throw crossedBarsError(crossed, crossed.first, place);
    warnings.add(crossedBarsWarning(crossed, crossed.first, place));
  }
  return {
    bid_count_before: counts.bidCount,
    ask_count_before: counts.askCount,
    aligned_count: counts.alignedCount,
    discarded_count: counts.bidCount + counts.askCount - 2 * counts.alignedCount,
    alignment_loss: counts.loss,
    crossed_bars: crossed.count,
  };
}

/** Bars of the window with both sides; views on the file's columns where nothing was dropped. */
export function selectAlignedBars(sides: PreparedSides, window: LoadWindow): Bars {
  const { files, aligned, place } = sides;
  const { from, to } = window;
  return {
    timeframe: place.timeframe,
    openTimes: selectRows(files.bid.openTimes, aligned.bidRows, from, to),
    bid: selectBars(files.bid.bars, aligned.bidRows, from, to),
    ask: selectBars(files.ask.bars, aligned.askRows, from, to),
  };
}
