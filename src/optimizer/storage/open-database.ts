import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import { RuntimeFailure } from '../../core/types/errors.ts';
import { openLasting } from './lasting-database.ts';
import { PAGE_SIZE_BYTES, SCHEMA, SCHEMA_VERSION } from './schema.ts';
import { corruptStore } from './store-errors.ts';

/** Pages of the log (16 MB) after which SQLite moves it into the store; 1,000 trials with five years of days fit. */
const CHECKPOINT_PAGES = 2000;
/** Pages that SQLite keeps in memory, in KiB: rows are mostly appended, so that more saves nothing. */
const PAGE_CACHE_KIB = 2048;

/** Opens a store for writing; makes its tables in a new or empty file (a crash before the first write leaves one). */
export function openForWriting(file: string, programVersion: string, timeoutMs: number): Database.Database {
  return openChecked(file, { timeout: timeoutMs }, (database) => {
    // Before anything is set: setting the journal mode already writes.
    const isEmpty = !hasSchema(database, file);
    if (isEmpty) database.pragma(`page_size = ${PAGE_SIZE_BYTES}`);
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = NORMAL');
    database.pragma('foreign_keys = ON');
    database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    database.pragma(`cache_size = -${PAGE_CACHE_KIB}`);
    if (isEmpty) createSchema(database, programVersion);
  });
}

/** Opens an existing store for reading; null if it is still empty. */
export function openForReading(file: string, timeoutMs: number): Database.Database | null {
  let isEmpty = false;
  const database = openChecked(file, { timeout: timeoutMs, readonly: true, fileMustExist: true }, (opened) => {
    isEmpty = !hasSchema(opened, file);
  });
  if (!isEmpty) return database;
  database.close();
  return null;
}

/** Makes the folder of a store. */
export function makeStoreFolder(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
}

function openChecked(file: string, options: Database.Options, prepare: (database: Database.Database) => void) {
  const database = openLasting(file, options);
  try {
    prepare(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** False for an empty database; throws unless a database with content is a store of this version. */
function hasSchema(database: Database.Database, file: string): boolean {
  const tables = database.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
  if (tables.length === 0) return false;
  if (!tables.includes('schema_version')) throw corruptStore(file, 'this SQLite database is not a store of omega');
  const row = database
    .prepare<[], { version: number; program_version: string }>('SELECT version, program_version FROM schema_version')
    .get();
  if (row === undefined) throw corruptStore(file, 'the store does not say which version it has');
  if (row.version !== SCHEMA_VERSION) throw otherVersion(file, row.version, row.program_version);
  return true;
}

function createSchema(database: Database.Database, programVersion: string): void {
  const create = database.transaction(() => {
    database.exec(SCHEMA);
    database.prepare('INSERT INTO schema_version VALUES (?, ?)').run(SCHEMA_VERSION, programVersion);
  });
  create.immediate();
}

function otherVersion(file: string, version: number, programVersion: string): RuntimeFailure {
  return new RuntimeFailure(
    'STORE_VERSION',
    `the store has schema version ${version} (made by omega ${programVersion}), this program supports ${SCHEMA_VERSION}`,
    {
      where: file,
      hint: 'use the program version that made it, or move the file away to start an empty store',
      details: { file, found: version, supported: SCHEMA_VERSION, program_version: programVersion },
    },
  );
}
