import type { SweepProgress } from '../../optimizer/sweep/sweep-events.ts';

/** Shows how far a sweep is. */
export interface SweepProgressView {
  update(progress: SweepProgress): void;
  /** Leaves nothing unfinished on the screen; may be called twice. */
  stop(): void;
}
