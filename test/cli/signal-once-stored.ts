import type { ChildProcess } from 'node:child_process';
import { openStore } from '../../src/optimizer/storage/open-store.ts';

const POLL_MS = 20;

/** Sends a signal as soon as the store holds a trial; for the option `onStderr` of a call of omega. */
export function signalOnceStored(storeFile: string, signal: NodeJS.Signals) {
  let timer: NodeJS.Timeout | undefined;
  return (child: ChildProcess): void => {
    if (timer !== undefined) return;
    timer = setInterval(() => {
      if (child.exitCode === null && !hasTrial(storeFile)) return;
      clearInterval(timer);
      child.kill(signal);
    }, POLL_MS);
  };
}

/** Whether a store that another process writes to has a trial; false while the file is being made. */
function hasTrial(file: string): boolean {
  try {
    const store = openStore(file, { readonly: true });
    try {
      return store.listSweepIds().some((id) => store.trialExtent(id) !== null);
    } finally {
      store.close();
    }
  } catch {
    return false;
  }
}
