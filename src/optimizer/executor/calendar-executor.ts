import type { ChunkEnd, Executor } from './executor.ts';
import type { TrialJob } from './trial-job.ts';

/** Where the days of one market stand in a longer calendar; null where both are the same. */
export interface DayPlacement {
  /** Days of the longer calendar. */
  readonly length: number;
  /** Position of each day of the market. */
  readonly positions: Int32Array;
}

/**
 * Spreads daily results over the days of all markets that are searched together, so that all trials of a
 * search have one calendar: a day on which a market has no bar brings its trials nothing.
 */
export class CalendarExecutor implements Executor {
  private readonly inner: Executor;
  private readonly placements: readonly (DayPlacement | null)[];

  /** @param placements by setup */
  constructor(inner: Executor, placements: readonly (DayPlacement | null)[]) {
    this.inner = inner;
    this.placements = placements;
  }

  get width(): number {
    return this.inner.width;
  }

  async execute(jobs: readonly TrialJob[], timeLimitMs: number, sliceMs?: number): Promise<ChunkEnd> {
    const end = await this.inner.execute(jobs, timeLimitMs, sliceMs);
    if (end.kind !== 'finished') return end;
    const outcomes = end.outcomes.map((outcome, row) => {
      const placement = this.placements[jobs[row]!.setup] ?? null;
      if (outcome.daily === null || placement === null) return outcome;
      return { ...outcome, daily: spreadDays(outcome.daily, placement) };
    });
    return { ...end, outcomes };
  }

  stop(): void {
    this.inner.stop();
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}

/** Finds the days of one market among those of all; null where they are the same. */
export function placeDays(days: Int32Array, all: Int32Array): DayPlacement | null {
  if (days.length === all.length) return null;
  const positions = new Int32Array(days.length);
  let position = 0;
  for (let day = 0; day < days.length; day++) {
    while (all[position]! < days[day]!) position++;
    positions[day] = position;
  }
  return { length: all.length, positions };
}

/** Days with a bar on any of the markets, ascending. */
export function unionDays(calendars: readonly Int32Array[]): Int32Array {
  return Int32Array.from([...new Set(calendars.flatMap((days) => [...days]))].sort((a, b) => a - b));
}

function spreadDays(daily: Float64Array, { length, positions }: DayPlacement): Float64Array {
  const spread = new Float64Array(length);
  for (let day = 0; day < daily.length; day++) spread[positions[day]!] = daily[day]!;
  return spread;
}
