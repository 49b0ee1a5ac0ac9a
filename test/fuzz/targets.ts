import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Compression } from 'parquet-wasm';
import { readCostsFile, readSymbolSpecFile } from '../../src/config/support-files.ts';
import { importBars } from '../../src/core/data/import/import-bars.ts';
import { readNewsEvents } from '../../src/core/data/news-rules.ts';
import { readNewsTable, readSideFile } from '../../src/core/data/side-file.ts';
import { SideFileStream } from '../../src/core/data/side-file-stream.ts';
import { openStore } from '../../src/optimizer/storage/open-store.ts';
import { loadDefinition } from '../../src/optimizer/sweep/load-definition.ts';
import { checkConfigDocument, readConfigDocument } from '../../src/run/checked-config.ts';
import {
  barColumns,
  column,
  encodeColumns,
  INT_64,
  placeFile,
  soundRows,
  TEXT,
  timeColumn,
} from '../core/data/parquet-samples.ts';
import { exampleSweep, exampleTrial, START } from '../optimizer/storage/trial-examples.ts';
import { SAMPLE_CONFIG } from '../support/sample-project.ts';
import type { FuzzTarget } from './fuzz-target.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/** All kinds of inputs; every target has a folder of its own below `folder`, which must exist. */
export async function createTargets(folder: string): Promise<readonly FuzzTarget[]> {
  const symbolSpecs = await readSymbolSpecFile(path.join(PROJECT, 'configs/symbol_specs.yaml'));
  mkdirSync(path.join(folder, 'configs'));
  mkdirSync(path.join(folder, 'sweeps'));
  writeFileSync(path.join(folder, 'configs/single.json'), text('configs/single.json'));
  return [
    reader('config', 'config.json', [text('configs/single.json'), Buffer.from(JSON.stringify(SAMPLE_CONFIG))], (file) =>
      readConfigDocument(file).then((document) =>
        checkConfigDocument(document, { strict: true, symbolSpecs, projectRoot: folder }),
      ),
    ),
    reader('sweep', 'sweeps/sweep.yaml', [text('sweeps/quickstart.yaml'), text('sweeps/eurusd-h1.yaml')], (file) =>
      loadDefinition(file, { strict: true, symbolSpecs, projectRoot: folder }),
    ),
    reader('costs', 'costs.yaml', [text('configs/execution_costs.yaml')], (file) =>
      readCostsFile(file, { strict: true }),
    ),
    reader('symbols', 'symbols.yaml', [text('configs/symbol_specs.yaml')], (file) => readSymbolSpecFile(file)),
    csvTarget(folder),
    barsTarget(folder),
    newsTarget(),
    storeTarget(folder),
  ];
}

function text(file: string): Buffer {
  return readFileSync(path.join(PROJECT, file));
}

/** A target that only reads. */
function reader(
  name: string,
  file: string,
  samples: readonly Buffer[],
  read: (file: string) => Promise<unknown>,
  isText = true,
): FuzzTarget {
  return {
    name,
    file,
    samples,
    isText,
    read: async (input) => {
      await read(input);
    },
    leftovers: () => null,
    clear: () => undefined,
  };
}

function csvTarget(folder: string): FuzzTarget {
  const root = path.join(folder, 'imported');
  const rows = soundRows(12).map(([time, ...values]) => [time.slice(0, 19).replace('T', ' '), ...values]);
  const table = (header: string, separator: string) =>
    Buffer.from([header, ...rows.map((row) => row.join(separator))].join('\n'));
  const omega = table('UTC time,Open,High,Low,Close,Volume', ',');
  const metatrader = Buffer.from(
    [
      '<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>',
      '2024.01.02\t10:00\t1\t2\t0.5\t1\t3',
      '2024.01.02\t10:05\t1\t2\t0.5\t1\t3',
    ].join('\r\n'),
  );
  const target = reader(
    'csv',
    'bars.csv',
    [omega, table('Gmt time;Open;High;Low;Close;Volume', ';'), metatrader],
    (file) => importBars({ files: [file], symbol: 'EURUSD', timeframe: 'M5', side: 'bid', isUtcStated: true, root }),
  );
  return {
    ...target,
    leftovers: () => {
      const found = existsSync(root) ? readdirSync(root) : [];
      return found.length === 0 ? null : `below the data root: ${found.join(', ')}`;
    },
    clear: () => rmSync(root, { recursive: true, force: true }),
  };
}

function barsTarget(folder: string): FuzzTarget {
  const root = path.join(folder, 'root');
  const columns = barColumns(soundRows(40));
  const samples = [
    encodeColumns(columns),
    encodeColumns(columns, Compression.ZSTD, 8),
    encodeColumns(columns, Compression.UNCOMPRESSED, 16),
  ];
  const location = { root, symbol: 'EURUSD', timeframe: 'M5', side: 'bid' } as const;
  const read = async (file: string) => {
    placeFile(root, 'EURUSD_M5_BID.parquet', readFileSync(file));
    const stream = SideFileStream.open(location);
    try {
      for await (const piece of stream.pieces()) void piece;
    } finally {
      stream.close();
    }
    await readSideFile({ ...location, cacheFolder: null });
  };
  return reader('bars', 'bars.parquet', samples, read, false);
}

function newsTarget(): FuzzTarget {
  const times = soundRows(8).map(([time]) => time);
  const events = {
    'UTC time': timeColumn(times),
    Id: column(
      times.map((_, index) => BigInt(index)),
      INT_64,
    ),
    Name: column(
      times.map((_, index) => `event ${index}`),
      TEXT,
    ),
    Impact: column(
      times.map((_, index) => ['low', 'medium', 'high'][index % 3]),
      TEXT,
    ),
    Currency: column(
      times.map((_, index) => ['USD', 'EUR'][index % 2]),
      TEXT,
    ),
  };
  const samples = [encodeColumns(events), encodeColumns(events, Compression.UNCOMPRESSED, 3)];
  return reader(
    'news',
    'news.parquet',
    samples,
    async (file) => readNewsEvents(await readNewsTable(file, null)),
    false,
  );
}

/** A results file; whatever is read from it, a damage must be called one. */
function storeTarget(folder: string): FuzzTarget {
  const original = path.join(folder, 'original.db');
  const store = openStore(original, { programVersion: 'fuzz' });
  store.createSweep(exampleSweep(), START);
  store.writeTrials(Array.from({ length: 60 }, (_, index) => ({ trial: exampleTrial(index), daily: null })));
  store.close();
  const read = async (file: string) => {
    const reader = openStore(file, { readonly: true });
    try {
      for (const sweep of reader.listSweeps()) {
        reader.readTrials(sweep.sweepId);
        reader.visitEligible(sweep.sweepId, () => undefined);
        reader.digest(sweep.sweepId);
      }
    } finally {
      reader.close();
    }
  };
  const target = reader('store', 'omega.db', [readFileSync(original)], read, false);
  const log = ['omega.db-wal', 'omega.db-shm'].map((name) => path.join(folder, name));
  const clear = () => {
    for (const file of log) rmSync(file, { force: true });
  };
  return { ...target, clear };
}
