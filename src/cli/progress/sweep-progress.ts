import type { StatisticsProgress } from '../../optimizer/statistics/pieces/work-meter.ts';
import type { SweepProgress } from '../../optimizer/sweep/sweep-events.ts';

/** Shows how far a sweep is. */
export interface SweepProgressView {
  update(progress: SweepProgress): void;
  /** After the search, while its statistics are computed. */
  updateStatistics(progress: StatisticsProgress): void;
  /** Leaves nothing unfinished on the screen; may be called twice. */
  stop(): void;
}
