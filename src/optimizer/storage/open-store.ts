import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import type Database from 'better-sqlite3';
import { RuntimeFailure, UsageError } from '../../core/types/errors.ts';
import { makeStoreFolder, openForReading, openForWriting } from './open-database.ts';
import { SqliteStore } from './sqlite-store.ts';
import { toStoreError } from './store-errors.ts';
import type { TrialReader, TrialStore } from './trial-store.ts';
import { acquireWriterLock, type WriterLock } from './writer-lock.ts';

/** `optimizer.md` 12.11. */
export const DEFAULT_LOCK_TIMEOUT_MS = 5000;

export interface WritableStoreOptions {
  readonly readonly?: false;
  /** Recorded in a store that is made now. */
  readonly programVersion: string;
  /** How long to wait for another writer, default 5 s. The thread sleeps meanwhile. */
  readonly lockTimeoutMs?: number;
}

export interface ReadonlyStoreOptions {
  readonly readonly: true;
  readonly lockTimeoutMs?: number;
}

/**
 * Opens the SQLite store in `file`. For writing, file and folder are made if needed, and the store
 * belongs to this process until `close` (`STORE_LOCKED` if another one has it). Readers neither
 * wait nor make anything; without a store there is no sweep to read (`USAGE_SWEEP_NOT_FOUND`).
 * A damaged file (`STORE_CORRUPT`) or one of another version (`STORE_VERSION`) stays as it is.
 */
export function openStore(file: string, options: WritableStoreOptions): TrialStore;
export function openStore(file: string, options: ReadonlyStoreOptions): TrialReader;
export function openStore(file: string, options: WritableStoreOptions | ReadonlyStoreOptions): TrialReader {
  const place = resolve(file);
  const timeoutMs = options.lockTimeoutMs ?? DEFAULT_LOCK_TIMEOUT_MS;
  try {
    if (options.readonly === true) return openReader(place, timeoutMs);
    return openWriter(place, options.programVersion, timeoutMs);
  } catch (error) {
    throw toStoreError(error, place);
  }
}

function openReader(file: string, timeoutMs: number): TrialReader {
  const database = existsSync(file) ? openForReading(file, timeoutMs) : null;
  if (database !== null) return createStore(file, database, null);
  throw new UsageError('USAGE_SWEEP_NOT_FOUND', 'there is no store yet, so there is no sweep in it', {
    where: file,
    hint: 'run a sweep first, or let OMEGA_RESULTS_ROOT point to the folder that has it',
    details: { file },
  });
}

function openWriter(file: string, programVersion: string, timeoutMs: number): TrialStore {
  makeStoreFolder(file);
  // The lock has to stand beside the real file, or two names of one store would have two locks.
  const realFile = existsSync(file) ? realpathSync(file) : file;
  const lock = acquireWriterLock(realFile, timeoutMs);
  if (lock === null) throw lockedStore(file, timeoutMs);
  try {
    return createStore(file, openForWriting(file, programVersion, timeoutMs), lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

function createStore(file: string, database: Database.Database, lock: WriterLock | null): SqliteStore {
  try {
    const store = new SqliteStore(file, database, lock);
    if (lock !== null) store.interruptRunning();
    return store;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** While the store is locked, the sweep in state running is the one that holds it. */
function lockedStore(file: string, timeoutMs: number): RuntimeFailure {
  const holder = findRunningSweep(file);
  const name = holder === null ? 'another sweep' : `sweep ${holder}`;
  return new RuntimeFailure('STORE_LOCKED', `${name} is writing to the store (waited ${timeoutMs} ms)`, {
    where: file,
    hint: 'wait until it is finished or end it, or use another results folder',
    details: { file, sweep_id: holder, waited_ms: timeoutMs },
  });
}

function findRunningSweep(file: string): string | null {
  try {
    const reader = openReader(file, 0);
    try {
      return reader.listSweeps().find((sweep) => sweep.state === 'running')?.sweepId ?? null;
    } finally {
      reader.close();
    }
  } catch {
    // The holder may still be making the store; the message then does without its name.
    return null;
  }
}
