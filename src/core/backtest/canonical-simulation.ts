import { hasValidLevels, isStopTooClose, isTriggered, pendingFillBase } from '../execution/entry-rules.ts';
import {
  exitBase,
  findExit,
  isTargetTouched,
  NO_EXIT,
  nextTouchedBar,
  STOP_LOSS_EXIT,
} from '../execution/exit-rules.ts';
import {
  entryRule,
  FILL_RULE,
  type FillRule,
  managementRule,
  stopLossRule,
  takeProfitRule,
} from '../execution/fill-rules.ts';
import { isSet, nextSetBit } from '../math/bit-mask.ts';
import { EquityTracker } from '../metrics/equity-tracker.ts';
import type { PlacedOrder, Position } from '../portfolio/position.ts';
import { PositionBook } from '../portfolio/position-book.ts';
import type { SideBars } from '../types/bars.ts';
import type { Direction, Signal } from '../types/signal.ts';
import { TIMEFRAME_MS } from '../types/timeframe.ts';
import type { ExitReason } from '../types/trade.ts';
import { CooldownClock, clockGate, GATE_OPEN, GATE_POSITION_OPEN } from './entry-gates.ts';
import { RunCounters } from './run-counters.ts';
import { checkSignal } from './signal-check.ts';
import type { SimulationInputs } from './simulation-inputs.ts';
import type { SimulationOutcome } from './simulation-outcome.ts';
import { applyScheduledChanges, decideManagement } from './stop-changes.ts';

/**
 * The canonical engine (`execution.md` 3): scheduled changes, pending orders, exits, trade management,
 * entry, mark to market, in this order in every bar. Bars in which nothing but the mark can change are
 * booked at once: while flat up to the next bar that may signal, while the only slot is taken up to the
 * next bar that touches a level. A recorded run does the same and only counts, for its diagnostics, what
 * the gates say in between.
 */
export class CanonicalSimulation {
  private readonly inputs: SimulationInputs;
  private readonly book: PositionBook;
  private readonly tracker: EquityTracker;
  private readonly counters: RunCounters;
  private readonly cooldown: CooldownClock;
  private readonly openTimes: Float64Array;
  private readonly bid: SideBars;
  private readonly ask: SideBars;
  private pending: PlacedOrder[] = [];

  constructor(inputs: SimulationInputs) {
    const { bars } = inputs;
    this.inputs = inputs;
    this.openTimes = bars.openTimes;
    this.bid = bars.bid;
    this.ask = bars.ask;
    this.book = new PositionBook(inputs);
    this.tracker = new EquityTracker(inputs.calendar, inputs.initialBalance, inputs.record, inputs.days);
    this.counters = new RunCounters(inputs.observer);
    this.cooldown = new CooldownClock(inputs.cooldown, bars.openTimes, TIMEFRAME_MS[bars.timeframe]);
  }

  /** Runs over all trading bars. */
  run(): SimulationOutcome {
    const end = this.openTimes.length;
    let bar = this.inputs.firstTradingBar;
    while (bar < end) {
      bar = this.skipQuietBars(bar, end);
      if (bar >= end) break;
      this.step(bar);
      bar++;
    }
    return this.outcome();
  }

  /** Books the bars from `bar` on in which nothing but the mark can change; returns the next that matters. */
  private skipQuietBars(bar: number, end: number): number {
    if (this.pending.length > 0) return bar;
    if (this.book.positions.length === 0) {
      const { candidates } = this.inputs;
      if (candidates === null) return bar;
      const next = nextSetBit(candidates, bar, end);
      this.tracker.markFlat(bar, next, this.book.account);
      if (this.inputs.record) this.countQuietBars(bar, next, false);
      return next;
    }
    // With every slot taken the strategy is not asked, so only the position's own levels and rules matter.
    if (this.book.positions.length !== 1 || this.inputs.maxPositions !== 1) return bar;
    return this.skipHeldBars(this.book.positions[0]!, bar, end);
  }

