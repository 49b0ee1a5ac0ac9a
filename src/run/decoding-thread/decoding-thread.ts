import { once } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { type DecodeColumns, decodeColumns } from '../../core/data/decode-columns.ts';
import { PACKAGE_ROOT, RUNS_FROM_SOURCE } from '../program.ts';
import type { DecodingAnswer, DecodingRequest } from './decoding-worker.ts';

const THREAD_FILE = RUNS_FROM_SOURCE
  ? 'src/run/decoding-thread/decoding-worker.ts'
  : 'dist/run/decoding-thread/decoding-worker.js';

/** Smaller files do not need so much memory that a thread is worth its start. */
const SMALLEST_FILE = 2 ** 20;

/**
 * Decodes Parquet files in a thread of its own, because the decoder never gives memory back, about 45 MB: it goes
 * when the thread ends. The columns stay, they are in shared memory. For programs that live on for long after
 * they have read their files, such as a sweep. The thread starts with the first file that needs it.
 */
export class DecodingThread {
  readonly #smallestFile: number;
  #thread: Worker | null = null;
  /** Resolved as an answer without columns when the thread ends. */
  #ended: Promise<[DecodingAnswer]> = Promise.resolve([null]);

  /** @param smallestFile bytes below which a file is decoded in the calling thread */
  constructor(smallestFile = SMALLEST_FILE) {
    this.#smallestFile = smallestFile;
  }

  /**
   * Decodes one file; wait for it before the next. What the thread cannot decode, the caller's own decoder refuses,
   * with the same error as without a thread.
   */
  readonly decode: DecodeColumns = async (bytes, purpose, place) => {
    if (bytes.length < this.#smallestFile) return decodeColumns(bytes, purpose, place);
    const columns = await this.#ask({ bytes, purpose, place }).catch(() => null);
    return columns ?? decodeColumns(bytes, purpose, place);
  };

  /** Ends the thread. */
  async close(): Promise<void> {
    await this.#thread?.terminate();
    this.#thread = null;
  }

  async #ask(request: DecodingRequest): Promise<DecodingAnswer> {
    const thread = this.#thread ?? this.#start();
    const answer = once(thread, 'message') as Promise<[DecodingAnswer]>;
    thread.postMessage(request);
    const [columns] = await Promise.race([answer, this.#ended]);
    return columns;
  }

  #start(): Worker {
    const thread = startThread();
    // Whatever ends the thread, its files are decoded without it.
    thread.on('error', () => undefined);
    this.#ended = new Promise((resolve) => {
      thread.on('exit', () => resolve([null]));
    });
    this.#thread = thread;
    return thread;
  }
}

function startThread(): Worker {
  const file = path.join(PACKAGE_ROOT, THREAD_FILE);
  if (!RUNS_FROM_SOURCE) return new Worker(file);
  // Sources need a loader of TypeScript, which in a thread serves `require` and not the first file.
  return new Worker(`require(${JSON.stringify(file)})`, { eval: true, execArgv: ['--require', 'tsx/cjs'] });
}
