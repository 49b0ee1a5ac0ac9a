import type { Bars, SideBars } from '../types/bars.ts';
import { EXIT_REASON } from '../types/trade.ts';
import type { ExecutionSettings } from './execution-settings.ts';
import {
  exitBase,
  isTargetTouched,
  nextTouchedBar,
  type PositionLevels,
  STOP_LOSS_EXIT,
  TAKE_PROFIT_EXIT,
} from './exit-rules.ts';
import { stopLossRule, takeProfitRule } from './fill-rules.ts';
import type { MarketRanges } from './market-ranges.ts';

/** A market position, filled at the close of its entry bar. */
export interface EnteredPosition extends PositionLevels {
  readonly entryBar: number;
}

/** What decides an exit apart from the position and the bars. */
export type ExitPolicy = Pick<
  ExecutionSettings,
  'hitBuffer' | 'stopLossGapAtWorseOfOpen' | 'takeProfitGapAtBetterOfOpen'
>;

/** A row has eight numbers: one cache line. */
const ROW_BITS = 3;
/** Rows at most, as a power of two: 4 MB. */
const LARGEST_TABLE_BITS = 16;

/** Positions of numbers in a row. */
const STOP = 0;
const TARGET = 1;
/** Smallest close from the entry bar to the bar before the exit; the largest stands behind it. */
export const HELD_CLOSES = 2;
/** Price of the exit before slippage. */
export const EXIT_PRICE = 4;

/** Positions of integers in a row, behind the numbers; a row is sixteen integers long. */
const ENTRY = 10;
const POLICY = 11;
/** First bar after the entry bar that touches a level; the number of bars where none does. */
export const EXIT_BAR = 12;
/** Number of the exit reason. */
export const REASON = 13;
export const RULE = 14;

/** Scratch memory of this thread. */
const level = new Float64Array(1);
const levelBits = new Int32Array(level.buffer);

/**
 * Remembers how positions ended. Trials of a sweep mostly differ in when they enter, so that many of them hold
 * the same positions, and what becomes of one follows from its entry bar, its direction, its levels and
 * the bars alone: it is looked up where an earlier trial has found it. A row serves one position until another
 * one needs it, so that results never depend on what is remembered.
 */
export class ExitMemory {
  /** Rows of eight numbers, and the same memory as integers. */
  readonly numbers: Float64Array;
  readonly integers: Int32Array;
  private readonly bars: Bars;
  private readonly ranges: MarketRanges;
  /** Bits of a hash that do not name a row. */
  private readonly hashShift: number;
  private readonly policies: ExitPolicy[] = [];
  private policy = -1;

  constructor(bars: Bars, ranges: MarketRanges) {
    const tableBits = Math.min(LARGEST_TABLE_BITS, 32 - Math.clz32(bars.openTimes.length));
    this.numbers = new Float64Array(1 << (tableBits + ROW_BITS));
    this.integers = new Int32Array(this.numbers.buffer);
    this.hashShift = 32 - tableBits;
    this.bars = bars;
    this.ranges = ranges;
  }

  /** Decides the exits of all following positions by this policy. */
  follow({ hitBuffer, stopLossGapAtWorseOfOpen, takeProfitGapAtBetterOfOpen }: ExitPolicy): void {
    const known = this.policies.findIndex(
      (policy) =>
        policy.hitBuffer === hitBuffer &&
        policy.stopLossGapAtWorseOfOpen === stopLossGapAtWorseOfOpen &&
        policy.takeProfitGapAtBetterOfOpen === takeProfitGapAtBetterOfOpen,
    );
    const policy = { hitBuffer, stopLossGapAtWorseOfOpen, takeProfitGapAtBetterOfOpen };
    this.policy = known >= 0 ? known : this.policies.push(policy) - 1;
  }

  /**
   * Index of the first number of the position's row, valid until the next call. Integers of the row begin at
   * twice the index.
   */
  find(position: EnteredPosition): number {
    const { numbers, integers, policy } = this;
    const { stopLoss, takeProfit } = position;
    // Never 0, which is an empty row. The direction need not be compared: it is the order of the levels.
    const entry = position.entryBar + 1;
    level[0] = stopLoss;
    const hash = Math.imul(Math.imul(entry, 0x9e3779b1) ^ levelBits[0] ^ levelBits[1], 0x85ebca6b);
    const row = (hash >>> this.hashShift) << ROW_BITS;
    const isKnown =
      integers[2 * row + ENTRY] === entry &&
      integers[2 * row + POLICY] === policy &&
      numbers[row + STOP] === stopLoss &&
      numbers[row + TARGET] === takeProfit;
    if (!isKnown) this.fill(row, entry, position);
    return row;
  }

  private fill(row: number, entry: number, position: EnteredPosition): void {
    const { numbers, integers, bars, ranges } = this;
    const isLong = position.direction === 1;
    const { extremes, closes } = isLong ? ranges.bid : ranges.ask;
    const end = bars.openTimes.length;
    const exitBar = nextTouchedBar(position, this.policies[this.policy], extremes, position.entryBar + 1, end);
    closes.findExtremes(position.entryBar, exitBar);
    numbers[row + STOP] = position.stopLoss;
    numbers[row + TARGET] = position.takeProfit;
    numbers[row + HELD_CLOSES] = closes.found[0];
    numbers[row + HELD_CLOSES + 1] = closes.found[1];
    integers[2 * row + ENTRY] = entry;
    integers[2 * row + POLICY] = this.policy;
    integers[2 * row + EXIT_BAR] = exitBar;
    if (exitBar < end) this.fillExit(row, position, isLong ? bars.bid : bars.ask, exitBar);
  }

  /** The exit in a bar after the fill bar that touches a level; the stop wins a tie (`execution.md` 5). */
  private fillExit(row: number, { direction, stopLoss, takeProfit }: PositionLevels, side: SideBars, bar: number) {
    const { hitBuffer, stopLossGapAtWorseOfOpen, takeProfitGapAtBetterOfOpen } = this.policies[this.policy];
    const high = side.high[bar];
    const low = side.low[bar];
    const isStop = direction === 1 ? low <= stopLoss + hitBuffer : high >= stopLoss - hitBuffer;
    const price = exitBase(
      direction,
      isStop ? STOP_LOSS_EXIT : TAKE_PROFIT_EXIT,
      false,
      stopLoss,
      takeProfit,
      side.open[bar],
      stopLossGapAtWorseOfOpen,
      takeProfitGapAtBetterOfOpen,
    );
    const isTie = isTargetTouched(direction, takeProfit, hitBuffer, high, low);
    this.numbers[row + EXIT_PRICE] = price;
    this.integers[2 * row + REASON] = isStop ? EXIT_REASON.stop_loss : EXIT_REASON.take_profit;
    this.integers[2 * row + RULE] = isStop
      ? stopLossRule(false, isTie, stopLoss, price)
      : takeProfitRule(false, takeProfit, price);
  }
}
