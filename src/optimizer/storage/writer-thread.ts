import { parentPort, workerData } from 'node:worker_threads';
import { describeError, type ErrorDescription } from '../../core/types/errors.ts';
import { BatchedInsert } from './batched-insert.ts';
import { openForWriting } from './open-database.ts';
import type { SegmentValue } from './segment-value.ts';
import { toStoreError } from './store-errors.ts';
import { type TrialBatch, unpackTrials } from './trial-batch.ts';

/** What the thread is started with; its process holds the writer lock of the store. */
export interface WriterThreadData {
  readonly file: string;
  readonly programVersion: string;
  readonly lockTimeoutMs: number;
}

/** Batches are inserted as they come, `flush` makes them visible, `close` ends the thread. */
export type WriterRequest =
  | { readonly kind: 'write'; readonly batches: readonly TrialBatch[] }
  | { readonly kind: 'segments'; readonly sweepId: string; readonly values: readonly SegmentValue[] }
  | { readonly kind: 'flush' }
  | { readonly kind: 'close' };

/** One answer per request, in their order. */
export type WriterAnswer =
  | { readonly kind: 'done'; readonly busyUs: number }
  | { readonly kind: 'failed'; readonly error: ErrorDescription };

/** A killed sweep loses at most the trials of so much time, besides the batches that are on their way. */
const MAX_UNCOMMITTED_MS = 200;

const { file, programVersion, lockTimeoutMs } = workerData as WriterThreadData;
const port = parentPort!;
/** Opened by the first request, so that its answer says what is wrong. */
let inserts: BatchedInsert | null = null;
let timer: NodeJS.Timeout | null = null;
/** Of a transaction that nobody waited for; it is the answer to all later requests. */
let lateError: unknown = null;
/** Time of such transactions since the last answer. */
let lateUs = 0;

port.on('message', (request: WriterRequest) => {
  const startedMs = performance.now();
  try {
    handle(request);
    tell({ kind: 'done', busyUs: lateUs + (performance.now() - startedMs) * 1000 });
    lateUs = 0;
  } catch (error) {
    tell({ kind: 'failed', error: describeError(toStoreError(error, file)) });
  }
  if (request.kind === 'close') port.close();
});

function handle(request: WriterRequest): void {
  if (lateError !== null) throw lateError;
  inserts ??= new BatchedInsert(openForWriting(file, programVersion, lockTimeoutMs));
  if (request.kind === 'write' || request.kind === 'segments') {
    if (request.kind === 'write') for (const batch of request.batches) inserts.insert(unpackTrials(batch));
    else inserts.insertSegmentValues(request.sweepId, request.values);
    if (inserts.hasPending) timer ??= setTimeout(commitLate, MAX_UNCOMMITTED_MS);
    return;
  }
  if (timer !== null) clearTimeout(timer);
  timer = null;
  inserts.commit();
  if (request.kind === 'close') inserts.close();
}

function commitLate(): void {
  timer = null;
  const startedMs = performance.now();
  try {
    inserts?.commit();
  } catch (error) {
    lateError = error;
  }
  lateUs += (performance.now() - startedMs) * 1000;
}

function tell(answer: WriterAnswer): void {
  port.postMessage(answer);
}
