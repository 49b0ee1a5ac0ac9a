import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../src/optimizer/storage/memory-store.ts';
import { ThreadedTrialWriter } from '../../../src/optimizer/storage/threaded-trial-writer.ts';
import type { TrialEntry } from '../../../src/optimizer/storage/trial-record.ts';
import type { TrialStore } from '../../../src/optimizer/storage/trial-store.ts';
import { DirectTrialWriter, type TrialWriter } from '../../../src/optimizer/storage/trial-writer.ts';
import { makeScratchFolder, openScratchStore, PROGRAM_VERSION, type ScratchFolder } from './scratch-store.ts';
import {
  entries,
  entry,
  exampleSweep,
  exampleTrial,
  failedTrial,
  START,
  SWEEP_ID,
  segmentValue,
} from './trial-examples.ts';

const MEGABYTE = 2 ** 20;

let scratch: ScratchFolder;
let store: TrialStore;

beforeEach(() => {
  scratch = makeScratchFolder();
  store = openScratchStore(scratch.file);
  store.createSweep(exampleSweep(), START);
});
afterEach(() => {
  store.close();
  scratch.remove();
});

function threaded(): ThreadedTrialWriter {
  return new ThreadedTrialWriter({ file: scratch.file, programVersion: PROGRAM_VERSION, lockTimeoutMs: 100 });
}

function digestInMemory(batch: readonly TrialEntry[]): string {
  const memory = createMemoryStore();
  memory.createSweep(exampleSweep(), START);
  memory.writeTrials(batch);
  return memory.digest(SWEEP_ID);
}

const WRITERS: readonly (readonly [string, () => TrialWriter])[] = [
  ['the direct writer', () => new DirectTrialWriter(store)],
  ['the threaded writer', threaded],
];

describe.each(WRITERS)('%s', (_name, open) => {
  it('brings all trials into the store, and replaces those that were waiting', async () => {
    const waiting = { ...failedTrial(0), status: 'cancelled' as const };
    const writer = open();
    await writer.write([entry(waiting)]);
    await writer.flush();
    expect(store.readTrial(SWEEP_ID, 0)?.status).toBe('cancelled');
    for (let first = 0; first < 4100; first += 41) await writer.write(entries(first, first + 41));
    await writer.write([]);
    await writer.writeSegmentValues(SWEEP_ID, [segmentValue(4100, 1), segmentValue(5000, 1)]);
    const trades = Float64Array.of(1, 2, 3, 4, 5, 6, 7);
    const traded = entry(exampleTrial(4101), null, trades);
    await writer.write([entry(failedTrial(4100)), traded]);
    await writer.close();
    expect(store.trialExtent(SWEEP_ID)).toEqual({ first: 0, last: 4101, count: 4102 });
    expect(store.readTrial(SWEEP_ID, 4100)).toEqual(failedTrial(4100));
    expect([4100, 4101].map((index) => store.readTrades(SWEEP_ID, index))).toEqual([null, trades]);
    expect(store.readSegmentValues(SWEEP_ID)).toEqual([segmentValue(4100, 1), segmentValue(5000, 1)]);
    expect(store.readDaily(SWEEP_ID, 4099)).toEqual(Float64Array.of(4099, -1.5, 0, 1 / 3));
    expect(store.digest(SWEEP_ID)).toBe(digestInMemory([...entries(0, 4100), entry(failedTrial(4100)), traded]));
  });
});

describe('the threaded writer', () => {
  it('reports what the store refused by its code, and writes nothing after it', async () => {
    const writer = threaded();
    await writer.write(entries(0, 3));
    await writer.flush();
    const refusal = { code: 'RUNTIME_NON_FINITE_OUTPUT', message: expect.stringContaining('score') };
    await writer.write([entry(exampleTrial(3, { score: Number.POSITIVE_INFINITY }))]);
    await expect(writer.flush()).rejects.toMatchObject(refusal);
    await expect(writer.write(entries(4, 5))).rejects.toMatchObject(refusal);
    await expect(writer.close()).rejects.toMatchObject(refusal);
    expect(store.trialExtent(SWEEP_ID)?.count).toBe(3);
  });

  it('reports a store that another program keeps locked', async () => {
    const other = new Database(scratch.file);
    other.exec('BEGIN IMMEDIATE');
    const writer = threaded();
    await writer.write(entries(0, 1));
    await expect(writer.close()).rejects.toMatchObject({ code: 'STORE_LOCKED' });
    other.close();
  });

  it('brings what was written into the store by itself', async () => {
    const writer = threaded();
    for (let first = 0; first < 9; first += 3) await writer.write(entries(first, first + 3));
    while (store.trialExtent(SWEEP_ID) === null) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(store.trialExtent(SWEEP_ID)?.count).toBe(9);
    await writer.close();
  });

  it('lets nobody write more than a few megabytes ahead', async () => {
    const writer = threaded();
    const big = [entry(exampleTrial(0, { parametersJson: 'x'.repeat(MEGABYTE) }))];
    let written = 0;
    const work = async () => {
      for (let index = 0; index < 40; index++) {
        await writer.write([{ ...big[0]!, trial: { ...big[0]!.trial, trialIndex: index } }]);
        written++;
      }
    };
    const done = work();
    // Nothing can be answered before the event loop goes on, so that this is how far it gets by itself.
    for (let turn = 0; turn < 200; turn++) await Promise.resolve();
    expect(written).toBe(7);
    await done;
    await writer.close();
    expect(store.trialExtent(SWEEP_ID)?.count).toBe(40);
  });
});
