import type { ChildProcess } from 'node:child_process';
import { openStore } from '../../src/optimizer/storage/open-store.ts';
import type { TrialReader } from '../../src/optimizer/storage/trial-store.ts';

const POLL_MS = 20;

/** Whether a sweep has come so far. */
export type Reached = (store: TrialReader, sweepId: string) => boolean;

const hasTrial: Reached = (store, sweepId) => store.trialExtent(sweepId) !== null;

/**
 * Sends a signal as soon as the store holds a trial, or whatever else is waited for; for the option `onStderr` of a
 * call of omega.
 */
export function signalOnceStored(storeFile: string, signal: NodeJS.Signals, isReached: Reached = hasTrial) {
  let timer: NodeJS.Timeout | undefined;
  return (child: ChildProcess): void => {
    if (timer !== undefined) return;
    timer = setInterval(() => {
      if (child.exitCode === null && !isSweepReached(storeFile, isReached)) return;
      clearInterval(timer);
      child.kill(signal);
    }, POLL_MS);
  };
}

/** Asks a store that another process writes to; false while the file is being made. */
function isSweepReached(file: string, isReached: Reached): boolean {
  try {
    const store = openStore(file, { readonly: true });
    try {
      return store.listSweepIds().some((id) => isReached(store, id));
    } finally {
      store.close();
    }
  } catch {
    return false;
  }
}
