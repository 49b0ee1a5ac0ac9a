import { MarketDataError } from '../types/errors.ts';
import type { JsonObject } from '../types/json.ts';
import { placeDetails, placeText, type SeriesPlace } from './data-warnings.ts';
import { formatInstant } from './dates.ts';
import type { CleanSide } from './market-hours.ts';

/** Bars that exist on both sides; `null` rows mean that file row and position are the same. */
export interface AlignedSides {
  /** Common open times, ascending. */
  readonly times: Float64Array;
  readonly bidRows: Int32Array | null;
  readonly askRows: Int32Array | null;
}

/** Inner join of both sides on the open time; nothing is filled. */
export function alignSides(bid: CleanSide, ask: CleanSide): AlignedSides {
  const count = countCommonTimes(bid.times, ask.times);
  const isWholeBid = count === bid.times.length;
  const isWholeAsk = count === ask.times.length;
  if (isWholeBid && isWholeAsk) return { times: bid.times, bidRows: bid.rows, askRows: ask.rows };
  const times = new Float64Array(count);
  const bidRows = new Int32Array(count);
  const askRows = new Int32Array(count);
  let b = 0;
  let a = 0;
  let next = 0;
  while (next < count) {
    const difference = bid.times[b] - ask.times[a];
    if (difference === 0) {
      times[next] = bid.times[b];
      bidRows[next] = bid.rows === null ? b : bid.rows[b];
      askRows[next] = ask.rows === null ? a : ask.rows[a];
      next++;
    }
    if (difference <= 0) b++;
    if (difference >= 0) a++;
  }
  return { times, bidRows: isWholeBid ? bid.rows : bidRows, askRows: isWholeAsk ? ask.rows : askRows };
}

function countCommonTimes(left: Float64Array, right: Float64Array): number {
  let l = 0;
  let r = 0;
  let count = 0;
  while (l < left.length && r < right.length) {
    const difference = left[l] - right[r];
    if (difference === 0) count++;
    if (difference <= 0) l++;
    if (difference >= 0) r++;
  }
  return count;
}

/** Throws `DATA_ALIGN_EMPTY` if the sides share no time at all. */
export function requireCommonTimes(aligned: AlignedSides, bid: CleanSide, ask: CleanSide, place: SeriesPlace): void {
  if (aligned.times.length > 0) return;
  const message = `bid (${rangeText(bid.times)}) and ask (${rangeText(ask.times)}) have no bar time in common`;
  throw new MarketDataError('DATA_ALIGN_EMPTY', message, {
    where: placeText(place),
    hint: 'take both sides from the same source and period; bars outside market hours do not count',
    details: { ...placeDetails(place), bid: rangeDetails(bid.times), ask: rangeDetails(ask.times) },
  });
}

function rangeText(times: Float64Array): string {
  if (times.length === 0) return 'no bars';
  return `${formatInstant(times[0])} to ${formatInstant(times[times.length - 1])}`;
}

function rangeDetails(times: Float64Array): JsonObject {
  if (times.length === 0) return { bars: 0, first: null, last: null };
  return { bars: times.length, first: formatInstant(times[0]), last: formatInstant(times[times.length - 1]) };
}
