import { buildSessionMinutes, MINUTES_PER_DAY } from '../math/session-minutes.ts';
import type { EffectiveConfig, ExecutionVariant, SessionWindow } from '../types/config.ts';
import { MS_PER_MINUTE } from '../types/timeframe.ts';

/** Gates in the order of `execution.md` 12; the first that blocks is the one that counts. */
export const GATES = [
  'open',
  'session',
  'news',
  'position_open',
  'cooldown_exit',
  'cooldown_entry',
  'cooldown_bars',
] as const;

export const GATE_OPEN = 0;
export const GATE_SESSION = 1;
export const GATE_NEWS = 2;
export const GATE_POSITION_OPEN = 3;
export const GATE_COOLDOWN_EXIT = 4;
export const GATE_COOLDOWN_ENTRY = 5;
export const GATE_COOLDOWN_BARS = 6;

/** One byte per bar: 1 where the decision time lies in a trading session (`strategy.md` 11.2). */
export function markSessions(
  openTimes: Float64Array,
  primaryMs: number,
  windows: readonly SessionWindow[],
  variant: ExecutionVariant,
): Uint8Array {
  const marks = new Uint8Array(openTimes.length).fill(1);
  const isOpenAt = buildSessionMinutes(windows, variant);
  if (isOpenAt === null) return marks;
  for (let bar = 0; bar < marks.length; bar++) {
    const minute = (openTimes[bar]! + primaryMs) / MS_PER_MINUTE;
    // Bar times are whole minutes, so one flag per minute of the day decides.
    marks[bar] = isOpenAt[minute - Math.floor(minute / MINUTES_PER_DAY) * MINUTES_PER_DAY]!;
  }
  return marks;
}

/** Gate code of the gates that depend on the time of the bar alone. */
export function clockGate(sessionMarks: Uint8Array | null, newsMarks: Uint8Array | null, bar: number): number {
  if (sessionMarks !== null && sessionMarks[bar] === 0) return GATE_SESSION;
  return newsMarks !== null && newsMarks[bar] === 1 ? GATE_NEWS : GATE_OPEN;
}

/** Cooldown limits in milliseconds and bars; 0 switches one off (`strategy.md` 11.5). */
export interface CooldownLimits {
  readonly afterExitMs: number;
  readonly afterEntryMs: number;
  readonly bars: number;
}

export function cooldownLimits(cooldown: EffectiveConfig['cooldown']): CooldownLimits {
  return {
    afterExitMs: cooldown.minutes_after_exit * MS_PER_MINUTE,
    afterEntryMs: cooldown.minutes_after_entry * MS_PER_MINUTE,
    bars: cooldown.bars,
  };
}

/** Remembers the last exit and entry and says which cooldown blocks a bar. */
export class CooldownClock {
  private readonly limits: CooldownLimits;
  private readonly primaryMs: number;
  private readonly openTimes: Float64Array;
  private readonly isOff: boolean;
  private lastExitBar = -1;
  private lastEntryBar = -1;

  constructor(limits: CooldownLimits, openTimes: Float64Array, primaryMs: number) {
    this.limits = limits;
    this.isOff = limits.afterExitMs === 0 && limits.afterEntryMs === 0 && limits.bars === 0;
    this.openTimes = openTimes;
    this.primaryMs = primaryMs;
  }

  noteExit(bar: number): void {
    this.lastExitBar = bar;
  }

  noteEntry(bar: number): void {
    this.lastEntryBar = bar;
  }

  /** Gate code of the first cooldown that blocks `bar`, or `GATE_OPEN`. */
  gate(bar: number): number {
    return this.isOff ? GATE_OPEN : this.firstBlocking(bar);
  }

  private firstBlocking(bar: number): number {
    const decision = this.openTimes[bar]! + this.primaryMs;
    if (this.lastExitBar >= 0 && this.elapsed(this.lastExitBar, decision) < this.limits.afterExitMs) {
      return GATE_COOLDOWN_EXIT;
    }
    if (this.lastEntryBar < 0) return GATE_OPEN;
    if (this.elapsed(this.lastEntryBar, decision) < this.limits.afterEntryMs) return GATE_COOLDOWN_ENTRY;
    return bar - this.lastEntryBar < this.limits.bars ? GATE_COOLDOWN_BARS : GATE_OPEN;
  }

  private elapsed(bar: number, decision: number): number {
    return decision - (this.openTimes[bar]! + this.primaryMs);
  }
}
