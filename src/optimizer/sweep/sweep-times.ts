import { NO_WORK, type WorkTimes } from '../executor/work-times.ts';

/** Where the time of a sweep went, milliseconds; informational, no result depends on it. */
export interface SweepTimes {
  readonly workers: number;
  /** From the start of the workers to their end: search, stress tests and validation. */
  readonly searchMs: number;
  /** Shares of the time of all workers together; they add up to 1. */
  readonly workerShares: WorkerShares;
  /** Writing to the store during that time, in a thread of its own for a large sweep. */
  readonly storeMs: number;
  /** The main thread during that time: proposals, chunks, counts, the best trial. */
  readonly schedulingMs: number;
  /** From the stored trials to the figures. */
  readonly statisticsMs: number;
  /** Everything else after the search: best run, tables, verdict. */
  readonly filesMs: number;
}

export interface WorkerShares {
  /** Engine, metrics and result hash. */
  readonly simulation: number;
  /** Series and conditions that nobody had computed before. */
  readonly series: number;
  /** Each trial from its point, its configuration checked and hashed, its score and its row. */
  readonly configuration: number;
  /** Start of the workers, and waiting for chunks. */
  readonly waiting: number;
}

/** Shares of the time that so many workers had. */
export function shareWorkers(
  { trialsUs, simulationUs, seriesUs }: WorkTimes,
  workers: number,
  wallMs: number,
): WorkerShares {
  // Clocks of several threads differ a little.
  const capacityUs = Math.max(trialsUs, workers * wallMs * 1000);
  if (!(capacityUs > 0)) return { simulation: 0, series: 0, configuration: 0, waiting: 1 };
  return {
    simulation: simulationUs / capacityUs,
    series: seriesUs / capacityUs,
    configuration: (trialsUs - simulationUs - seriesUs) / capacityUs,
    waiting: 1 - trialsUs / capacityUs,
  };
}

/** Measures a sweep from now on: first its runs, then what is made of them. */
export class SweepTimer {
  private readonly workers: number;
  private readonly startedMs = performance.now();
  private readonly loopBefore = performance.eventLoopUtilization();
  private work: WorkTimes = NO_WORK;
  private searchMs = 0;
  private storeMs = 0;
  private schedulingMs = 0;
  private statisticsMs = 0;

  constructor(workers: number) {
    this.workers = workers;
  }

  /** The workers have ended. */
  endSearch(work: WorkTimes, writers: readonly { readonly busyMs: number }[]): void {
    this.work = work;
    this.searchMs = performance.now() - this.startedMs;
    this.storeMs = writers.reduce((sum, { busyMs }) => sum + busyMs, 0);
    this.schedulingMs = performance.eventLoopUtilization(this.loopBefore).active;
  }

  async timeStatistics<T>(compute: () => Promise<T>): Promise<T> {
    const startedMs = performance.now();
    try {
      return await compute();
    } finally {
      this.statisticsMs += performance.now() - startedMs;
    }
  }

  /** The times until now. */
  read(): SweepTimes {
    const { workers, work, searchMs, storeMs, schedulingMs, statisticsMs } = this;
    const filesMs = performance.now() - this.startedMs - searchMs - statisticsMs;
    const workerShares = shareWorkers(work, workers, searchMs);
    return { workers, searchMs, workerShares, storeMs, schedulingMs, statisticsMs, filesMs };
  }
}
