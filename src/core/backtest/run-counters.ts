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
  private readonly rejections = new Map<Rejection, number>(REJECTIONS.map((reason) => [reason, 0]));
  private readonly observer: EntryObserver | null;

  constructor(observer: EntryObserver | null) {
    this.observer = observer;
  }

  block(bar: number, gate: number): void {
    this.blockedByGate[gate]!++;
    this.observer?.blocked(bar, GATES[gate]!);
  }

  reject(bar: number, reason: Rejection): void {
    this.rejections.set(reason, this.rejections.get(reason)! + 1);
    this.observer?.rejected(bar, reason);
  }

  blocked(): Record<string, number> {
    return Object.fromEntries(GATES.slice(1).map((gate, index) => [gate, this.blockedByGate[index + 1]!]));
  }

  signalsRejected(): Record<string, number> {
    return Object.fromEntries(this.rejections);
  }
}
