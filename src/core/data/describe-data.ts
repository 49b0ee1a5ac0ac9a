import type { PriceSide } from '../types/bars.ts';
import { describeError, type ErrorDescription, MarketDataError } from '../types/errors.ts';
import type { JsonObject } from '../types/json.ts';
import type { Timeframe } from '../types/timeframe.ts';
import { listMarketSeries, type MarketSeries, PRICE_SIDES } from './data-layout.ts';
import { type GapStatistics, measureGaps } from './gap-statistics.ts';
import { joinSides } from './read-sides.ts';
import { readSideFile, type SideFile } from './side-file.ts';
import { findCrossedBars } from './side-order.ts';

/** What is known about one symbol and timeframe below a data root. */
export interface SeriesDescription {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  /** Null where the file is missing or broken. */
  readonly bid: SideDescription | null;
  readonly ask: SideDescription | null;
  /** Facts about both sides together; null unless both could be read. */
  readonly joined: JoinedDescription | null;
  /** Why a side could not be read, bid first. */
  readonly errors: readonly ErrorDescription[];
}

export interface SideDescription {
  /** Bars, after dropping repeated rows. */
  readonly bars: number;
  readonly duplicatesDropped: number;
  readonly firstTimeMs: number;
  readonly lastTimeMs: number;
  readonly sizeBytes: number;
  readonly sha256: string;
  /** Repair record of the file (`data-and-config.md` 12.5). */
  readonly repair: JsonObject | null;
}

/** Bars that both sides have, inside the market hours of `fx_24_5`. */
export interface JoinedDescription {
  readonly bars: number;
  /** Missing bars of the core week (`data-and-config.md` 12.3). */
  readonly gaps: GapStatistics;
  /** Bars whose ask is below the bid at open or close. */
  readonly crossedBars: number;
}

/** Describes every series below a data root; a broken file becomes an entry with its error. */
export async function describeData(root: string, cacheFolder: string | null): Promise<SeriesDescription[]> {
  const descriptions: SeriesDescription[] = [];
  for (const series of listMarketSeries(root)) descriptions.push(await describeSeries(root, series, cacheFolder));
  return descriptions;
}

async function describeSeries(
  root: string,
  series: MarketSeries,
  cacheFolder: string | null,
): Promise<SeriesDescription> {
  const { symbol, timeframe } = series;
  const files: Partial<Record<PriceSide, SideFile>> = {};
  const errors: ErrorDescription[] = [];
  for (const side of PRICE_SIDES) {
    try {
      files[side] = await readSideFile({ root, symbol, timeframe, side, cacheFolder });
    } catch (error) {
      if (!(error instanceof MarketDataError)) throw error;
      errors.push(describeError(error));
    }
  }
  const { bid, ask } = files;
  return {
    symbol,
    timeframe,
    bid: bid === undefined ? null : describeSide(bid),
    ask: ask === undefined ? null : describeSide(ask),
    joined: bid === undefined || ask === undefined ? null : describeJoined(bid, ask, series),
    errors,
  };
}

function describeSide(file: SideFile): SideDescription {
  const bars = file.openTimes.length;
  return {
    bars,
    duplicatesDropped: file.duplicatesDropped,
    firstTimeMs: file.openTimes[0],
    lastTimeMs: file.openTimes[bars - 1],
    sizeBytes: file.sizeBytes,
    sha256: file.sha256,
    repair: file.repair,
  };
}

function describeJoined(bid: SideFile, ask: SideFile, series: MarketSeries): JoinedDescription {
  const { aligned } = joinSides({ bid, ask }, series.symbol, series.timeframe);
  const rules = { marketHours: 'fx_24_5', sessions: null, variant: 'v2' } as const;
  return {
    bars: aligned.times.length,
    gaps: measureGaps(aligned.times, series.timeframe, rules),
    crossedBars: findCrossedBars(bid.bars, ask.bars, aligned, 0, aligned.times.length).count,
  };
}
