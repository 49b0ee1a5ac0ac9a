import { GATES } from './entry-gates.ts';
import type { EntryObserver } from './simulation-inputs.ts';

/** Why an order was refused (`execution.md` 13.4). */
export const REJECTIONS = [
  'invalid_levels',
  'sl_too_close',
  'sl_too_close_at_fill',
  'volume_below_min',
  'pending_expired',
  'gate_closed',
] as const;

export type Rejection = (typeof REJECTIONS)[number];

/** Diagnostic counters of one run; they never change a result. */
export class RunCounters {
  signals = 0;
  fills = 0;
  droppedStopChanges = 0;
  undefinedIndicatorBars = 0;
  private readonly blockedByGate = new Int32Array(GATES.length);
  private readonly rejections: Record<Rejection, number> = {
    invalid_levels: 0,
    sl_too_close: 0,
    sl_too_close_at_fill: 0,
    volume_below_min: 0,
    pending_expired: 0,
    gate_closed: 0,
  };
  private readonly observer: EntryObserver | null;

  constructor(observer: EntryObserver | null) {
    this.observer = observer;
  }

  block(bar: number, gate: number): void {
    this.blockedByGate[gate]!++;
    this.observer?.blocked(bar, GATES[gate]!);
  }

  reject(bar: number, reason: Rejection): void {
    this.rejections[reason]++;
    this.observer?.rejected(bar, reason);
  }

  /** Bars by the gate that blocked them first, in the order of the gates. */
  blocked(): Record<string, number> {
    const [, session, news, position_open, cooldown_exit, cooldown_entry, cooldown_bars] = this.blockedByGate;
    return { session, news, position_open, cooldown_exit, cooldown_entry, cooldown_bars } as Record<string, number>;
  }

  signalsRejected(): Record<string, number> {
    return this.rejections;
  }
}
