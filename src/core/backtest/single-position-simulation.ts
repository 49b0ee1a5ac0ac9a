import { hasValidLevels, isStopTooClose } from '../execution/entry-rules.ts';
import { EXIT_BAR, EXIT_PRICE, HELD_CLOSES, REASON, RULE } from '../execution/exit-memory.ts';
import { FILL_RULE, type FillRule } from '../execution/fill-rules.ts';
import { CounterSlippage } from '../execution/slippage.ts';
import { type BitMask, nextSetBit } from '../math/bit-mask.ts';
import { EquityTracker } from '../metrics/equity-tracker.ts';
import { Account } from '../portfolio/account.ts';
import { HeldPosition } from '../portfolio/held-position.ts';
import { sizePosition } from '../portfolio/position-sizing.ts';
import { MaxHoldingTime } from '../portfolio/trade-management.ts';
import type { SideBars } from '../types/bars.ts';
import type { Signal } from '../types/signal.ts';
import { TIMEFRAME_MS } from '../types/timeframe.ts';
import { EXIT_REASON } from '../types/trade.ts';
import { CooldownClock, clockGate, GATE_OPEN, GATE_POSITION_OPEN } from './entry-gates.ts';
import { type Rejection, RunCounters } from './run-counters.ts';
import { checkSignal } from './signal-check.ts';
import type { SimulationInputs } from './simulation-inputs.ts';
import type { SimulationOutcome } from './simulation-outcome.ts';

/**
 * The canonical rules (`execution.md` 3) for the usual run: one position at a time, market orders, no
 * trade management but a time limit. It goes from candidate to candidate and from there to the bar that
 * touches a level, without walking the bars between. What it gives is, bit for bit, what
 * `CanonicalSimulation` gives; a resting order is left to that one.
 */
export class SinglePositionSimulation {
  private readonly inputs: SimulationInputs;
  private readonly candidates: BitMask;
  private readonly timeLimits: readonly MaxHoldingTime[];
  private readonly account: Account;
  private readonly tracker: EquityTracker;
  private readonly counters: RunCounters;
  private readonly cooldown: CooldownClock;
  private readonly slippage: CounterSlippage;
  private readonly openTimes: Float64Array;
  private readonly bid: SideBars;
  private readonly ask: SideBars;
  private readonly held: HeldPosition;
  /** Set by the first order that is not filled at once. */
  private restsAnOrder = false;

  /** The simulation, or null where the run is not of this kind. */
  static create(inputs: SimulationInputs): SinglePositionSimulation | null {
    const { candidates, maxPositions, rules, observer } = inputs;
    const timeLimits = rules.filter((rule) => rule instanceof MaxHoldingTime);
    const isUsual = maxPositions === 1 && timeLimits.length === rules.length && observer === null;
    return isUsual && candidates !== null ? new SinglePositionSimulation(inputs, candidates, timeLimits) : null;
  }

  private constructor(inputs: SimulationInputs, candidates: BitMask, timeLimits: readonly MaxHoldingTime[]) {
    const { bars, settings } = inputs;
    this.inputs = inputs;
    this.candidates = candidates;
    this.timeLimits = timeLimits;
    this.openTimes = bars.openTimes;
    this.bid = bars.bid;
    this.ask = bars.ask;
    this.account = new Account(inputs.initialBalance);
    this.tracker = new EquityTracker(inputs.calendar, inputs.initialBalance, inputs.record, inputs.days);
    this.counters = new RunCounters(null);
    this.cooldown = new CooldownClock(inputs.cooldown, bars.openTimes, TIMEFRAME_MS[bars.timeframe]);
    this.held = new HeldPosition(settings.contractSize, inputs.conversion);
    const { fixedSlippagePips, randomSlippagePips, pipSize } = settings;
    inputs.exits.follow(settings);
    this.slippage = new CounterSlippage(inputs.seed, fixedSlippagePips, randomSlippagePips, pipSize);
  }

