import type { EquityColumns, EquitySummary } from '../types/backtest-result.ts';
import type { Direction } from '../types/signal.ts';
import { MS_PER_DAY } from '../types/timeframe.ts';

/** UTC days of the trading bars: day number since the epoch and last bar of each, ascending. */
export interface DayCalendar {
  readonly firstBar: number;
  readonly barCount: number;
  readonly days: Int32Array;
  /** Loaded index of the last bar of each day. */
  readonly lastBars: Int32Array;
}

/** Groups the trading bars (`firstBar` to the end) by UTC date. */
export function createDayCalendar(openTimes: Float64Array, firstBar: number): DayCalendar {
  const days: number[] = [];
  const lastBars: number[] = [];
  for (let bar = firstBar; bar < openTimes.length; bar++) {
    const day = Math.floor(openTimes[bar]! / MS_PER_DAY);
    if (days.at(-1) === day) {
      lastBars[lastBars.length - 1] = bar;
    } else {
      days.push(day);
      lastBars.push(bar);
    }
  }
  return {
    firstBar,
    barCount: openTimes.length - firstBar,
    days: Int32Array.from(days),
    lastBars: Int32Array.from(lastBars),
  };
}

/** An open position as the equity curve sees it. */
export interface Holding {
  readonly direction: Direction;
  readonly entryPrice: number;
  /** Lots. */
  readonly size: number;
  readonly contractSize: number;
  /** From the quote to the account currency. */
  readonly conversion: { convert(amount: number, bar: number): number };
}

/**
 * Accumulates what the metrics need from the equity curve, bar by bar or over flat stretches at once
 * (`execution.md` 11.3, `metrics.md` 4.3). Both ways give identical figures.
 */
export class EquityTracker {
  private readonly calendar: DayCalendar;
  private readonly initialBalance: number;
  private readonly columns: EquityColumns | null;
  private readonly dailyEquity: Float64Array;
  private dayCursor = 0;
  private highWater: number;
  private peakBar: number;
  private isBelowPeak = false;
  private deepestIsCurrent = false;
  private maxDrawdown = 0;
  private maxDrawdownAbs = 0;
  private longestEpisode = 0;
  private deepestEpisode = 0;
  private minEquity = Number.POSITIVE_INFINITY;
  private firstEquity = Number.NaN;
  private lastEquity = Number.NaN;
  private exposedBars = 0;

  constructor(calendar: DayCalendar, initialBalance: number, record: boolean) {
    this.calendar = calendar;
    this.initialBalance = initialBalance;
    this.highWater = initialBalance;
    this.peakBar = calendar.firstBar - 1;
    this.dailyEquity = new Float64Array(calendar.days.length);
    this.columns = record ? createColumns(calendar.barCount) : null;
  }

  /** Records the equity after `bar`; bars come in ascending order without holes. */
  mark(bar: number, equity: number, balance: number, isExposed: boolean): void {
    if (equity >= this.highWater) {
      if (this.isBelowPeak) this.endEpisode(bar);
      this.highWater = equity;
      this.peakBar = bar;
    } else {
      this.fall(equity);
    }
    if (isExposed) this.exposedBars++;
    this.observe(bar, equity);
    if (this.columns !== null) this.write(this.columns, bar, equity, balance);
  }

  /** Records a stretch `from` .. `end - 1` in which nothing was open: equity is the balance throughout. */
  markFlat(from: number, end: number, balance: number): void {
    if (from >= end) return;
    if (balance >= this.highWater) {
      if (this.isBelowPeak) this.endEpisode(from);
      this.highWater = balance;
      this.peakBar = end - 1;
    } else {
      this.fall(balance);
    }
    if (from === this.calendar.firstBar) this.firstEquity = balance;
    this.observe(end - 1, balance);
    if (this.columns !== null) this.writeFlat(this.columns, from, end, balance);
  }

  /**
   * Records a stretch `from` .. `end - 1` in which one position stayed open and nothing else happened:
   * the same figures as `mark` in every bar, with the state in local variables.
   * @param closes exit-side closes the position is valued at
   */
  markHeld(from: number, end: number, balance: number, closes: Float64Array, holding: Holding): void {
    const { lastBars } = this.calendar;
    let bar = from;
    while (bar < end) {
      const isLastDay = this.dayCursor >= lastBars.length;
      const segmentEnd = isLastDay ? end : Math.min(end, lastBars[this.dayCursor]! + 1);
      this.markSegment(bar, segmentEnd, balance, closes, holding);
      bar = segmentEnd;
    }
    this.exposedBars += end - from;
  }

