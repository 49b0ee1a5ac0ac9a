import type { Bars } from '../types/bars.ts';
import { MarketDataError } from '../types/errors.ts';
import { TIMEFRAME_MS } from '../types/timeframe.ts';
import { placeDetails, placeText, type SeriesPlace, type WarningFacts } from './data-warnings.ts';

const MIN_COMPARABLE_BARS = 20;
const MATCH_LIMIT = 0.5;
const CLOSE_LABEL_LIMIT = 0.8;
/** Prices one tick apart differ by a tick and the rounding of their doubles. */
const TICK_TOLERANCE = 1 + 1e-6;

/**
 * Shares of higher-timeframe bars that agree with the primary bars; null where fewer than 20 can be
 * compared (`data-and-config.md` 13.3).
 */
export interface LabelMatch {
  /** Open equal to the open of the primary bar that opens at the same instant. */
  readonly openMatch: number | null;
  /** Close equal to the close of the primary bar that ends at the label. */
  readonly closeMatch: number | null;
  readonly comparedBars: number;
}

/** Compares bid prices of a higher timeframe with the primary, within one tick. */
export function matchLabels(primary: Bars, higher: Bars, tickSize: number): LabelMatch {
  const tolerance = tickSize * TICK_TOLERANCE;
  const open = countMatches(primary.openTimes, primary.bid.open, higher.openTimes, higher.bid.open, 0, tolerance);
  const primaryMs = TIMEFRAME_MS[primary.timeframe];
  const close = countMatches(
    primary.openTimes,
    primary.bid.close,
    higher.openTimes,
    higher.bid.close,
    primaryMs,
    tolerance,
  );
  return { openMatch: shareOf(open), closeMatch: shareOf(close), comparedBars: open.compared };
}

/** Throws `DATA_HTF_LABEL` if the bars look labelled with their closing times. */
export function requireOpenLabels(match: LabelMatch, place: SeriesPlace): void {
  const { openMatch, closeMatch } = match;
  if (openMatch === null || closeMatch === null) return;
  if (openMatch >= MATCH_LIMIT || closeMatch < CLOSE_LABEL_LIMIT) return;
  const message = `the bars look labelled with closing times: ${percent(openMatch)} of the opens but ${percent(closeMatch)} of the closes agree with the primary bars at the label`;
  throw new MarketDataError('DATA_HTF_LABEL', message, {
    where: placeText(place),
    hint: 'relabel the file with the opening time of each bar',
    details: { ...placeDetails(place), open_match: openMatch, close_match: closeMatch },
  });
}

/** Warning that the higher timeframe agrees with the primary neither by open nor by close. */
export function mismatchWarning(match: LabelMatch, place: SeriesPlace): WarningFacts | null {
  const { openMatch, closeMatch } = match;
  if (openMatch === null || closeMatch === null) return null;
  if (openMatch >= MATCH_LIMIT || closeMatch >= MATCH_LIMIT) return null;
  return {
    code: 'WARN_HTF_MISMATCH',
    message: `only ${percent(openMatch)} of the opens and ${percent(closeMatch)} of the closes agree with the primary bars: different source or aggregation`,
    count: 1,
    where: placeText(place),
    details: { ...placeDetails(place), open_match: openMatch, close_match: closeMatch },
  };
}

interface MatchCount {
  readonly compared: number;
  readonly matched: number;
}

/** Pairs each higher bar with the primary bar that opens `shiftMs` before its label. */
function countMatches(
  primaryTimes: Float64Array,
  primaryPrices: Float64Array,
  higherTimes: Float64Array,
  higherPrices: Float64Array,
  shiftMs: number,
  tolerance: number,
): MatchCount {
  let compared = 0;
  let matched = 0;
  let p = 0;
  for (let h = 0; h < higherTimes.length; h++) {
    const wanted = higherTimes[h] - shiftMs;
    while (p < primaryTimes.length && primaryTimes[p] < wanted) p++;
    if (p === primaryTimes.length) break;
    if (primaryTimes[p] !== wanted) continue;
    compared++;
    if (Math.abs(primaryPrices[p] - higherPrices[h]) <= tolerance) matched++;
  }
  return { compared, matched };
}

function shareOf(count: MatchCount): number | null {
  return count.compared < MIN_COMPARABLE_BARS ? null : count.matched / count.compared;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
