import type { PriceSide } from '../types/bars.ts';
import type { InputFile } from '../types/dataset.ts';
import type { Timeframe } from '../types/timeframe.ts';
import type { SideFiles } from './prepare-sides.ts';
import type { NewsTable, SideFile, SideFileRequest } from './side-file.ts';

/** Where the files of a load come from. */
export interface DatasetReaders {
  readonly readSideFile: (request: SideFileRequest) => Promise<SideFile>;
  readonly readNewsTable: (file: string, cacheFolder: string | null) => Promise<NewsTable>;
}

interface SourceSettings {
  readonly root: string;
  readonly cacheFolder: string | null;
  /** Series that will be asked for twice: these are kept instead of being read again. */
  readonly isReused: (symbol: string, timeframe: Timeframe) => boolean;
}

/** Reads the files of one load and lists each of them once as an input. */
export class DatasetInputs {
  readonly #settings: SourceSettings;
  readonly #readers: DatasetReaders;
  readonly #kept = new Map<string, SideFiles>();
  readonly #inputs = new Map<string, InputFile>();

  constructor(settings: SourceSettings, readers: DatasetReaders) {
    this.#settings = settings;
    this.#readers = readers;
  }

  get list(): readonly InputFile[] {
    return [...this.#inputs.values()];
  }

  /** Both sides of a series, BID first; they become inputs only if both are readable. */
  async readSides(symbol: string, timeframe: Timeframe): Promise<SideFiles> {
    const key = `${symbol} ${timeframe}`;
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const bid = await this.#readSide(symbol, timeframe, 'bid');
    const ask = await this.#readSide(symbol, timeframe, 'ask');
    this.#add(describeSide(bid, 'market_parquet_bid'));
    this.#add(describeSide(ask, 'market_parquet_ask'));
    if (this.#settings.isReused(symbol, timeframe)) this.#kept.set(key, { bid, ask });
    return { bid, ask };
  }

  async readNews(file: string): Promise<NewsTable> {
    const table = await this.#readers.readNewsTable(file, this.#settings.cacheFolder);
    this.#add(describeNews(table));
    return table;
  }

  #readSide(symbol: string, timeframe: Timeframe, side: PriceSide): Promise<SideFile> {
    const { root, cacheFolder } = this.#settings;
    return this.#readers.readSideFile({ root, symbol, timeframe, side, cacheFolder });
  }

  #add(input: InputFile): void {
    this.#inputs.set(input.path, input);
  }
}

function describeSide(file: SideFile, kind: 'market_parquet_bid' | 'market_parquet_ask'): InputFile {
  return { kind, ...describeFile(file, file.openTimes), repair: file.repair };
}

function describeNews(table: NewsTable): InputFile {
  return { kind: 'news_parquet', ...describeFile(table, table.times), repair: null };
}

function describeFile(
  file: Pick<SideFile, 'path' | 'sha256' | 'sizeBytes' | 'rows'>,
  times: Float64Array,
): Omit<InputFile, 'kind' | 'repair'> {
  const { path, sha256, sizeBytes, rows } = file;
  return { path, sha256, sizeBytes, rows, startTimeMs: times[0], endTimeMs: times[times.length - 1] };
}
