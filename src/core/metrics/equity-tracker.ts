import type { RangeIndex } from '../math/range-index.ts';
import type { EquityColumns, EquitySummary } from '../types/backtest-result.ts';
import type { DayCalendar } from './day-calendar.ts';
import { createDayColumns, type DayColumns } from './day-columns.ts';
import { equityAt, type Funds, type Holding, type ValuationSide } from './valuation.ts';

/**
 * Accumulates what the metrics need from the equity curve, bar by bar or over stretches at once
 * (`execution.md` 11.3, `metrics.md` 4.3). All ways give identical figures.
 */
export class EquityTracker {
  private readonly calendar: DayCalendar;
  private readonly initialBalance: number;
  private readonly columns: EquityColumns | null;
  private readonly dailyEquity: Float64Array;
  private readonly movedDays: Int32Array;
  private movedCount = 0;
  private dayCursor = 0;
  /** Begins as NaN, so that it is kept as a double: a field that begins as an integer puts every change on the heap. */
  private highWater = Number.NaN;
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

  /** @param days memory for the days of the calendar; it becomes part of the summary */
  constructor(
    calendar: DayCalendar,
    initialBalance: number,
    record: boolean,
    days: DayColumns = createDayColumns(calendar.days.length),
  ) {
    this.calendar = calendar;
    this.initialBalance = initialBalance;
    this.highWater = initialBalance;
    this.peakBar = calendar.firstBar - 1;
    this.dailyEquity = days.equity;
    this.movedDays = days.moved;
    this.columns = record ? createColumns(calendar.barCount) : null;
  }

  /** Records the equity after `bar`; bars come in ascending order without holes. */
  mark(bar: number, equity: number, balance: number, isExposed: boolean): void {
    this.compare(bar, equity);
    if (isExposed) this.exposedBars++;
    if (bar === this.calendar.firstBar) this.firstEquity = equity;
    this.lastEquity = equity;
    const { lastBars } = this.calendar;
    if (this.dayCursor < lastBars.length && lastBars[this.dayCursor] <= bar) {
      this.closeDay(this.dayCursor++, equity);
    }
    if (this.columns !== null) this.write(this.columns, bar, equity, balance);
  }

  /** Records a stretch `from` .. `end - 1` in which nothing was open: equity is the balance throughout. */
  markFlat(from: number, end: number, { balance }: Funds): void {
    if (from >= end) return;
    this.compare(from, balance);
    // A repeated high moves the peak to its last bar.
    if (!this.isBelowPeak) this.peakBar = end - 1;
    if (from === this.calendar.firstBar) this.firstEquity = balance;
    this.lastEquity = balance;
    const { dailyEquity } = this;
    const { lastBars } = this.calendar;
    const first = this.dayCursor;
    let day = first;
    for (; day < lastBars.length && lastBars[day] < end; day++) dailyEquity[day] = balance;
    if (day > first) {
      // Only the first of them can differ from the day before.
      if (balance !== this.equityBefore(first)) this.movedDays[this.movedCount++] = first;
      this.dayCursor = day;
    }
    if (this.columns !== null) this.writeFlat(this.columns, from, end, balance);
  }

  /**
   * Records a stretch `from` .. `end - 1` in which one position stayed open and nothing else happened:
   * the same figures as `mark` in every bar.
   * @param funds without the open profit
   * @param side on which the position would be closed
   * @param extremes with the smallest close of the stretch at `place`, the largest behind it
   */
  markHeld(
    from: number,
    end: number,
    funds: Funds,
    { closes, dayCloses }: ValuationSide,
    holding: Holding,
    extremes: Float64Array,
    place: number,
  ): void {
    if (from >= end) return;
    const { balance } = funds;
    const values = closes.lows;
    if (this.columns !== null || !holding.conversion.isSteady) this.walkBars(from, end, balance, values, holding);
    else this.compareHeld(from, end, funds, closes, holding, extremes, place);
    this.exposedBars += end - from;
    const { firstBar, barCount, lastBars } = this.calendar;
    if (from === firstBar || end === firstBar + barCount) this.markEnds(from, end, balance, values, holding);
    const { dailyEquity, movedDays } = this;
    let day = this.dayCursor;
    let moved = this.movedCount;
    // Told to be numbers, results of calls do not force each other onto the heap.
    let before = +this.equityBefore(day);
    for (; day < lastBars.length && lastBars[day] < end; day++) {
      const equity = +equityAt(dayCloses[day], lastBars[day], balance, holding);
      dailyEquity[day] = equity;
      if (equity !== before) movedDays[moved++] = day;
      before = equity;
    }
    this.dayCursor = day;
    this.movedCount = moved;
  }

