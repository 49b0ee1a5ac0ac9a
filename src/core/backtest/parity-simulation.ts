import { isTriggered } from '../execution/entry-rules.ts';
import { findExit, isTargetTouched, NO_EXIT, STOP_LOSS_EXIT } from '../execution/exit-rules.ts';
import {
  entryRule,
  FILL_RULE,
  type FillRule,
  managementRule,
  stopLossRule,
  takeProfitRule,
} from '../execution/fill-rules.ts';
import { StreamSlippage } from '../execution/slippage.ts';
import { isSet, nextSetBit } from '../math/bit-mask.ts';
import { EquityTracker } from '../metrics/equity-tracker.ts';
import { Account } from '../portfolio/account.ts';
import { type PlacedOrder, Position } from '../portfolio/position.ts';
import { sizeParityPosition } from '../portfolio/position-sizing.ts';
import type { TradeLog } from '../portfolio/trade-log.ts';
import type { SideBars } from '../types/bars.ts';
import type { Direction, Signal } from '../types/signal.ts';
import { TIMEFRAME_MS } from '../types/timeframe.ts';
import type { ExitReason } from '../types/trade.ts';
import { CooldownClock, GATE_NEWS, GATE_OPEN, GATE_POSITION_OPEN, GATE_SESSION } from './entry-gates.ts';
import { RunCounters } from './run-counters.ts';
import { checkSignal } from './signal-check.ts';
import type { SimulationInputs } from './simulation-inputs.ts';
import type { SimulationOutcome } from './simulation-outcome.ts';

/** Absolute guard of market orders, whatever the symbol (`execution.md` 15.2). */
const MIN_STOP_DISTANCE = 0.00001;
/** Pip size of the hit buffer while no position is open (15.1 B). */
const FALLBACK_PIP_SIZE = 0.0001;
const BUFFER_FACTOR = 0.5;

/** An order from placement to the close of its position. */
interface ActiveEntry {
  readonly order: PlacedOrder;
  position: Position | null;
}

/**
 * The legacy engine's rules, oddities included (`execution.md` 15): entry first, then one pass over
 * the active orders in creation order, then the time stop, which only exists with sessions configured.
 */
export class ParitySimulation {
  private readonly inputs: SimulationInputs;
  private readonly slippage: StreamSlippage;
  private readonly account: Account;
  private readonly tracker: EquityTracker;
  private readonly trades: TradeLog;
  private readonly counters: RunCounters;
  private readonly cooldown: CooldownClock;
  private readonly openTimes: Float64Array;
  private readonly bid: SideBars;
  private readonly ask: SideBars;
  private active: ActiveEntry[] = [];
  private openCount = 0;
  private nextPositionId = 1;

  constructor(inputs: SimulationInputs) {
    const { settings, bars } = inputs;
    this.inputs = inputs;
    this.openTimes = bars.openTimes;
    this.bid = bars.bid;
    this.ask = bars.ask;
    this.slippage = new StreamSlippage(
      inputs.seed,
      settings.fixedSlippagePips,
      settings.randomSlippagePips,
      settings.pipSize,
    );
    this.account = new Account(inputs.initialBalance);
    this.tracker = new EquityTracker(inputs.calendar, inputs.initialBalance, inputs.record, inputs.days);
    this.trades = inputs.trades;
    this.counters = new RunCounters(inputs.observer);
    this.cooldown = new CooldownClock(inputs.cooldown, bars.openTimes, TIMEFRAME_MS[bars.timeframe]);
  }

  /** Runs over all trading bars. */
  run(): SimulationOutcome {
    const end = this.openTimes.length;
    const { record, candidates } = this.inputs;
    let bar = this.inputs.firstTradingBar;
    while (bar < end) {
      if (!record && candidates !== null && this.active.length === 0) {
        const next = nextSetBit(candidates, bar, end);
        this.tracker.markFlat(bar, next, this.account);
        bar = next;
        if (bar >= end) break;
      }
      this.step(bar);
      bar++;
    }
    return this.outcome();
  }

