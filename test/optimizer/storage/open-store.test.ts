import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OmegaError, RuntimeFailure } from '../../../src/core/types/errors.ts';
import { DEFAULT_LOCK_TIMEOUT_MS, openStore } from '../../../src/optimizer/storage/open-store.ts';
import { SCHEMA_VERSION } from '../../../src/optimizer/storage/schema.ts';
import { makeScratchFolder, openScratchStore, PROGRAM_VERSION, type ScratchFolder } from './scratch-store.ts';
import { entries, exampleSweep, START, SWEEP_ID } from './trial-examples.ts';

describe('openStore', () => {
  let scratch: ScratchFolder;

  beforeEach(() => {
    scratch = makeScratchFolder();
  });
  afterEach(() => scratch.remove());

  const openReader = () => openStore(scratch.file, { readonly: true, lockTimeoutMs: 20 });

  /** Error of opening; the file must stay as it was. */
  function refusalOf(open: () => { close(): void }, file = scratch.file): OmegaError {
    const before = readFileSync(file);
    const refusal = errorOf(open);
    expect(readFileSync(file).equals(before)).toBe(true);
    return refusal;
  }

  it('makes folder and store, and records the version', () => {
    openScratchStore(scratch.file).close();
    expect(existsSync(`${scratch.file}-wal`)).toBe(false);
    const database = new Database(scratch.file, { readonly: true });
    expect(database.prepare('SELECT * FROM schema_version').all()).toEqual([
      { version: SCHEMA_VERSION, program_version: PROGRAM_VERSION },
    ]);
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    database.close();
  });

  it('takes the empty file of a crash before the first write for a new store', () => {
    mkdirSync(dirname(scratch.file));
    writeFileSync(scratch.file, '');
    expect(errorOf(openReader).code).toBe('USAGE_SWEEP_NOT_FOUND');
    openScratchStore(scratch.file).close();
    const reader = openReader();
    expect(reader.listSweepIds()).toEqual([]);
    reader.close();
  });

  it('finds nothing to read, and makes nothing, where there is no store', () => {
    const refusal = errorOf(openReader);
    expect(refusal).toMatchObject({ code: 'USAGE_SWEEP_NOT_FOUND', where: scratch.file });
    expect(existsSync(dirname(scratch.file))).toBe(false);
  });

  it('reports the sweep that holds the store, and leaves readers alone', () => {
    const writer = openScratchStore(scratch.file);
    expect(errorOf(() => openScratchStore(scratch.file)).message).toContain('another sweep');
    writer.createSweep(exampleSweep(), START);
    const refusal = errorOf(() => openScratchStore(scratch.file));
    expect(refusal).toBeInstanceOf(RuntimeFailure);
    expect(refusal).toMatchObject({
      code: 'STORE_LOCKED',
      where: scratch.file,
      details: { file: scratch.file, sweep_id: SWEEP_ID, waited_ms: 20 },
    });
    expect(refusal.message).toContain(SWEEP_ID);
    const reader = openReader();
    expect(reader.loadSweep(SWEEP_ID)?.state).toBe('running');
    reader.close();
    writer.writeTrials(entries(0, 1));
    writer.close();
    openScratchStore(scratch.file).close();
  });

  it('waits for another writer, five seconds unless told otherwise', () => {
    expect(DEFAULT_LOCK_TIMEOUT_MS).toBe(5000);
    const writer = openScratchStore(scratch.file);
    const startMs = performance.now();
    const refusal = errorOf(() => openStore(scratch.file, { programVersion: PROGRAM_VERSION, lockTimeoutMs: 150 }));
    expect(refusal.details).toMatchObject({ waited_ms: 150 });
    expect(performance.now() - startMs).toBeGreaterThan(140);
    writer.close();
  });

  it('holds one lock for a store with two names', () => {
    openScratchStore(scratch.file).close();
    const alias = join(scratch.folder, 'alias.db');
    symlinkSync(scratch.file, alias);
    const writer = openScratchStore(alias);
    expect(errorOf(() => openScratchStore(scratch.file)).code).toBe('STORE_LOCKED');
    writer.close();
  });

  it('answers a write lock of a foreign program with STORE_LOCKED', () => {
    const store = openScratchStore(scratch.file);
    const foreign = new Database(scratch.file);
    foreign.exec('BEGIN IMMEDIATE');
    expect(errorOf(() => store.createSweep(exampleSweep(), START)).code).toBe('STORE_LOCKED');
    foreign.close();
    store.createSweep(exampleSweep(), START);
    store.close();
  });

  it('refuses a store of another version', () => {
    openScratchStore(scratch.file).close();
    const database = new Database(scratch.file);
    database.prepare("UPDATE schema_version SET version = 99, program_version = '9.9.9'").run();
    database.close();
    for (const open of [() => openScratchStore(scratch.file), openReader]) {
      const refusal = refusalOf(open);
      expect(refusal).toMatchObject({
        code: 'STORE_VERSION',
        where: scratch.file,
        details: { found: 99, supported: SCHEMA_VERSION, program_version: '9.9.9' },
      });
      expect(refusal.message).toMatch(new RegExp(`99.*9\\.9\\.9.*${SCHEMA_VERSION}$`));
    }
  });

  it.each([
    ['a short text', () => writeFileSync(scratch.file, 'hello')],
    ['a long text', () => writeFileSync(scratch.file, 'sweep '.repeat(5000))],
    ['a database of something else', () => new Database(scratch.file).exec('CREATE TABLE mine (x)').close()],
    ['a store that lacks a table', () => makeStoreWithout('trial_daily')],
    ['a store without version row', () => runInStore('DELETE FROM schema_version')],
    ['a truncated store', () => truncateStore()],
  ])('refuses %s and leaves it as it is', (_, make) => {
    mkdirSync(dirname(scratch.file));
    make();
    for (const open of [() => openScratchStore(scratch.file), openReader]) {
      expect(refusalOf(open)).toMatchObject({ code: 'STORE_CORRUPT', category: 'runtime', where: scratch.file });
    }
  });

  it('says that a database of something else is no store', () => {
    mkdirSync(dirname(scratch.file));
    new Database(scratch.file).exec('CREATE TABLE mine (x)').close();
    expect(errorOf(openReader).message).toContain('not a store of omega');
  });

  it('reports damage that only shows when a page is read', () => {
    const store = openScratchStore(scratch.file);
    store.createSweep(exampleSweep(), START);
    store.writeTrials(entries(0, 200));
    store.close();
    const bytes = readFileSync(scratch.file);
    bytes.fill(0xa5, bytes.length / 2);
    writeFileSync(scratch.file, bytes);
    const reader = openReader();
    expect(errorOf(() => reader.readTrials(SWEEP_ID)).code).toBe('STORE_CORRUPT');
    expect(errorOf(() => reader.digest(SWEEP_ID)).code).toBe('STORE_CORRUPT');
    reader.close();
  });

  it('says why a place cannot hold a store', () => {
    writeFileSync(join(scratch.folder, 'results'), 'a file, not a folder');
    expect(errorOf(() => openScratchStore(scratch.file))).toMatchObject({
      code: 'OUT_WRITE_FAILED',
      where: scratch.file,
    });
    const folder = join(scratch.folder, 'folder.db');
    mkdirSync(folder);
    expect(errorOf(() => openScratchStore(folder)).code).toBe('OUT_WRITE_FAILED');
  });

  it('keeps the store when the lock holder failed to open it', () => {
    mkdirSync(dirname(scratch.file));
    writeFileSync(scratch.file, 'hello');
    errorOf(() => openScratchStore(scratch.file));
    writeFileSync(scratch.file, '');
    openScratchStore(scratch.file).close();
    expect(statSync(scratch.file).size).toBeGreaterThan(0);
  });

  function runInStore(sql: string): void {
    openScratchStore(scratch.file).close();
    const database = new Database(scratch.file);
    database.exec(sql);
    database.close();
  }

  function makeStoreWithout(table: string): void {
    runInStore(`DROP TABLE ${table}`);
  }

  function truncateStore(): void {
    openScratchStore(scratch.file).close();
    truncateSync(scratch.file, 8192);
  }
});

function errorOf(work: () => unknown): OmegaError {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(OmegaError);
    return error as OmegaError;
  }
  throw new Error('expected a refusal');
}
