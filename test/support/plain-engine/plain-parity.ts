import type { Signal } from '../../../src/core/types/signal.ts';
import type { ExitReason } from '../../../src/core/types/trade.ts';
import { openAtEnd, PlainBooks, type PlainOrder, type PlainOutcome, type PlainPosition } from './plain-books.ts';
import { plainEntryRule, plainExitRule, plainManagementRule } from './plain-fill-rules.ts';
import { PlainGates } from './plain-gates.ts';
import type { PlainInputs } from './plain-inputs.ts';
import { PlainMoney } from './plain-money.ts';
import { entryCandle, exitCandle, findHit, isTriggered } from './plain-prices.ts';
import { PlainTwister } from './plain-random.ts';
import { proposals } from './plain-rules.ts';

/** A member of the active list: an order, and its position once it is filled. */
interface ActiveEntry {
  readonly order: PlainOrder;
  position: PlainPosition | null;
  isClosed: boolean;
}

/** The variant `v1_parity`, one bar after the other (`execution.md` 15). */
export class PlainParity {
  private readonly inputs: PlainInputs;
  private readonly money: PlainMoney;
  private readonly gates: PlainGates;
  private readonly books: PlainBooks;
  private readonly twister: PlainTwister;
  private active: ActiveEntry[] = [];
  private nextPositionId = 1;

  constructor(inputs: PlainInputs) {
    this.inputs = inputs;
    this.money = new PlainMoney(inputs);
    this.gates = new PlainGates(inputs.config, inputs.dataset);
    this.books = new PlainBooks(inputs.config.account.initial_balance);
    this.twister = new PlainTwister(inputs.seed);
  }

  run(): PlainOutcome {
    const { primary, firstTradingBar } = this.inputs.dataset;
    const { sessions } = this.inputs.config;
    for (let bar = firstTradingBar; bar < primary.openTimes.length; bar++) {
      this.enter(bar);
      if (this.active.length > 0) this.passOverActive(bar);
      if (sessions !== null && sessions.length > 0 && this.active.length > 0) this.manage(bar);
      const { cash } = this.books;
      this.books.rows.push({ equity: cash, balance: cash, isExposed: this.openEntries().length > 0 });
    }
    const open = this.openEntries().map(({ order, position }) => openAtEnd(position, order.placedBar, null));
    return this.books.close(open, this.active.filter((entry) => entry.position === null).length);
  }

  /** Part A of 15.1. */
  private enter(bar: number): void {
    const { strategy } = this.inputs;
    const gate = this.firstClosedGate(bar);
    if (gate !== null) {
      this.books.blocked[gate]++;
      return;
    }
    const signal = strategy.onBar(bar);
    if (strategy.isUndefinedAt?.(bar) === true) this.books.undefinedBars++;
    if (signal === null) return;
    this.books.signals++;
    this.gates.lastEntryBar = bar;
    this.placeOrder(signal, bar);
  }

  private firstClosedGate(bar: number): string | null {
    if (this.gates.isOutsideSessions(bar)) return 'session';
    const cooldown = this.gates.cooldown(bar);
    if (cooldown !== null) return cooldown;
    if (this.gates.isNewsBlocked(bar)) return 'news';
    return this.openEntries().length >= this.inputs.config.account.max_positions ? 'position_open' : null;
  }

  private placeOrder(signal: Signal, bar: number): void {
    const { direction, orderType, scenarioId, stopLoss, takeProfit } = signal;
    const { close } = entryCandle(this.inputs.dataset.primary, direction, bar);
    const isMarket = orderType === 'market';
    const level = isMarket && Number.isNaN(signal.entryPrice) ? close : signal.entryPrice;
    const details = this.inputs.strategy.describe?.(bar) ?? null;
    const goodTillMs = Number.POSITIVE_INFINITY;
    const order = {
      direction,
      orderType,
      scenarioId,
      placedBar: bar,
      level,
      stopLoss,
      takeProfit,
      goodTillMs,
      details,
    };
    if (!isMarket) {
      this.active.push({ order, position: null, isClosed: false });
      return;
    }
    const slip = this.nextSlip();
    const fill = direction === 1 ? level + slip : level - slip;
    if (Math.abs(fill - stopLoss) < 0.00001) this.books.rejected.sl_too_close++;
    else
      this.active.push({
        order,
        position: this.open(order, fill, slip, plainEntryRule(order, level), bar),
        isClosed: false,
      });
  }