  private step(bar: number): void {
    const gate = this.entryGate(bar);
    if (gate === GATE_OPEN) this.askStrategy(bar);
    else this.counters.block(bar, gate);
    if (this.active.length > 0) {
      this.processActive(bar);
      if (this.inputs.sessionMarks !== null && this.active.length > 0) this.manage(bar);
    }
    const { balance } = this.account;
    this.tracker.mark(bar, balance, balance, this.openCount > 0);
  }

  private entryGate(bar: number): number {
    const { sessionMarks, newsMarks, maxPositions } = this.inputs;
    if (sessionMarks !== null && sessionMarks[bar] === 0) return GATE_SESSION;
    const cooldown = this.cooldown.gate(bar);
    if (cooldown !== GATE_OPEN) return cooldown;
    if (newsMarks !== null && newsMarks[bar] === 1) return GATE_NEWS;
    return this.openCount >= maxPositions ? GATE_POSITION_OPEN : GATE_OPEN;
  }

  private askStrategy(bar: number): void {
    const { strategy, candidates, record } = this.inputs;
    const signal = candidates === null || isSet(candidates, bar) ? strategy.onBar(bar) : null;
    if (record && strategy.isUndefinedAt(bar)) this.counters.undefinedIndicatorBars++;
    if (signal !== null) this.takeOrder(signal, bar);
  }

  private takeOrder(signal: Signal, bar: number): void {
    const { strategy, record, settings } = this.inputs;
    const { direction, stopLoss, takeProfit } = signal;
    const isMarket = signal.orderType === 'market';
    const close = (direction === 1 ? this.ask : this.bid).close[bar]!;
    const entry = isMarket && Number.isNaN(signal.entryPrice) ? close : signal.entryPrice;
    this.counters.signals++;
    checkSignal(signal, entry, bar, this.openTimes);
    this.cooldown.noteEntry(bar);
    const order: PlacedOrder = {
      direction,
      orderType: signal.orderType,
      scenarioId: signal.scenarioId,
      placedBar: bar,
      level: entry,
      stopLoss,
      takeProfit,
      goodTillMs: Number.POSITIVE_INFINITY,
      details: record ? strategy.describe(bar) : null,
    };
    if (!isMarket) {
      this.active.push({ order, position: null });
      return;
    }
    const slip = this.slippage.next();
    const price = entry + direction * slip;
    if (Math.abs(price - stopLoss) < MIN_STOP_DISTANCE) {
      this.counters.reject(bar, 'sl_too_close');
      return;
    }
    const lots = sizeParityPosition(settings, price, stopLoss, this.pipValue(bar));
    this.active.push({ order, position: this.open(order, bar, price, lots, slip, FILL_RULE.marketEntry) });
  }

  /** Pass over all active orders: trigger, fill at the level, then the exit test. */
  private processActive(bar: number): void {
    const pipSize = this.openCount > 0 ? this.inputs.settings.pipSize : FALLBACK_PIP_SIZE;
    const buffer = BUFFER_FACTOR * pipSize;
    for (const entry of this.active) {
      const { order } = entry;
      if (this.openTimes[bar]! <= this.openTimes[order.placedBar]!) continue;
      if (entry.position === null) {
        if (!isTriggered(order.orderType, order.direction, order.level, this.entrySide(order.direction), bar)) continue;
        const lots = sizeParityPosition(this.inputs.settings, order.level, order.stopLoss, this.pipValue(bar));
        const rule = entryRule(order.orderType, order.level, order.level);
        entry.position = this.open(order, bar, order.level, lots, 0, rule);
      }
      this.exitTest(entry.position, bar, buffer);
    }
    this.dropClosed();
  }