  /** Runs over all trading bars; null where the strategy places an order that rests. */
  run(): SimulationOutcome | null {
    const { candidates, tracker, account } = this;
    const { firstTradingBar, record } = this.inputs;
    const end = this.openTimes.length;
    // Bars before `bar` are decided, those from `flatFrom` on still have to be marked.
    let bar = firstTradingBar;
    let flatFrom = firstTradingBar;
    while (bar < end) {
      const candidate = nextSetBit(candidates, bar, end);
      if (record) this.countBars(bar, candidate, false);
      bar = candidate + 1;
      if (candidate === end) break;
      tracker.markFlat(flatFrom, candidate, account);
      flatFrom = candidate;
      if (!this.enters(candidate)) continue;
      if (this.restsAnOrder) return null;
      // The slot is free again in the bar of the exit.
      bar = this.hold(candidate, end);
      flatFrom = bar;
    }
    tracker.markFlat(flatFrom, end, account);
    return this.outcome();
  }

  /** Step 5 of a candidate without a position: the gates of the clock are open there. */
  private enters(bar: number): boolean {
    const { record, strategy } = this.inputs;
    const gate = this.cooldown.gate(bar);
    if (gate !== GATE_OPEN) {
      this.counters.block(bar, gate);
      return false;
    }
    const signal = strategy.onBar(bar);
    if (record && strategy.isUndefinedAt(bar)) this.counters.undefinedIndicatorBars++;
    if (signal === null) return false;
    const rejection = this.open(signal, bar);
    if (rejection !== null) this.counters.reject(bar, rejection);
    return rejection === null;
  }

  /** Checks of `execution.md` 4.5, then the fill; returns why there is none. */
  private open(signal: Signal, bar: number): Rejection | null {
    const { settings, conversion, commission, record, strategy } = this.inputs;
    const { direction, stopLoss, takeProfit } = signal;
    const close = (direction === 1 ? this.ask : this.bid).close[bar];
    const entry = Number.isNaN(signal.entryPrice) ? close : signal.entryPrice;
    this.counters.signals++;
    checkSignal(signal, entry, bar, this.openTimes);
    if (signal.orderType !== 'market') {
      this.restsAnOrder = true;
      return null;
    }
    if (!hasValidLevels(direction, entry, stopLoss, takeProfit)) return 'invalid_levels';
    const slip = this.slippage.distances[this.slippage.place(this.counters.fills)];
    const price = entry + direction * slip;
    if (isStopTooClose(price, stopLoss, settings.minStopDistance)) return 'sl_too_close';
    const pipValue = conversion.convert(settings.contractSize * settings.pipSize, bar);
    const lots = sizePosition(settings, price, stopLoss, pipValue);
    if (Number.isNaN(lots)) return 'volume_below_min';
    const fee = commission.fee('entry', price, lots, bar);
    this.counters.fills++;
    this.account.bookFee(fee);
    const { held } = this;
    held.isOpen = true;
    held.id++;
    held.direction = direction;
    held.scenarioId = signal.scenarioId;
    held.entryBar = bar;
    held.entryPrice = price;
    held.stopLoss = stopLoss;
    held.takeProfit = takeProfit;
    held.size = lots;
    held.entryFee = fee;
    held.entrySlippage = slip;
    if (record) held.details = strategy.describe(bar);
    this.cooldown.noteEntry(bar);
    return null;
  }

