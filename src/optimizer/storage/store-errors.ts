import { OmegaError, RuntimeFailure } from '../../core/types/errors.ts';

/** Text of a thrown value's message. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Whether SQLite gave up waiting for another connection's lock. */
export function isBusy(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error));
}

/** What SQLite found damaged; nothing is repaired or overwritten. */
export function corruptStore(file: string, finding: string, cause?: unknown): RuntimeFailure {
  return new RuntimeFailure('STORE_CORRUPT', `${finding}; nothing was changed`, {
    where: file,
    hint: 'restore the file from a copy, or move it away to start an empty store',
    details: { file },
    cause,
  });
}

/** The lock file is no file of SQLite's, or cannot be written; the store is not to blame. */
export function unusableLock(lockFile: string, cause: unknown): OmegaError {
  const reason = reasonOf(cause);
  if (/^ERR_DLOPEN|^MODULE_NOT_FOUND/.test(codeOf(cause)) || /bindings file/.test(reason)) {
    return toStoreError(cause, lockFile);
  }
  return new RuntimeFailure('OUT_WRITE_FAILED', `the lock file of the store cannot be used: ${reason}`, {
    where: lockFile,
    hint: 'check permissions of the folder; if the lock file is damaged and no sweep runs, remove it',
    details: { file: lockFile, reason },
    cause,
  });
}

/** Turns what SQLite throws into an error of omega; omega's own errors pass. */
export function toStoreError(error: unknown, file: string): OmegaError {
  if (error instanceof OmegaError) return error;
  const code = codeOf(error);
  const reason = reasonOf(error);
  const facts = { where: file, details: { file, reason }, cause: error };
  if (isBusy(error)) {
    return new RuntimeFailure('STORE_LOCKED', `another program is writing to the store (${reason})`, {
      ...facts,
      hint: 'wait for it, or end it',
    });
  }
  // The statements are fixed: where one makes no sense to SQLite, the tables are not those they were written for.
  if (/^SQLITE_(ERROR$|CORRUPT|NOTADB)/.test(code)) {
    return corruptStore(file, `the store is damaged (${reason})`, error);
  }
  if (/^SQLITE_(FULL|IOERR|READONLY|CANTOPEN|PERM|AUTH)|^E[A-Z]+$/.test(code)) {
    return new RuntimeFailure('OUT_WRITE_FAILED', `cannot use the store: ${reason}`, {
      ...facts,
      hint: 'check free space and permissions of the file and its folder; readers need to write there too',
    });
  }
  if (/^ERR_DLOPEN|^MODULE_NOT_FOUND/.test(code) || /bindings file/.test(reason)) {
    return new RuntimeFailure('ENV_UNSUPPORTED', `the SQLite module cannot be loaded: ${reason}`, {
      ...facts,
      hint: 'run "npm rebuild better-sqlite3" with the Node version in use',
    });
  }
  return new RuntimeFailure('RUNTIME_INTERNAL', `the store refused a statement: ${reason}`, facts);
}
