import type { Direction, Signal } from '../../../src/core/types/signal.ts';
import type { ExitReason } from '../../../src/core/types/trade.ts';
import { openAtEnd, PlainBooks, type PlainOrder, type PlainOutcome, type PlainPosition } from './plain-books.ts';
import { plainEntryRule, plainExitRule, plainManagementRule } from './plain-fill-rules.ts';
import { PlainGates } from './plain-gates.ts';
import type { PlainInputs } from './plain-inputs.ts';
import { PlainMoney } from './plain-money.ts';
import { entryCandle, exitCandle, findHit, isTriggered } from './plain-prices.ts';
import { drawOfFill } from './plain-random.ts';
import { isTighter, proposals, tightestStop } from './plain-rules.ts';

/** Order accepted, or the counter that a refusal goes to. */
type Verdict = 'accepted' | 'invalid_levels' | 'sl_too_close' | 'volume_below_min';

/** The canonical variant, one bar after the other (`execution.md` 3 to 13). */
export class PlainCanonical {
  private readonly inputs: PlainInputs;
  private readonly money: PlainMoney;
  private readonly gates: PlainGates;
  private readonly books: PlainBooks;
  private resting: PlainOrder[] = [];
  private positions: PlainPosition[] = [];
  private nextPositionId = 1;

  constructor(inputs: PlainInputs) {
    this.inputs = inputs;
    this.money = new PlainMoney(inputs);
    this.gates = new PlainGates(inputs.config, inputs.dataset);
    this.books = new PlainBooks(inputs.config.account.initial_balance);
  }

  run(): PlainOutcome {
    const { primary, firstTradingBar } = this.inputs.dataset;
    const lastBar = primary.openTimes.length - 1;
    for (let bar = firstTradingBar; bar <= lastBar; bar++) {
      this.applyChanges();
      this.expireOrders(bar);
      this.fillOrders(bar);
      this.exitPositions(bar);
      this.managePositions(bar);
      this.enter(bar);
      this.mark(bar);
    }
    const open = this.positions.map((position) =>
      openAtEnd(position, position.fillBar, this.unrealised(position, lastBar)),
    );
    return this.books.close(open, this.resting.length);
  }

  /** Step 1 (6.3). */
  private applyChanges(): void {
    const { tp_policy: policy } = this.inputs.config.trade_management;
    for (const position of this.positions) {
      const { direction } = position.order;
      const { nextStop, nextTarget } = position;
      if (nextStop !== null && isTighter(nextStop.level, position.stopLoss, direction)) {
        position.stopLoss = nextStop.level;
        position.stopKind = nextStop.kind;
      } else if (nextStop !== null) {
        this.books.droppedStopChanges++;
      }
      if (nextTarget !== null) {
        const isFurther = direction === 1 ? nextTarget > position.takeProfit : nextTarget < position.takeProfit;
        if (policy === 'free' || (policy === 'extend_only' && isFurther)) position.takeProfit = nextTarget;
      }
      position.nextStop = null;
      position.nextTarget = null;
    }
  }

  /** Step 2, first half (4.4). */
  private expireOrders(bar: number): void {
    const now = this.inputs.dataset.primary.openTimes[bar];
    const expired = this.resting.filter((order) => order.goodTillMs < now);
    this.resting = this.resting.filter((order) => !expired.includes(order));
    this.books.rejected.pending_expired += expired.length;
  }

  /** Step 2, second half (4.2 to 4.4). */
  private fillOrders(bar: number): void {
    for (const order of [...this.resting]) {
      const candle = entryCandle(this.inputs.dataset.primary, order.direction, bar);
      if (!isTriggered(order.orderType, order.direction, order.level, candle)) continue;
      this.resting = this.resting.filter((other) => other !== order);
      const worse = order.direction === 1 ? Math.max(order.level, candle.open) : Math.min(order.level, candle.open);
      const limitPolicy = this.inputs.config.fill_policy.limit_entry;
      const base = order.orderType === 'limit' && limitPolicy === 'limit_price' ? order.level : worse;
      const slip = this.nextSlip();
      const fill = order.direction === 1 ? base + slip : base - slip;
      if (this.money.isStopTooClose(fill, order.stopLoss)) this.books.rejected.sl_too_close_at_fill++;
      else if (!this.open(order, fill, slip, plainEntryRule(order, base), bar)) this.books.rejected.volume_below_min++;
    }
  }

  /** Step 3 (5). */
  private exitPositions(bar: number): void {
    for (const position of [...this.positions]) {
      const { direction, orderType } = position.order;
      const { stopLoss, takeProfit } = position;
      const candle = exitCandle(this.inputs.dataset.primary, direction, bar);
      const isEntryBar = position.fillBar === bar;
      const buffer = this.money.hitBuffer;
      const test = { direction, orderType, isEntryBar, stopLoss, takeProfit, buffer };
      const hit = findHit(test, candle);
      if (hit === null) continue;
      const base = this.exitBase(position, hit, isEntryBar, candle.open);
      this.close(position, base, hit, plainExitRule(hit, test, candle, base), bar);
    }
  }