  private exitTest(position: Position, bar: number, buffer: number): void {
    const { direction, stopLoss, takeProfit } = position;
    const side = direction === 1 ? this.bid : this.ask;
    const isFillBar = position.fillBar === bar;
    const hit = findExit(
      direction,
      position.order.orderType,
      isFillBar,
      stopLoss,
      takeProfit,
      buffer,
      side.high[bar]!,
      side.low[bar]!,
      side.close[bar]!,
    );
    if (hit === NO_EXIT) return;
    const base = hit === STOP_LOSS_EXIT ? stopLoss : takeProfit;
    const slip = this.slippage.next();
    // The legacy engine applies exit slippage in the position's favour.
    const price = base + direction * slip;
    const fee = this.inputs.commission.parityFee('exit', price, position.size, bar);
    const isStop = hit === STOP_LOSS_EXIT;
    const rule = isStop
      ? stopLossRule(
          isFillBar,
          isTargetTouched(direction, takeProfit, buffer, side.high[bar]!, side.low[bar]!),
          base,
          base,
        )
      : takeProfitRule(isFillBar, base, base);
    this.close(position, bar, price, slip, fee, exitReason(position, isStop, isFillBar), rule);
  }

  /** Time stop of all open positions in order of opening, then stop changes, written directly. */
  private manage(bar: number): void {
    const open = this.active.flatMap((entry) => (entry.position === null ? [] : [entry.position]));
    open.sort((left, right) => left.id - right.id);
    for (const position of open) {
      const side = position.direction === 1 ? this.bid : this.ask;
      for (const rule of this.inputs.rules) {
        const action = rule.decide(position, bar);
        if (action?.kind !== 'close') continue;
        this.close(position, bar, side.close[bar]!, 0, 0, action.reason, managementRule(action.reason));
        break;
      }
    }
    for (const position of open) {
      if (position.isClosed) continue;
      for (const rule of this.inputs.rules) {
        const action = rule.decide(position, bar);
        if (action?.kind !== 'modify') continue;
        if (!Number.isNaN(action.stopLoss)) {
          position.stopLoss = action.stopLoss;
          position.stopKind = action.stopKind;
        }
        if (!Number.isNaN(action.takeProfit)) position.takeProfit = action.takeProfit;
      }
    }
    this.dropClosed();
  }

  private open(order: PlacedOrder, bar: number, price: number, lots: number, slip: number, rule: FillRule): Position {
    const fee = this.inputs.commission.parityFee('entry', price, lots, bar);
    this.account.bookFee(fee);
    this.openCount++;
    this.counters.fills++;
    return new Position(this.nextPositionId++, order, bar, order.placedBar, price, lots, fee, slip, rule);
  }

  private close(
    position: Position,
    bar: number,
    price: number,
    slippage: number,
    fee: number,
    reason: ExitReason,
    rule: FillRule,
  ): void {
    const { entryPrice, direction } = position;
    const risk = Math.abs(entryPrice - position.initialStopLoss);
    const move = direction === 1 ? price - entryPrice : entryPrice - price;
    const rMultiple = risk > 0 ? move / risk : 0;
    const result = rMultiple * this.inputs.settings.riskPerTrade;
    this.account.bookFee(fee);
    this.account.bookResult(result);
    this.trades.append(position, { bar, price, slippage, fee, result, rMultiple, reason, rule });
    position.isClosed = true;
    this.openCount--;
    this.counters.fills++;
    this.cooldown.noteExit(bar);
  }

  private dropClosed(): void {
    if (this.active.some((entry) => entry.position?.isClosed === true)) {
      this.active = this.active.filter((entry) => entry.position?.isClosed !== true);
    }
  }

  private pipValue(bar: number): number {
    const { settings, conversion } = this.inputs;
    return conversion.convert(settings.contractSize * settings.pipSize, bar);
  }

  private entrySide(direction: Direction): SideBars {
    return direction === 1 ? this.ask : this.bid;
  }

  private outcome(): SimulationOutcome {
    const open = this.active.flatMap((entry) => (entry.position === null ? [] : [entry.position]));
    open.sort((left, right) => left.id - right.id);
    return {
      trades: this.trades,
      account: this.account,
      tracker: this.tracker,
      counters: this.counters,
      openPositions: open.map((position) => ({ position, unrealised: null })),
      pendingOrders: this.active.filter((entry) => entry.position === null).map((entry) => entry.order),
    };
  }
}

function exitReason(position: Position, isStop: boolean, isFillBar: boolean): ExitReason {
  if (!isStop) return 'take_profit';
  return !isFillBar && position.stopLoss !== position.initialStopLoss ? 'break_even_stop_loss' : 'stop_loss';
}