  /** From the fill to the closing fill, the bar of which is not marked yet; returns that bar, or `end`. */
  private hold(fillBar: number, end: number): number {
    const { exits, record, ranges } = this.inputs;
    const { held, tracker, account } = this;
    const isLong = held.direction === 1;
    const side = isLong ? ranges.bid : ranges.ask;
    const exit = exits.find(held);
    const touched = exits.integers[2 * exit + EXIT_BAR];
    const lastBar = this.timeLimits.length === 0 ? end : this.lastBar(end);
    const isTouched = touched <= lastBar && touched < end;
    const exitBar = isTouched ? touched : lastBar;
    if (exitBar === touched) {
      tracker.markHeld(fillBar, exitBar, account, side, held, exits.numbers, exit + HELD_CLOSES);
    } else {
      side.closes.findExtremes(fillBar, exitBar);
      tracker.markHeld(fillBar, exitBar, account, side, held, side.closes.found, 0);
    }
    if (record) this.countBars(fillBar + 1, exitBar, true);
    if (isTouched) this.exitAtLevel(exitBar, exit);
    else if (exitBar < end) this.exitInTime(exitBar, isLong ? this.bid : this.ask);
    return exitBar;
  }

  /** Bar at whose close the first time limit closes the position, or `end`. */
  private lastBar(end: number): number {
    let bar = end;
    for (const limit of this.timeLimits) {
      bar = Math.min(bar, limit.closingBar(this.held.entryBar, this.held.scenarioId));
    }
    return bar;
  }

  /** Step 3 in a bar after the fill bar that touches a level. */
  private exitAtLevel(bar: number, exit: number): void {
    const { numbers, integers } = this.inputs.exits;
    const { held } = this;
    held.exitPrice = numbers[exit + EXIT_PRICE];
    held.exitReason = integers[2 * exit + REASON];
    held.exitRule = integers[2 * exit + RULE] as FillRule;
    this.close(bar);
  }

  /** The time limit closes at the close of its bar. */
  private exitInTime(bar: number, side: SideBars): void {
    const { held } = this;
    held.exitPrice = side.close[bar];
    held.exitReason = EXIT_REASON.timeout;
    held.exitRule = FILL_RULE.timeLimit;
    this.close(bar);
  }

  /** Closes at the exit price before slippage. Every exit is adverse (5.5). Fee first, then result (11.2). */
  private close(bar: number): void {
    const { settings, conversion, commission, trades } = this.inputs;
    const { held, account } = this;
    const { direction, entryPrice, size } = held;
    const slippage = this.slippage.distances[this.slippage.place(this.counters.fills++)];
    const price = held.exitPrice - direction * slippage;
    const difference = direction === 1 ? price - entryPrice : entryPrice - price;
    const result = conversion.convert(difference * size * settings.contractSize, bar);
    const fee = commission.fee('exit', price, size, bar);
    account.bookFee(fee);
    account.bookResult(result);
    held.exitBar = bar;
    held.exitPrice = price;
    held.exitSlippage = slippage;
    held.exitFee = fee;
    held.result = result;
    held.rMultiple = result / settings.riskPerTrade;
    trades.appendHeld(held);
    held.isOpen = false;
    this.cooldown.noteExit(bar);
  }

  /** Diagnostics of bars that were booked at once: what the gates would have said in each of them. */
  private countBars(from: number, end: number, isSlotTaken: boolean): void {
    const { strategy, sessionMarks, newsMarks } = this.inputs;
    for (let bar = from; bar < end; bar++) {
      const slotGate = isSlotTaken ? GATE_POSITION_OPEN : this.cooldown.gate(bar);
      const gate = clockGate(sessionMarks, newsMarks, bar) || slotGate;
      if (gate !== GATE_OPEN) this.counters.block(bar, gate);
      else if (strategy.isUndefinedAt(bar)) this.counters.undefinedIndicatorBars++;
    }
  }

  private outcome(): SimulationOutcome {
    const { held, account, tracker, counters } = this;
    const lastBar = this.openTimes.length - 1;
    const close = (held.direction === 1 ? this.bid : this.ask).close[lastBar];
    return {
      trades: this.inputs.trades,
      account,
      tracker,
      counters,
      openPositions: held.isOpen ? [{ position: held.toPosition(), unrealised: held.unrealised(close, lastBar) }] : [],
      pendingOrders: [],
    };
  }
}
