import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Piscina } from 'piscina';
import { PACKAGE_ROOT, RUNS_FROM_SOURCE } from '../../run/program.ts';
import type { PieceData, PieceKind, PieceResult, PieceTask } from '../statistics/pieces/piece-kinds.ts';
import { type PieceListener, type PieceRunner, StatisticsStopped } from '../statistics/pieces/piece-runner.ts';

const WORKER_FILE = RUNS_FROM_SOURCE
  ? 'src/optimizer/executor/statistics-worker.ts'
  : 'dist/optimizer/executor/statistics-worker.js';

/** Computes the statistics of a sweep in worker threads of its own, so that those of the search can be gone. */
export class StatisticsPool implements PieceRunner {
  private readonly pool: Piscina;
  private readonly onPiece: PieceListener;
  private readonly signal: AbortSignal | null;
  private readonly onAbort = () => void this.pool.destroy();

  /** @param signal ends the work at once: a piece leaves nothing behind */
  constructor(workers: number, onPiece: PieceListener, signal: AbortSignal | null) {
    this.onPiece = onPiece;
    this.signal = signal;
    this.pool = new Piscina({
      filename: pathToFileURL(path.join(PACKAGE_ROOT, WORKER_FILE)).href,
      // Sources need a loader of TypeScript, the built worker is plain JavaScript.
      ...(RUNS_FROM_SOURCE ? { execArgv: ['--import', 'tsx'] } : {}),
      minThreads: workers,
      maxThreads: workers,
    });
    this.pool.on('error', () => undefined);
    signal?.addEventListener('abort', this.onAbort, { once: true });
  }

  async run<Kind extends PieceKind>(
    kind: Kind,
    pieces: readonly PieceData<Kind>[],
  ): Promise<readonly PieceResult<Kind>[]> {
    if (this.isStopped()) throw new StatisticsStopped();
    let done = 0;
    const runPiece = async (data: PieceData<Kind>): Promise<PieceResult<Kind>> => {
      const task: PieceTask<Kind> = { kind, data };
      const result: PieceResult<Kind> = await this.pool.run(task);
      done += 1;
      this.onPiece(kind, done, pieces.length);
      return result;
    };
    try {
      return await Promise.all(pieces.map(runPiece));
    } catch (error) {
      if (this.isStopped()) throw new StatisticsStopped();
      throw error;
    }
  }

  async close(): Promise<void> {
    this.signal?.removeEventListener('abort', this.onAbort);
    await this.pool.destroy();
  }

  private isStopped(): boolean {
    return this.signal?.aborted === true;
  }
}
