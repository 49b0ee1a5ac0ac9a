import type { StatisticsProgress } from '../../optimizer/statistics/pieces/work-meter.ts';
import type { SweepProgress } from '../../optimizer/sweep/sweep-events.ts';
import { count, countOf, duration, rate } from '../output/figures.ts';

const MS_PER_SECOND = 1000;
/** Below it the time so far is mostly the start of the threads. */
const LEAST_TELLING_SHARE = 0.02;

/** What a progress display says, part by part. */
export interface ProgressFigures {
  /** 0 .. 1 */
  readonly share: number;
  /** `training window 3 of 12, 500 segment runs`; empty for a search over the whole range without a pruner. */
  readonly stage: string;
  /** `123/450`; of statistics `34 %`. */
  readonly position: string;
  /** `36.6/s`; empty before the first trial. */
  readonly speed: string;
  /** `9.2 s left`; empty before the first trial. */
  readonly remaining: string;
  /** `best 1.234567`; empty before the first eligible trial. */
  readonly best: string;
  /** `2 failed`; empty without failures. */
  readonly failures: string;
}

export function figuresOf(progress: SweepProgress): ProgressFigures {
  const { finished, planned, finishedNow, elapsedMs, best, byStatus, segmentRuns } = progress;
  const perSecond = finishedNow > 0 && elapsedMs > 0 ? (finishedNow / elapsedMs) * MS_PER_SECOND : Number.NaN;
  const left = Math.max(0, planned - finished);
  const failed = byStatus.failed + byStatus.timeout;
  const isMoving = Number.isFinite(perSecond);
  return {
    share: planned > 0 ? Math.min(1, finished / planned) : 1,
    stage: [progress.stage, segmentRuns === 0 ? '' : countOf(segmentRuns, 'segment run')]
      .filter((part) => part !== '')
      .join(', '),
    position: `${count(finished)}/${count(planned)}`,
    speed: isMoving ? `${rate(perSecond)}/s` : '',
    remaining: isMoving && left > 0 ? `${coarseDuration((left / perSecond) * MS_PER_SECOND)} left` : '',
    best: best === null ? '' : `best ${String(best.key.scoreQ)}`,
    failures: failed === 0 ? '' : `${count(failed)} failed`,
  };
}

/** The same for the statistics after a search. */
export function statisticsFiguresOf({ stage, share, elapsedMs }: StatisticsProgress): ProgressFigures {
  const left = share >= LEAST_TELLING_SHARE && share < 1 ? (elapsedMs / share) * (1 - share) : 0;
  return {
    share,
    stage: `statistics: ${stage}`,
    position: `${Math.floor(100 * share)} %`,
    speed: '',
    remaining: left > 0 ? `${coarseDuration(left)} left` : '',
    best: '',
    failures: '',
  };
}

/** An estimate has no tenths. */
function coarseDuration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / MS_PER_SECOND);
  return seconds < 60 ? `${seconds} s` : duration(seconds * MS_PER_SECOND);
}
