import type Database from 'better-sqlite3';
import { openLasting } from './lasting-database.ts';
import { isBusy, unusableLock } from './store-errors.ts';

/**
 * Exclusive right to write to a store. It is an open exclusive transaction on an empty database
 * next to the store: SQLite then uses locks of the operating system, which end with the process
 * however it ends, so that a killed sweep leaves nothing to clean up. The store itself stays
 * unlocked, for readers and for its own short transactions. The lock file must never be deleted
 * (two writers could then hold locks on two files of that name) nor opened by other means within
 * the same process (closing it would drop the lock).
 */
export interface WriterLock {
  release(): void;
}

/** Suffix of the lock file, after the name of the store. */
export const LOCK_SUFFIX = '.lock';

/** Waits up to `timeoutMs`; null if another writer still holds the store then. */
export function acquireWriterLock(file: string, timeoutMs: number): WriterLock | null {
  const lockFile = `${file}${LOCK_SUFFIX}`;
  let database: Database.Database | null = null;
  try {
    database = openLasting(lockFile, { timeout: timeoutMs });
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database?.close();
    if (isBusy(error)) return null;
    throw unusableLock(lockFile, error);
  }
  const held = database;
  return { release: () => held.close() };
}