  /** A part of a held stretch that ends no later than its UTC day. */
  private markSegment(from: number, end: number, balance: number, closes: Float64Array, holding: Holding): void {
    const { direction, entryPrice, size, contractSize, conversion } = holding;
    const { columns } = this;
    const { firstBar } = this.calendar;
    let { highWater, peakBar, maxDrawdown, maxDrawdownAbs, minEquity } = this;
    let equity = this.lastEquity;
    for (let bar = from; bar < end; bar++) {
      equity = balance + conversion.convert((closes[bar]! - entryPrice) * direction * size * contractSize, bar);
      if (equity < minEquity) minEquity = equity;
      if (equity >= highWater) {
        if (this.isBelowPeak) {
          this.peakBar = peakBar;
          this.endEpisode(bar);
        }
        highWater = equity;
        peakBar = bar;
      } else {
        this.isBelowPeak = true;
        const depth = highWater - equity;
        if (depth > maxDrawdownAbs) maxDrawdownAbs = depth;
        const share = highWater > 0 ? depth / highWater : 0;
        if (share > maxDrawdown) {
          maxDrawdown = share;
          this.deepestIsCurrent = true;
        }
      }
      if (columns !== null) {
        const row = bar - firstBar;
        columns.equity[row] = equity;
        columns.balance[row] = balance;
        columns.highWater[row] = highWater;
        columns.drawdown[row] = highWater > 0 ? Math.min(1, (highWater - equity) / highWater) : 0;
      }
    }
    this.highWater = highWater;
    this.peakBar = peakBar;
    this.maxDrawdown = maxDrawdown;
    this.maxDrawdownAbs = maxDrawdownAbs;
    this.minEquity = minEquity;
    this.observe(end - 1, equity);
  }

  /** Recorded columns, or null when the run is not recorded. */
  recorded(): EquityColumns | null {
    return this.columns;
  }

  /** Figures of the whole run; call once, after the last bar. */
  finish(openTimes: Float64Array): EquitySummary {
    const { firstBar, barCount, days } = this.calendar;
    const lastBar = firstBar + barCount - 1;
    if (this.isBelowPeak) this.endEpisode(lastBar);
    return {
      barCount,
      initialBalance: this.initialBalance,
      firstEquity: this.firstEquity,
      lastEquity: this.lastEquity,
      firstTime: openTimes[firstBar]!,
      lastTime: openTimes[lastBar]!,
      maxDrawdown: Math.min(1, Math.max(0, this.maxDrawdown)),
      maxDrawdownAbs: this.maxDrawdownAbs,
      maxDrawdownDurationBars: this.longestEpisode,
      deepestEpisodeBars: this.deepestEpisode,
      minEquity: this.minEquity,
      exposedBars: this.exposedBars,
      dailyEquity: this.dailyEquity,
      days,
    };
  }

  private fall(equity: number): void {
    this.isBelowPeak = true;
    const depth = this.highWater - equity;
    if (depth > this.maxDrawdownAbs) this.maxDrawdownAbs = depth;
    const share = this.highWater > 0 ? depth / this.highWater : 0;
    if (share > this.maxDrawdown) {
      this.maxDrawdown = share;
      this.deepestIsCurrent = true;
    }
  }

  private endEpisode(bar: number): void {
    const duration = bar - this.peakBar;
    if (duration > this.longestEpisode) this.longestEpisode = duration;
    if (this.deepestIsCurrent) this.deepestEpisode = duration;
    this.isBelowPeak = false;
    this.deepestIsCurrent = false;
  }

  private observe(bar: number, equity: number): void {
    if (bar === this.calendar.firstBar) this.firstEquity = equity;
    if (equity < this.minEquity) this.minEquity = equity;
    this.lastEquity = equity;
    const { lastBars } = this.calendar;
    while (this.dayCursor < lastBars.length && lastBars[this.dayCursor]! <= bar) {
      this.dailyEquity[this.dayCursor] = equity;
      this.dayCursor++;
    }
  }

  private writeFlat(columns: EquityColumns, from: number, end: number, balance: number): void {
    const first = from - this.calendar.firstBar;
    const last = end - this.calendar.firstBar;
    const { highWater } = this;
    columns.equity.fill(balance, first, last);
    columns.balance.fill(balance, first, last);
    columns.highWater.fill(highWater, first, last);
    columns.drawdown.fill(highWater > 0 ? Math.min(1, (highWater - balance) / highWater) : 0, first, last);
  }

  private write(columns: EquityColumns, bar: number, equity: number, balance: number): void {
    const row = bar - this.calendar.firstBar;
    const highWater = this.highWater;
    columns.equity[row] = equity;
    columns.balance[row] = balance;
    columns.highWater[row] = highWater;
    columns.drawdown[row] = highWater > 0 ? Math.min(1, (highWater - equity) / highWater) : 0;
  }
}

function createColumns(barCount: number): EquityColumns {
  return {
    equity: new Float64Array(barCount),
    balance: new Float64Array(barCount),
    drawdown: new Float64Array(barCount),
    highWater: new Float64Array(barCount),
  };
}
