import { SingleBar } from 'cli-progress';
import type { StatisticsProgress } from '../../optimizer/statistics/pieces/work-meter.ts';
import type { SweepProgress } from '../../optimizer/sweep/sweep-events.ts';
import type { LiveDisplay, Terminal } from '../output/terminal.ts';
import { figuresOf, type ProgressFigures, statisticsFiguresOf } from './progress-figures.ts';
import { renderProgressBar } from './render-progress-bar.ts';
import type { SweepProgressView } from './sweep-progress.ts';

/** Redraws per second. */
const FRAME_RATE = 10;

/** A bar on the last line of a terminal. It is gone when it is hidden or stopped. */
export class BarProgress implements SweepProgressView, LiveDisplay {
  private readonly terminal: Terminal;
  private readonly bar: SingleBar;
  private latest: ProgressFigures | null = null;

  constructor(terminal: Terminal, stream: NodeJS.WriteStream) {
    this.terminal = terminal;
    this.bar = new SingleBar({
      stream,
      fps: FRAME_RATE,
      format: (_options, { maxWidth = 80 }) => this.render(maxWidth),
      clearOnComplete: true,
      hideCursor: true,
      // Signals belong to the command; a bar that catches them would swallow Ctrl-C.
      gracefulExit: false,
    });
    terminal.setDisplay(this);
  }

  update(progress: SweepProgress): void {
    this.draw(figuresOf(progress));
  }

  updateStatistics(progress: StatisticsProgress): void {
    this.draw(statisticsFiguresOf(progress));
  }

  hide(): void {
    this.bar.stop();
  }

  show(): void {
    if (this.latest !== null) this.bar.start(1, this.latest.share);
  }

  stop(): void {
    this.hide();
    this.latest = null;
    this.terminal.setDisplay(null);
  }

  private draw(figures: ProgressFigures): void {
    const isFirst = this.latest === null;
    this.latest = figures;
    if (isFirst) this.show();
    this.bar.update(figures.share);
  }

  private render(width: number): string {
    return this.latest === null ? '' : renderProgressBar(this.latest, width);
  }
}
