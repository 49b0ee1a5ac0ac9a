import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openStore } from '../../../src/optimizer/storage/open-store.ts';
import { makeScratchFolder, openScratchStore } from './scratch-store.ts';
import { entries, START, SWEEP_ID } from './trial-examples.ts';

const CHILD = fileURLToPath(new URL('./kill-writer-child.ts', import.meta.url));
const BATCH_SIZE = 40;

it.each(['direct', 'threaded'])(
  'survives a killed %s writer with whole batches, and the next one goes on at once',
  async (kind) => {
    const scratch = makeScratchFolder();
    const child = spawn(process.execPath, ['--import', 'tsx', CHILD, scratch.file, String(BATCH_SIZE), kind], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      await linesOf(child.stdout, 5);
      expect(() => openScratchStore(scratch.file)).toThrow(expect.objectContaining({ code: 'STORE_LOCKED' }));
      const living = openStore(scratch.file, { readonly: true });
      expect(living.loadSweep(SWEEP_ID)?.state).toBe('running');
      expect(living.trialExtent(SWEEP_ID)?.count).toBeGreaterThanOrEqual(5 * BATCH_SIZE);
      living.close();
      child.kill('SIGKILL');
      await once(child, 'exit');

      const reader = openStore(scratch.file, { readonly: true });
      const count = reader.trialExtent(SWEEP_ID)?.count ?? 0;
      expect(count).toBeGreaterThanOrEqual(5 * BATCH_SIZE);
      expect(count % BATCH_SIZE).toBe(0);
      expect(reader.trialExtent(SWEEP_ID)?.last).toBe(count - 1);
      expect(reader.readDaily(SWEEP_ID, count - 1)?.[0]).toBe(count - 1);
      reader.close();

      const writer = openScratchStore(scratch.file);
      expect(writer.loadSweep(SWEEP_ID)).toMatchObject({ state: 'interrupted', exitCode: null });
      writer.resumeSweep(SWEEP_ID, START);
      writer.writeTrials(entries(count, count + 1));
      writer.close();

      const database = new Database(scratch.file, { readonly: true });
      expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(database.prepare('SELECT count(*) FROM trial_daily').pluck().get()).toBe(count + 1);
      database.close();
    } finally {
      child.kill('SIGKILL');
      scratch.remove();
    }
  },
);

/** Resolves when the stream has given so many lines. */
async function linesOf(stream: NodeJS.ReadableStream, wanted: number): Promise<void> {
  let seen = 0;
  await new Promise<void>((resolve, reject) => {
    stream.on('data', (chunk: Buffer) => {
      seen += chunk.toString().split('\n').length - 1;
      if (seen >= wanted) resolve();
    });
    stream.on('end', () => reject(new Error('the writer ended before it was killed')));
  });
}
