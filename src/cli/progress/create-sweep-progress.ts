import type { Terminal } from '../output/terminal.ts';
import { LineProgress } from './line-progress.ts';
import type { SweepProgressView } from './sweep-progress.ts';

/** A bar where people watch, plain lines where a file or another program does. */
export async function createSweepProgress(terminal: Terminal): Promise<SweepProgressView> {
  if (terminal.stderr.isTTY !== true) return new LineProgress(terminal, () => performance.now());
  const { BarProgress } = await import('./bar-progress.ts');
  return new BarProgress(terminal, process.stderr);
}