  private skipHeldBars(position: Position, bar: number, end: number): number {
    const { settings, conversion } = this.inputs;
    const { direction } = position;
    let limit = end;
    for (const rule of this.inputs.rules) {
      if (rule.quietUntil === undefined) return bar;
      limit = Math.min(limit, rule.quietUntil(position));
    }
    if (bar >= limit) return bar;
    const side = this.inputs.ranges[direction === 1 ? 'bid' : 'ask'];
    const next = nextTouchedBar(position, settings, side.extremes, bar, limit);
    const holding = {
      direction,
      entryPrice: position.entryPrice,
      size: position.size,
      contractSize: settings.contractSize,
      conversion,
    };
    side.closes.findExtremes(bar, next);
    this.tracker.markHeld(bar, next, this.book.account, side, holding, side.closes.found, 0);
    if (this.inputs.record) this.countQuietBars(bar, next, true);
    return next;
  }

  /** Diagnostics of bars that were booked at once: what the gates would have said in each of them. */
  private countQuietBars(from: number, end: number, isSlotTaken: boolean): void {
    const { strategy } = this.inputs;
    for (let bar = from; bar < end; bar++) {
      const gate = this.clockGate(bar) || (isSlotTaken ? GATE_POSITION_OPEN : this.cooldown.gate(bar));
      if (gate !== GATE_OPEN) this.counters.block(bar, gate);
      else if (strategy.isUndefinedAt(bar)) this.counters.undefinedIndicatorBars++;
    }
  }

  private step(bar: number): void {
    const isManaged = this.inputs.rules.length > 0;
    if (isManaged && this.book.positions.length > 0) {
      this.counters.droppedStopChanges += applyScheduledChanges(this.book.positions, this.inputs.targetPolicy);
    }
    if (this.pending.length > 0) this.fillPending(bar);
    if (this.book.positions.length > 0) {
      this.exitPositions(bar);
      if (isManaged) this.managePositions(bar);
    }
    const gate = this.entryGate(bar);
    if (gate === GATE_OPEN) this.askStrategy(bar);
    else this.counters.block(bar, gate);
    this.mark(bar);
  }

  /** Step 2: expire, then trigger and fill, by placement. */
  private fillPending(bar: number): void {
    const resting: PlacedOrder[] = [];
    const openTime = this.openTimes[bar]!;
    for (const order of this.pending) {
      if (order.goodTillMs < openTime) {
        this.counters.reject(bar, 'pending_expired');
      } else if (isTriggered(order.orderType, order.direction, order.level, this.entrySide(order.direction), bar)) {
        this.fillTriggered(order, bar);
      } else {
        resting.push(order);
      }
    }
    this.pending = resting;
  }

  private fillTriggered(order: PlacedOrder, bar: number): void {
    const { settings } = this.inputs;
    const open = this.entrySide(order.direction).open[bar]!;
    const base = pendingFillBase(order.orderType, order.direction, order.level, open, settings.limitEntryAtWorseOfOpen);
    const slip = this.book.nextSlippage();
    const price = base + order.direction * slip;
    if (isStopTooClose(price, order.stopLoss, settings.minStopDistance)) {
      this.counters.reject(bar, 'sl_too_close_at_fill');
      return;
    }
    const rule = entryRule(order.orderType, order.level, base);
    if (!this.book.open(order, bar, price, slip, rule)) this.counters.reject(bar, 'volume_below_min');
  }

  /** Step 3: stops and targets of all open positions, by position id. */
  private exitPositions(bar: number): void {
    const { settings } = this.inputs;
    let hasClosed = false;
    for (const position of this.book.positions) {
      const { direction } = position;
      const side = this.exitSide(direction);
      const isFillBar = position.fillBar === bar;
      const hit = findExit(
        direction,
        position.order.orderType,
        isFillBar,
        position.stopLoss,
        position.takeProfit,
        settings.hitBuffer,
        side.high[bar]!,
        side.low[bar]!,
        side.close[bar]!,
      );
      if (hit === NO_EXIT) continue;
      const base = exitBase(
        direction,
        hit,
        isFillBar,
        position.stopLoss,
        position.takeProfit,
        side.open[bar]!,
        settings.stopLossGapAtWorseOfOpen,
        settings.takeProfitGapAtBetterOfOpen,
      );
      if (hit === STOP_LOSS_EXIT) {
        const isTie = isTargetTouched(
          direction,
          position.takeProfit,
          settings.hitBuffer,
          side.high[bar]!,
          side.low[bar]!,
        );
        this.close(position, bar, base, 'stop_loss', stopLossRule(isFillBar, isTie, position.stopLoss, base));
      } else {
        this.close(position, bar, base, 'take_profit', takeProfitRule(isFillBar, position.takeProfit, base));
      }
      hasClosed = true;
    }
    if (hasClosed) this.book.dropClosed();
  }