  private closeDay(day: number, equity: number): void {
    this.dailyEquity[day] = equity;
    if (equity !== this.equityBefore(day)) this.movedDays[this.movedCount++] = day;
  }

  /** Equity at the end of the day before. */
  private equityBefore(day: number): number {
    return day === 0 ? this.initialBalance : this.dailyEquity[day - 1];
  }

  /** First and last equity of the run, where they lie in a stretch with a position. */
  private markEnds(from: number, end: number, balance: number, closes: Float64Array, holding: Holding): void {
    const { firstBar, barCount } = this.calendar;
    if (from === firstBar) this.firstEquity = equityAt(closes[from], from, balance, holding);
    if (end === firstBar + barCount) this.lastEquity = equityAt(closes[end - 1], end - 1, balance, holding);
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
      movedDays: this.movedDays.subarray(0, this.movedCount),
      days,
    };
  }

  /**
   * Compares a held stretch with the peak by the extremes of its closes. While the rate is steady equity
   * follows the close in one direction, and rounding keeps that order, so the best and the worst close
   * give the best and the worst equity.
   */
  private compareHeld(
    from: number,
    end: number,
    funds: Funds,
    closes: RangeIndex,
    holding: Holding,
    extremes: Float64Array,
    place: number,
  ): void {
    const { balance } = funds;
    const isLong = holding.direction === 1;
    const best = isLong ? extremes[place + 1] : extremes[place];
    if (!(equityAt(best, from, balance, holding) < this.highWater)) {
      this.walkBlocks(from, end, funds, closes, holding);
      return;
    }
    // Below one peak throughout, only the worst close counts.
    this.fall(equityAt(isLong ? extremes[place] : extremes[place + 1], from, balance, holding));
  }

  /** Compares with the peak block by block where the extremes of a block say everything about it. */
  private walkBlocks(from: number, end: number, { balance }: Funds, closes: RangeIndex, holding: Holding): void {
    const isLong = holding.direction === 1;
    let bar = from;
    while (bar < end) {
      const stop = Math.min(end, closes.blockEnd(bar));
      if (closes.isBlock(bar, stop)) {
        const lowest = closes.blockMinimum(bar);
        const highest = closes.blockMaximum(bar);
        if (equityAt(isLong ? highest : lowest, bar, balance, holding) < this.highWater) {
          this.fall(equityAt(isLong ? lowest : highest, bar, balance, holding));
          bar = stop;
          continue;
        }
      }
      for (; bar < stop; bar++) this.compare(bar, equityAt(closes.lows[bar], bar, balance, holding));
    }
  }

  private walkBars(from: number, end: number, balance: number, closes: Float64Array, holding: Holding): void {
    const { columns } = this;
    for (let bar = from; bar < end; bar++) {
      const equity = equityAt(closes[bar], bar, balance, holding);
      this.compare(bar, equity);
      if (columns !== null) this.write(columns, bar, equity, balance);
    }
  }

  private compare(bar: number, equity: number): void {
    if (equity >= this.highWater) {
      if (this.isBelowPeak) this.endEpisode(bar);
      this.highWater = equity;
      this.peakBar = bar;
      if (equity < this.minEquity) this.minEquity = equity;
    } else {
      this.fall(equity);
    }
  }

  private fall(equity: number): void {
    this.isBelowPeak = true;
    if (equity < this.minEquity) this.minEquity = equity;
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
