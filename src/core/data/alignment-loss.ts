import { countBefore, countUpTo } from '../math/time-search.ts';
import { MarketDataError } from '../types/errors.ts';
import type { JsonObject } from '../types/json.ts';
import type { AlignedSides } from './align-sides.ts';
import { placeDetails, placeText, type SeriesPlace, type WarningFacts } from './data-warnings.ts';
import { formatInstant } from './dates.ts';
import type { CleanSide } from './market-hours.ts';

/** Largest tolerated share of bars that exist on one side only, in percent. */
const MAX_LOSS_PERCENT = 1;
const ORPHANS_SHOWN = 5;

/** A span of open times, both ends inclusive. */
export interface TimeSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** How many bars a window has on each side and in common (`data-and-config.md` 12.1). */
export interface AlignmentCounts {
  readonly bidCount: number;
  readonly askCount: number;
  readonly alignedCount: number;
  /** Larger share of either side that has no partner; 0 for an empty side. */
  readonly loss: number;
}

/** Counts the bars that open within the span. */
export function countAlignment(bid: CleanSide, ask: CleanSide, aligned: AlignedSides, span: TimeSpan): AlignmentCounts {
  const bidCount = countWithin(bid.times, span);
  const askCount = countWithin(ask.times, span);
  const alignedCount = countWithin(aligned.times, span);
  const loss = Math.max(shareLost(bidCount, alignedCount), shareLost(askCount, alignedCount));
  return { bidCount, askCount, alignedCount, loss };
}

/** Whether the loss passes the limit; in whole numbers, so that exactly 1 % passes. */
export function isLossTooLarge(counts: AlignmentCounts): boolean {
  const { bidCount, askCount, alignedCount } = counts;
  return (
    (bidCount - alignedCount) * 100 > bidCount * MAX_LOSS_PERCENT ||
    (askCount - alignedCount) * 100 > askCount * MAX_LOSS_PERCENT
  );
}

/** The error of a loss above the limit, with the first times that lack a partner. */
export function alignmentLossError(
  counts: AlignmentCounts,
  bid: CleanSide,
  ask: CleanSide,
  span: TimeSpan,
  place: SeriesPlace,
): MarketDataError {
  const percent = (counts.loss * 100).toFixed(2);
  const bidOnly = firstOrphans(bid.times, ask.times, span);
  const askOnly = firstOrphans(ask.times, bid.times, span);
  const message =
    `${percent} % of the bars exist on one side only (limit ${MAX_LOSS_PERCENT} %): ` +
    `${counts.bidCount} bid, ${counts.askCount} ask, ${counts.alignedCount} common; ` +
    `first without partner: bid ${listText(bidOnly)}, ask ${listText(askOnly)}`;
  return new MarketDataError('DATA_ALIGN_LOSS', message, {
    where: placeText(place),
    hint: 'complete the missing side, or choose dates for which both sides are complete',
    details: {
      ...placeDetails(place),
      ...countDetails(counts),
      limit: MAX_LOSS_PERCENT / 100,
      bid_only: bidOnly,
      ask_only: askOnly,
    },
  });
}

/** Warning about a loss that is tolerated. */
export function alignmentLossWarning(counts: AlignmentCounts, place: SeriesPlace): WarningFacts {
  const orphans = counts.bidCount + counts.askCount - 2 * counts.alignedCount;
  return {
    code: 'WARN_ALIGN_LOSS',
    message: `${orphans} bars exist on one side only (${counts.bidCount} bid, ${counts.askCount} ask, ${counts.alignedCount} common)`,
    count: orphans,
    where: placeText(place),
    details: { ...placeDetails(place), ...countDetails(counts) },
  };
}

function countDetails(counts: AlignmentCounts): JsonObject {
  return {
    alignment_loss: counts.loss,
    bid_count: counts.bidCount,
    ask_count: counts.askCount,
    aligned_count: counts.alignedCount,
  };
}

/** Times of `own` inside the window that `other` lacks, the first few as text. */
function firstOrphans(own: Float64Array, other: Float64Array, span: TimeSpan): string[] {
  const orphans: string[] = [];
  let next = countBefore(other, span.fromMs);
  for (let i = countBefore(own, span.fromMs); i < own.length && own[i] <= span.toMs; i++) {
    while (next < other.length && other[next] < own[i]) next++;
    if (next < other.length && other[next] === own[i]) continue;
    orphans.push(formatInstant(own[i]));
    if (orphans.length === ORPHANS_SHOWN) break;
  }
  return orphans;
}

function countWithin(times: Float64Array, span: TimeSpan): number {
  return Math.max(0, countUpTo(times, span.toMs) - countBefore(times, span.fromMs));
}

function shareLost(sideCount: number, alignedCount: number): number {
  return sideCount === 0 ? 0 : (sideCount - alignedCount) / sideCount;
}

function listText(texts: readonly string[]): string {
  return texts.length === 0 ? 'none' : texts.join(', ');
}