  /** Step 4: management on what is left; closes now, changes in the next bar. */
  private managePositions(bar: number): void {
    let hasClosed = false;
    for (const position of this.book.positions) {
      const reason = decideManagement(this.inputs.rules, position, bar);
      if (reason === null) continue;
      this.close(position, bar, this.exitSide(position.direction).close[bar]!, reason, managementRule(reason));
      hasClosed = true;
    }
    if (hasClosed) this.book.dropClosed();
  }

  private close(position: Position, bar: number, base: number, reason: ExitReason, rule: FillRule): void {
    this.book.close(position, bar, base, reason, rule);
    this.cooldown.noteExit(bar);
  }

  private entryGate(bar: number): number {
    const gate = this.clockGate(bar);
    if (gate !== GATE_OPEN) return gate;
    // A resting order reserves its slot, so the limit holds at every fill.
    if (this.book.positions.length + this.pending.length >= this.inputs.maxPositions) return GATE_POSITION_OPEN;
    return this.cooldown.gate(bar);
  }

  private clockGate(bar: number): number {
    return clockGate(this.inputs.sessionMarks, this.inputs.newsMarks, bar);
  }

  /** Step 5: strategy call, order placement or market fill. */
  private askStrategy(bar: number): void {
    const { strategy, candidates, record } = this.inputs;
    const signal = candidates === null || isSet(candidates, bar) ? strategy.onBar(bar) : null;
    if (record && strategy.isUndefinedAt(bar)) this.counters.undefinedIndicatorBars++;
    if (signal !== null) this.handleSignal(signal, bar);
  }

  private handleSignal(signal: Signal, bar: number): void {
    const { settings, strategy, record } = this.inputs;
    const { direction, stopLoss, takeProfit } = signal;
    const isMarket = signal.orderType === 'market';
    const close = this.entrySide(direction).close[bar]!;
    const entry = isMarket && Number.isNaN(signal.entryPrice) ? close : signal.entryPrice;
    this.counters.signals++;
    checkSignal(signal, entry, bar, this.openTimes);
    if (!hasValidLevels(direction, entry, stopLoss, takeProfit)) {
      this.counters.reject(bar, 'invalid_levels');
      return;
    }
    const slip = isMarket ? this.book.nextSlippage() : 0;
    const price = entry + direction * slip;
    if (isStopTooClose(price, stopLoss, settings.minStopDistance)) {
      this.counters.reject(bar, 'sl_too_close');
      return;
    }
    const order: PlacedOrder = {
      direction,
      orderType: signal.orderType,
      scenarioId: signal.scenarioId,
      placedBar: bar,
      level: isMarket ? Number.NaN : entry,
      stopLoss,
      takeProfit,
      goodTillMs: signal.goodTillMs,
      details: record ? strategy.describe(bar) : null,
    };
    if (!isMarket) this.pending.push(order);
    else if (!this.book.open(order, bar, price, slip, FILL_RULE.marketEntry)) {
      this.counters.reject(bar, 'volume_below_min');
      return;
    }
    this.cooldown.noteEntry(bar);
  }

  /** Step 6: open positions are valued at the side they would be closed on. */
  private mark(bar: number): void {
    const balance = this.book.account.balance;
    let equity = balance;
    for (const position of this.book.positions) equity += this.unrealised(position, bar);
    this.tracker.mark(bar, equity, balance, this.book.positions.length > 0);
  }

  private unrealised(position: Position, bar: number): number {
    return this.book.unrealised(position, this.exitSide(position.direction).close[bar]!, bar);
  }

  private entrySide(direction: Direction): SideBars {
    return direction === 1 ? this.ask : this.bid;
  }

  private exitSide(direction: Direction): SideBars {
    return direction === 1 ? this.bid : this.ask;
  }

  private outcome(): SimulationOutcome {
    const lastBar = this.openTimes.length - 1;
    this.counters.fills = this.book.fillCount;
    return {
      trades: this.book.trades,
      account: this.book.account,
      tracker: this.tracker,
      counters: this.counters,
      openPositions: this.book.positions.map((position) => ({
        position,
        unrealised: this.unrealised(position, lastBar),
      })),
      pendingOrders: this.pending,
    };
  }
}
