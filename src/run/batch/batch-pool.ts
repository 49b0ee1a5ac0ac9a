import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Piscina } from 'piscina';
import { describeError } from '../../core/types/errors.ts';
import { PACKAGE_ROOT, RUNS_FROM_SOURCE } from '../program.ts';
import type { BatchAnswer, BatchRunOptions } from './batch-worker.ts';

const WORKER_FILE = RUNS_FROM_SOURCE ? 'src/run/batch/batch-worker.ts' : 'dist/run/batch/batch-worker.js';

/** Worker threads that take one configuration file after the other. */
export class BatchPool {
  private readonly pool: Piscina;

  constructor(workers: number, options: BatchRunOptions) {
    this.pool = new Piscina({
      filename: pathToFileURL(path.join(PACKAGE_ROOT, WORKER_FILE)).href,
      // Sources need a loader of TypeScript, the built worker is plain JavaScript.
      ...(RUNS_FROM_SOURCE ? { execArgv: ['--import', 'tsx'] } : {}),
      minThreads: workers,
      maxThreads: workers,
      workerData: options,
    });
    // A worker that dies is replaced; its run has failed, the others go on.
    this.pool.on('error', () => undefined);
  }

  /** Runs a configuration file; never rejects. */
  async run(config: string): Promise<BatchAnswer> {
    try {
      return await this.pool.run(config);
    } catch (error) {
      return { outcome: { status: 'failed', run: null, error: describeError(error) }, notices: [] };
    }
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }
}
