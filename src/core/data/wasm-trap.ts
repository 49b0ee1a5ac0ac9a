type Task = () => void;

let previousTurn: Promise<unknown> = Promise.resolve();

/**
 * Runs an asynchronous call into a WebAssembly library so that a trap inside it rejects the returned
 * promise.
 *
 * A library built with wasm-bindgen continues its work in microtasks of its own. If the code traps
 * there (parquet-wasm does on a damaged page), the promise of the call stays open for ever and the
 * error ends the program. Nothing but `queueMicrotask` stands between the two, so it is replaced while
 * such a call is under way. The price: a change of a global for the length of the call, and one call at
 * a time, so that a trap can only belong to that call.
 */
export function runTrapped<T>(start: () => Promise<T>): Promise<T> {
  const turn = previousTurn.then(() => watchTraps(start));
  previousTurn = turn.catch(() => undefined);
  return turn;
}

async function watchTraps<T>(start: () => Promise<T>): Promise<T> {
  const original = globalThis.queueMicrotask;
  try {
    return await new Promise<T>((resolve, reject) => {
      replaceQueueMicrotask((task: Task) => original(() => runTask(task, reject)));
      start().then(resolve, reject);
    });
  } finally {
    replaceQueueMicrotask(original);
  }
}

/** Whether an error is a `WebAssembly.RuntimeError`, which the type declarations of Node do not know. */
export function isTrap(error: unknown): boolean {
  return error instanceof Error && error.name === 'RuntimeError';
}

/** Only traps belong to the library; errors of other microtasks go their usual way. */
function runTask(task: Task, reject: (trap: unknown) => void): void {
  try {
    task();
  } catch (error) {
    if (!isTrap(error)) throw error;
    reject(error);
  }
}

function replaceQueueMicrotask(queue: (task: Task) => void): void {
  Object.defineProperty(globalThis, 'queueMicrotask', { value: queue, configurable: true, writable: true });
}
