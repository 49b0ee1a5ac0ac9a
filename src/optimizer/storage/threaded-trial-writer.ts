import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { type ErrorDescription, OmegaError, RuntimeFailure } from '../../core/types/errors.ts';
import { PACKAGE_ROOT, RUNS_FROM_SOURCE } from '../../run/program.ts';
import type { SegmentValue } from './segment-value.ts';
import { batchBytes, batchMemory, type TrialBatch } from './trial-batch.ts';
import { packTrials } from './trial-batch-builder.ts';
import type { TrialEntry } from './trial-record.ts';
import type { TrialWriter } from './trial-writer.ts';
import type { WriterAnswer, WriterRequest, WriterThreadData } from './writer-thread.ts';

const THREAD_FILE = RUNS_FROM_SOURCE
  ? 'src/optimizer/storage/writer-thread.ts'
  : 'dist/optimizer/storage/writer-thread.js';

/** Batches that wait for the thread may take so much memory; then whoever writes has to wait. */
const MAX_WAITING_BYTES = 8 * 2 ** 20;
/** Batches are sent together, because waking a thread up takes longer than handing it a batch: milliseconds, bytes. */
const SEND_DELAY_MS = 100;
const SEND_AT_BYTES = 2 ** 20;
/** Ten members, about. */
const BYTES_PER_SEGMENT_VALUE = 200;
/** Rows live for one transaction; a small nursery saves memory. */
const YOUNG_GENERATION_MB = 4;

interface OpenRequest {
  readonly bytes: number;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/**
 * Writes in a thread with a connection of its own, so that the thread that runs the search spends next to
 * nothing on the store. The owner of the store must not write by itself until `close`.
 */
export class ThreadedTrialWriter implements TrialWriter {
  readonly #thread: Worker;
  /** Requests without an answer, oldest first. */
  readonly #open: OpenRequest[] = [];
  /** Batches that are to be sent. */
  #unsent: TrialBatch[] = [];
  #unsentBytes = 0;
  #sendTimer: NodeJS.Timeout | null = null;
  readonly #exited: Promise<void>;
  #waitingBytes = 0;
  #busyUs = 0;
  #failure: Error | null = null;
  /** Resolved when the thread has caught up. */
  #room: { readonly promise: Promise<void>; readonly resolve: () => void } | null = null;

  constructor(data: WriterThreadData) {
    this.#thread = startThread(data);
    this.#thread.on('message', (answer: WriterAnswer) => this.#take(answer));
    this.#thread.on('error', (error) => this.#fail(error));
    this.#exited = new Promise((resolve) => {
      this.#thread.on('exit', () => {
        this.#fail(new RuntimeFailure('RUNTIME_INTERNAL', 'the thread that writes the store has ended'));
        resolve();
      });
    });
  }

  get busyMs(): number {
    return this.#busyUs / 1000;
  }

  async write(batch: readonly TrialEntry[]): Promise<void> {
    if (batch.length > 0) await this.writePacked(packTrials(batch));
  }

  async writePacked(batch: TrialBatch): Promise<void> {
    if (this.#failure !== null) throw this.#failure;
    this.#unsent.push(batch);
    this.#unsentBytes += batchBytes(batch);
    if (this.#unsentBytes >= SEND_AT_BYTES) this.#send();
    else this.#sendTimer ??= setTimeout(() => this.#send(), SEND_DELAY_MS);
    await this.#untilCaughtUp();
  }

  async writeSegmentValues(sweepId: string, values: readonly SegmentValue[]): Promise<void> {
    if (values.length === 0) return;
    this.#hand({ kind: 'segments', sweepId, values }, values.length * BYTES_PER_SEGMENT_VALUE);
    await this.#untilCaughtUp();
  }

  flush(): Promise<void> {
    return this.#ask({ kind: 'flush' }, 0);
  }

  async close(): Promise<void> {
    try {
      await this.#ask({ kind: 'close' }, 0);
    } finally {
      await this.#exited;
    }
  }

  /** Sends the batches that have come together. */
  #send(): void {
    if (this.#sendTimer !== null) clearTimeout(this.#sendTimer);
    this.#sendTimer = null;
    if (this.#unsent.length === 0) return;
    const batches = this.#unsent;
    const bytes = this.#unsentBytes;
    this.#unsent = [];
    this.#unsentBytes = 0;
    this.#hand({ kind: 'write', batches }, bytes, batches.flatMap(batchMemory));
  }

  /** Hands a request over; a failure is reported by whatever is called next. */
  #hand(request: WriterRequest, bytes: number, memory: ArrayBuffer[] = []): void {
    this.#ask(request, bytes, memory).catch(() => undefined);
  }

  /** Waits only where too much is waiting for the thread. */
  async #untilCaughtUp(): Promise<void> {
    while (this.#waitingBytes > MAX_WAITING_BYTES && this.#failure === null) await this.#untilRoom();
    if (this.#failure !== null) throw this.#failure;
  }

  #ask(request: WriterRequest, bytes: number, memory: ArrayBuffer[] = []): Promise<void> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    this.#send();
    return new Promise((resolve, reject) => {
      this.#open.push({ bytes, resolve, reject });
      this.#waitingBytes += bytes;
      this.#thread.postMessage(request, memory);
    });
  }

  #take(answer: WriterAnswer): void {
    const request = this.#open.shift();
    if (request === undefined) return;
    this.#waitingBytes -= request.bytes;
    if (answer.kind === 'failed') {
      const error = restoreError(answer.error);
      request.reject(error);
      this.#fail(error);
      void this.#thread.terminate();
      return;
    }
    this.#busyUs += answer.busyUs;
    request.resolve();
    if (this.#waitingBytes <= MAX_WAITING_BYTES) this.#wake();
  }

  /** The first failure stays; nothing is written after it. */
  #fail(error: Error): void {
    this.#failure ??= error;
    if (this.#sendTimer !== null) clearTimeout(this.#sendTimer);
    for (const request of this.#open.splice(0)) request.reject(this.#failure);
    this.#waitingBytes = 0;
    this.#wake();
  }

  #untilRoom(): Promise<void> {
    if (this.#room === null) {
      let resolve: () => void = () => undefined;
      const promise = new Promise<void>((settle) => {
        resolve = settle;
      });
      this.#room = { promise, resolve };
    }
    return this.#room.promise;
  }

  #wake(): void {
    this.#room?.resolve();
    this.#room = null;
  }
}

function startThread(workerData: WriterThreadData): Worker {
  const file = path.join(PACKAGE_ROOT, THREAD_FILE);
  const options = { workerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB } };
  if (!RUNS_FROM_SOURCE) return new Worker(file, options);
  // Sources need a loader of TypeScript, which in a thread serves `require` and not the first file.
  return new Worker(`require(${JSON.stringify(file)})`, { ...options, eval: true, execArgv: ['--require', 'tsx/cjs'] });
}

function restoreError({ category, code, message, where, hint, details }: ErrorDescription): OmegaError {
  return new OmegaError(category, code, message, {
    ...(where === null ? {} : { where }),
    ...(hint === null ? {} : { hint }),
    details,
  });
}