  /** Part B of 15.1. */
  private passOverActive(bar: number): void {
    const { primary } = this.inputs.dataset;
    const pipSize = this.openEntries().length > 0 ? this.money.pipSize : 0.0001;
    const buffer = 0.5 * pipSize;
    for (const entry of this.active) {
      const { order } = entry;
      if (primary.openTimes[bar] <= primary.openTimes[order.placedBar]) continue;
      if (entry.position === null) {
        const candle = entryCandle(primary, order.direction, bar);
        if (!isTriggered(order.orderType, order.direction, order.level, candle)) continue;
        entry.position = this.open(order, order.level, 0, plainEntryRule(order, order.level), bar);
      }
      this.testExit(entry, entry.position, buffer, bar);
    }
    this.active = this.active.filter((entry) => !entry.isClosed);
  }

  /** 15.4: base price is the level, slippage works in the position's favour. */
  private testExit(entry: ActiveEntry, position: PlainPosition, buffer: number, bar: number): void {
    const { direction, orderType } = entry.order;
    const { stopLoss, takeProfit } = position;
    const candle = exitCandle(this.inputs.dataset.primary, direction, bar);
    const isEntryBar = position.fillBar === bar;
    const test = { direction, orderType, isEntryBar, stopLoss, takeProfit, buffer };
    const hit = findHit(test, candle);
    if (hit === null) return;
    const base = hit === 'stop_loss' ? stopLoss : takeProfit;
    const slip = this.nextSlip();
    const price = direction === 1 ? base + slip : base - slip;
    const isMovedStop = hit === 'stop_loss' && !isEntryBar && stopLoss !== position.initialStopLoss;
    const fee = this.money.parityFee('exit', price, position.size, bar);
    const rule = plainExitRule(hit, test, candle, base);
    this.close(entry, position, price, slip, fee, isMovedStop ? 'break_even_stop_loss' : hit, rule, bar);
  }

  /** Part C of 15.1: closes of all open positions first, then changes, written directly. */
  private manage(bar: number): void {
    for (const entry of this.openEntries()) {
      const { order, position } = entry;
      const wishes = proposals(this.inputs, position, order.placedBar, bar);
      const reason = wishes.find((wish) => wish.closeReason !== null)?.closeReason ?? null;
      if (reason === null) continue;
      const { close } = exitCandle(this.inputs.dataset.primary, order.direction, bar);
      this.close(entry, position, close, 0, 0, reason, plainManagementRule(reason), bar);
    }
    this.active = this.active.filter((entry) => !entry.isClosed);
    for (const { order, position } of this.openEntries()) {
      for (const wish of proposals(this.inputs, position, order.placedBar, bar)) {
        if (wish.stopLoss !== null) {
          position.stopLoss = wish.stopLoss;
          position.stopKind = wish.stopKind;
        }
        if (wish.takeProfit !== null) position.takeProfit = wish.takeProfit;
      }
    }
  }

  private open(order: PlainOrder, price: number, slip: number, entryRule: number, bar: number): PlainPosition {
    const size = this.money.parityLots(price, order.stopLoss, bar);
    const fee = this.money.parityFee('entry', price, size, bar);
    this.books.bookFee(fee);
    this.books.fills++;
    const { stopLoss, takeProfit } = order;
    const id = this.nextPositionId++;
    const fixed = { id, order, fillBar: bar, entryPrice: price, entrySlippage: slip, entryRule, entryFee: fee, size };
    const unchanged = { stopKind: 'initial', nextStop: null, nextTarget: null } as const;
    return { ...fixed, ...unchanged, initialStopLoss: stopLoss, stopLoss, takeProfit };
  }

  /** 15.8: the result is the price move in units of the initial risk. */
  private close(
    entry: ActiveEntry,
    position: PlainPosition,
    price: number,
    slippage: number,
    fee: number,
    reason: ExitReason,
    rule: number,
    bar: number,
  ): void {
    const { direction, placedBar } = entry.order;
    const risk = Math.abs(position.entryPrice - position.initialStopLoss);
    const move = direction === 1 ? price - position.entryPrice : position.entryPrice - price;
    const rMultiple = risk > 0 ? move / risk : 0;
    const result = rMultiple * this.inputs.config.account.risk_per_trade;
    this.books.bookExit(position, placedBar, { bar, price, slippage, fee, result, rMultiple, reason, rule });
    entry.isClosed = true;
    this.gates.lastExitBar = bar;
  }

  /** Filled and not closed, in the order in which they were opened. */
  private openEntries(): (ActiveEntry & { position: PlainPosition })[] {
    const open = this.active.filter(
      (entry): entry is ActiveEntry & { position: PlainPosition } => entry.position !== null && !entry.isClosed,
    );
    return open.sort((left, right) => left.position.id - right.position.id);
  }

  /** One number of the stream, drawn even without random pips (15.6). */
  private nextSlip(): number {
    const { fixed, random } = this.money.slippagePips;
    return (fixed + (0 + (random - 0) * this.twister.draw())) * this.money.pipSize;
  }
}
