import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decodeColumns } from '../../src/core/data/decode-columns.ts';
import { DecodingThread } from '../../src/run/decoding-thread/decoding-thread.ts';
import { awaitMarketDataError } from '../core/data/catch-error.ts';
import { barColumns, encodeColumns, soundRows } from '../core/data/parquet-samples.ts';

// What the calling thread decodes is counted.
vi.mock('../../src/core/data/decode-columns.ts', { spy: true });

const place = { label: 'EURUSD M5 BID', facts: { path: 'EURUSD/EURUSD_M5_BID.parquet' } };
const rows = soundRows(400);
const sound = new Uint8Array(encodeColumns(barColumns(rows)));
const repeated = new Uint8Array(encodeColumns(barColumns([...rows, ...soundRows(1)])));
const threads: DecodingThread[] = [];

function startThread(smallestFile: number): DecodingThread {
  const thread = new DecodingThread(smallestFile);
  threads.push(thread);
  return thread;
}

beforeEach(() => {
  vi.mocked(decodeColumns).mockClear();
});
afterEach(async () => {
  for (const thread of threads.splice(0)) await thread.close();
});

describe('a decoding thread', () => {
  it('gives the columns of a file, in shared memory', async () => {
    const columns = await startThread(0).decode(sound, 'M5', place);
    expect(decodeColumns).not.toHaveBeenCalled();
    expect(columns).toEqual(await decodeColumns(sound, 'M5', place));
    expect(columns.numbers.map(({ buffer }) => buffer.constructor)).toEqual(Array(6).fill(SharedArrayBuffer));
  });

  it('refuses what the calling thread refuses, in the same words, and decodes the next file', async () => {
    const thread = startThread(0);
    for (const bytes of [repeated, sound.slice(0, -20)]) {
      const expected = await awaitMarketDataError(decodeColumns(bytes, 'M5', place));
      const error = await awaitMarketDataError(thread.decode(bytes, 'M5', place));
      expect({ ...error, message: error.message }).toEqual({ ...expected, message: expected.message });
    }
    vi.mocked(decodeColumns).mockClear();
    expect((await thread.decode(sound, 'M5', place)).fileRows).toBe(400);
    expect(decodeColumns).not.toHaveBeenCalled();
  });

  it('leaves small files to the calling thread', async () => {
    const thread = startThread(sound.length + 1);
    expect((await thread.decode(sound, 'M5', place)).fileRows).toBe(400);
    expect(decodeColumns).toHaveBeenCalledOnce();
  });

  it('leaves its file to the calling thread where it ends', async () => {
    const thread = startThread(0);
    const answer = thread.decode(sound, 'M5', place);
    await thread.close();
    expect((await answer).fileRows).toBe(400);
    expect(decodeColumns).toHaveBeenCalledOnce();
  });
});
