import type { SideBars } from '../types/bars.ts';
import { allocateBars, BAR_COLUMNS, PRICE_COLUMNS, trimBars, trimColumn } from './bar-columns.ts';
import { allocateColumn } from './shared-columns.ts';
import type { SideTable } from './side-table.ts';

/** What happens to a crossed bar: its ask is raised to the bid, or it is removed on both sides. */
export type CrossedPolicy = 'mend' | 'drop';

export interface RepairCounts {
  /** Bars that exist on both sides; a bar without a partner cannot be crossed and is copied. */
  readonly bars: number;
  /** Bars whose ask is below the bid at open or close. */
  readonly crossedBars: number;
  /** Ask fields raised by `mend`; high and low are raised too, without making a bar crossed. */
  readonly fieldsChanged: number;
  readonly barsDropped: number;
}

export interface RepairedSides {
  readonly bid: SideTable;
  readonly ask: SideTable;
  readonly counts: RepairCounts;
}

/** Repairs crossed quotes (`data-and-config.md` 12.5); the source columns stay as they are. */
export function repairSides(bid: SideTable, ask: SideTable, policy: CrossedPolicy): RepairedSides {
  const pairs = joinRows(bid.openTimes, ask.openTimes);
  const crossed = pairs.filter(([bidRow, askRow]) => isCrossed(bid.bars, bidRow, ask.bars, askRow));
  const counts = { bars: pairs.length, crossedBars: crossed.length, fieldsChanged: 0, barsDropped: 0 };
  if (policy === 'drop') {
    const bidRows = new Set(crossed.map(([bidRow]) => bidRow));
    const askRows = new Set(crossed.map(([, askRow]) => askRow));
    return {
      bid: copyRows(bid, bidRows),
      ask: copyRows(ask, askRows),
      counts: { ...counts, barsDropped: crossed.length },
    };
  }
  const mended = copyRows(ask, new Set());
  const fieldsChanged = raiseToBid(mended.bars, bid.bars, pairs);
  return { bid: copyRows(bid, new Set()), ask: mended, counts: { ...counts, fieldsChanged } };
}

/** Rows of equal time as pairs of (bid row, ask row). */
function joinRows(bidTimes: Float64Array, askTimes: Float64Array): [number, number][] {
  const pairs: [number, number][] = [];
  let bidRow = 0;
  let askRow = 0;
  while (bidRow < bidTimes.length && askRow < askTimes.length) {
    const distance = bidTimes[bidRow] - askTimes[askRow];
    if (distance === 0) pairs.push([bidRow, askRow]);
    if (distance <= 0) bidRow += 1;
    if (distance >= 0) askRow += 1;
  }
  return pairs;
}

/** High and low are deliberately not compared (`data-and-config.md` 12.2). */
function isCrossed(bid: SideBars, bidRow: number, ask: SideBars, askRow: number): boolean {
  return ask.open[askRow] < bid.open[bidRow] || ask.close[askRow] < bid.close[bidRow];
}

/** The larger of two ordered bars, field by field, is ordered again. */
function raiseToBid(ask: SideBars, bid: SideBars, pairs: readonly [number, number][]): number {
  let changed = 0;
  for (const column of PRICE_COLUMNS) {
    for (const [bidRow, askRow] of pairs) {
      if (ask[column][askRow] >= bid[column][bidRow]) continue;
      ask[column][askRow] = bid[column][bidRow];
      changed += 1;
    }
  }
  return changed;
}

function copyRows(source: SideTable, skipped: ReadonlySet<number>): SideTable {
  const times = allocateColumn(source.openTimes.length);
  const bars = allocateBars(source.openTimes.length);
  let next = 0;
  for (let row = 0; row < source.openTimes.length; row += 1) {
    if (skipped.has(row)) continue;
    times[next] = source.openTimes[row];
    for (const column of BAR_COLUMNS) bars[column][next] = source.bars[column][row];
    next += 1;
  }
  return { openTimes: trimColumn(times, next), bars: trimBars(bars, next) };
}