  /** Table of 5.4 with the policies of R-05. */
  private exitBase(position: PlainPosition, hit: string, isEntryBar: boolean, open: number): number {
    const { stop_loss_gap: stopPolicy, take_profit_gap: targetPolicy } = this.inputs.config.fill_policy;
    const { stopLoss, takeProfit } = position;
    const isLong = position.order.direction === 1;
    if (hit === 'stop_loss') {
      if (isEntryBar || stopPolicy === 'level') return stopLoss;
      return isLong ? Math.min(stopLoss, open) : Math.max(stopLoss, open);
    }
    if (isEntryBar || targetPolicy === 'level') return takeProfit;
    return isLong ? Math.max(takeProfit, open) : Math.min(takeProfit, open);
  }

  /** Step 4 (6.1): closes now, changes for the next bar. */
  private managePositions(bar: number): void {
    for (const position of [...this.positions]) {
      const { direction } = position.order;
      const wishes = proposals(this.inputs, position, position.fillBar, bar);
      const closing = wishes.find((wish) => wish.closeReason !== null);
      if (closing !== undefined) {
        const { close } = exitCandle(this.inputs.dataset.primary, direction, bar);
        const reason = closing.closeReason as ExitReason;
        this.close(position, close, reason, plainManagementRule(reason), bar);
        continue;
      }
      const stop = tightestStop(wishes, direction);
      if (stop !== null) position.nextStop = { level: stop.stopLoss as number, kind: stop.stopKind };
      position.nextTarget = wishes.find((wish) => wish.takeProfit !== null)?.takeProfit ?? null;
    }
  }

  /** Step 5 (12 and 4.5). */
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
    const verdict = this.placeOrder(signal, bar);
    if (verdict === 'accepted') this.gates.lastEntryBar = bar;
    else this.books.rejected[verdict]++;
  }

  private firstClosedGate(bar: number): string | null {
    if (this.gates.isOutsideSessions(bar)) return 'session';
    if (this.gates.isNewsBlocked(bar)) return 'news';
    const taken = this.positions.length + this.resting.length;
    if (taken >= this.inputs.config.account.max_positions) return 'position_open';
    return this.gates.cooldown(bar);
  }

  private placeOrder(signal: Signal, bar: number): Verdict {
    const { direction, orderType, stopLoss, takeProfit } = signal;
    const { close } = entryCandle(this.inputs.dataset.primary, direction, bar);
    const isMarket = orderType === 'market';
    const level = isMarket && Number.isNaN(signal.entryPrice) ? close : signal.entryPrice;
    const isOrdered = direction === 1 ? stopLoss < level && level < takeProfit : takeProfit < level && level < stopLoss;
    if (!isOrdered) return 'invalid_levels';
    const slip = isMarket ? this.nextSlip() : 0;
    const fill = direction === 1 ? level + slip : level - slip;
    if (this.money.isStopTooClose(fill, stopLoss)) return 'sl_too_close';
    const { scenarioId, goodTillMs } = signal;
    const details = this.inputs.strategy.describe?.(bar) ?? null;
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
    const rule = plainEntryRule(order, level);
    if (isMarket) return this.open(order, fill, slip, rule, bar) ? 'accepted' : 'volume_below_min';
    this.resting.push(order);
    return 'accepted';
  }

  /** Step 6 (11.3). */
  private mark(bar: number): void {
    let equity = this.books.cash;
    for (const position of this.positions) equity = equity + this.unrealised(position, bar);
    this.books.rows.push({ equity, balance: this.books.cash, isExposed: this.positions.length > 0 });
  }

  private unrealised(position: PlainPosition, bar: number): number {
    const { direction } = position.order;
    const { close } = exitCandle(this.inputs.dataset.primary, direction, bar);
    return this.money.valueOf(moveInFavour(direction, position.entryPrice, close), position.size, bar);
  }

  private open(order: PlainOrder, fill: number, slip: number, rule: number, bar: number): boolean {
    const size = this.money.lots(fill, order.stopLoss, bar);
    if (size === null) return false;
    const fee = this.money.fee('entry', fill, size, bar);
    this.books.fills++;
    this.books.bookFee(fee);
    this.positions.push({
      id: this.nextPositionId,
      order,
      fillBar: bar,
      entryPrice: fill,
      entrySlippage: slip,
      entryRule: rule,
      entryFee: fee,
      size,
      initialStopLoss: order.stopLoss,
      stopLoss: order.stopLoss,
      takeProfit: order.takeProfit,
      stopKind: 'initial',
      nextStop: null,
      nextTarget: null,
    });
    this.nextPositionId++;
    return true;
  }

  /** Every exit is adverse (5.5). */
  private close(position: PlainPosition, base: number, reason: ExitReason, rule: number, bar: number): void {
    const { direction } = position.order;
    const slippage = this.nextSlip();
    const price = direction === 1 ? base - slippage : base + slippage;
    const fee = this.money.fee('exit', price, position.size, bar);
    const result = this.money.valueOf(moveInFavour(direction, position.entryPrice, price), position.size, bar);
    const rMultiple = result / this.inputs.config.account.risk_per_trade;
    this.books.bookExit(position, position.fillBar, { bar, price, slippage, fee, result, rMultiple, reason, rule });
    this.positions = this.positions.filter((other) => other !== position);
    this.gates.lastExitBar = bar;
  }

  /** Adverse distance of the next fill in price units (7); the index moves on when the fill happens. */
  private nextSlip(): number {
    const { fixed, random } = this.money.slippagePips;
    return (fixed + random * drawOfFill(this.inputs.seed, this.books.fills)) * this.money.pipSize;
  }
}

function moveInFavour(direction: Direction, from: number, to: number): number {
  return direction === 1 ? to - from : from - to;
}
