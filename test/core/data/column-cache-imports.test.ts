import { mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { readSideFile } from '../../../src/core/data/side-file.ts';
import { createTemporaryFolder } from './temporary-folder.ts';

const folder = createTemporaryFolder();

it('reads from the cache without loading the Parquet and Arrow libraries', async () => {
  const { barColumns, encodeColumns, placeFile, soundRows } = await import('./parquet-samples.ts');
  const root = path.join(folder, 'root');
  placeFile(root, 'EURUSD_M5_BID.parquet', encodeColumns(barColumns(soundRows(10))));
  const cacheFolder = path.join(folder, 'cache');
  const request = { root, symbol: 'EURUSD', timeframe: 'M5', side: 'bid', cacheFolder } as const;
  const decoded = await readSideFile(request);

  vi.resetModules();
  const refuse = () => {
    throw new Error('loaded');
  };
  vi.doMock('parquet-wasm', refuse);
  vi.doMock('apache-arrow', refuse);
  const fresh = await import('../../../src/core/data/side-file.ts');
  expect(await fresh.readSideFile(request)).toEqual(decoded);

  // The counter-check: without its entry the same call needs the library.
  mkdirSync(path.join(folder, 'away'));
  renameSync(cacheFolder, path.join(folder, 'away/cache'));
  await expect(fresh.readSideFile(request)).rejects.toMatchObject({ code: 'ENV_UNSUPPORTED' });
});
