import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type ImportReport, type ImportRequest, importBars } from '../../../../src/core/data/import/import-bars.ts';
import { readSideFile } from '../../../../src/core/data/side-file.ts';
import type { MarketDataError } from '../../../../src/core/types/errors.ts';
import { awaitMarketDataError } from '../catch-error.ts';
import { createTemporaryFolder } from '../temporary-folder.ts';

const folder = createTemporaryFolder();

/** Text files and a data root for one import. */
export interface Workbench {
  readonly root: string;
  write(name: string, content: string | Uint8Array): string;
  run(request: Partial<ImportRequest> & Pick<ImportRequest, 'files'>): Promise<ImportReport>;
  /** Everything below the data root. */
  leftovers(): readonly string[];
}

export function createWorkbench(): Workbench {
  const base = mkdtempSync(path.join(folder, 'import-'));
  const root = path.join(base, 'root');
  return {
    root,
    write(name, content) {
      const file = path.join(base, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
      return file;
    },
    run: (request) =>
      importBars({ symbol: 'EURUSD', timeframe: 'M5', side: 'bid', isUtcStated: false, root, ...request }),
    leftovers: () => (existsSync(root) ? readdirSync(root, { recursive: true }).map(String) : []),
  };
}

/** Opening times (ISO) and values of the imported file, one line per bar. */
export async function readImported(root: string, side: 'bid' | 'ask' = 'bid'): Promise<readonly string[]> {
  const request = { root, symbol: 'EURUSD', timeframe: 'M5', side, cacheFolder: null } as const;
  const { openTimes, bars } = await readSideFile(request);
  return Array.from(openTimes, (time, row) => {
    const values = [bars.open, bars.high, bars.low, bars.close, bars.volume].map((column) => column[row]);
    return `${new Date(time).toISOString().slice(0, 16)} ${values.join(' ')}`;
  });
}

/** The error that an import of one file ends with; nothing may be left of it. */
export async function refusalOf(
  content: string,
  request: Partial<ImportRequest> = {},
): Promise<{ readonly error: MarketDataError; readonly leftovers: readonly string[] }> {
  const bench = createWorkbench();
  const file = bench.write('a.csv', content);
  const error = await awaitMarketDataError(bench.run({ files: [file], ...request }));
  return { error, leftovers: bench.leftovers() };
}
