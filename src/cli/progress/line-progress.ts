import type { SweepProgress } from '../../optimizer/sweep/sweep-events.ts';
import type { Terminal } from '../output/terminal.ts';
import { figuresOf } from './progress-figures.ts';
import type { SweepProgressView } from './sweep-progress.ts';

const INTERVAL_MS = 5000;

/** One plain line every few seconds, for logs and pipes; the last state always gets a line. */
export class LineProgress implements SweepProgressView {
  private readonly terminal: Terminal;
  private readonly now: () => number;
  private lastLineAt: number;
  private pending: SweepProgress | null = null;

  /** @param now milliseconds of a steady clock */
  constructor(terminal: Terminal, now: () => number) {
    this.terminal = terminal;
    this.now = now;
    this.lastLineAt = now();
  }

  update(progress: SweepProgress): void {
    this.pending = progress;
    if (this.now() - this.lastLineAt >= INTERVAL_MS) this.print();
  }

  /** Some seconds that need no line of their own. */
  updateStatistics(): void {}

  stop(): void {
    if (this.pending !== null && this.pending.finishedNow > 0) this.print();
    this.pending = null;
  }

  private print(): void {
    if (this.pending === null) return;
    const { position, stage, speed, remaining, best, failures } = figuresOf(this.pending);
    const parts = [`${position} trials`, stage, speed, remaining, best, failures].filter((part) => part !== '');
    this.terminal.notice(parts.join(', '));
    this.lastLineAt = this.now();
    this.pending = null;
  }
}
