import path from 'node:path';
import type { PriceSide } from '../../types/bars.ts';
import { MarketDataError, UsageError } from '../../types/errors.ts';
import { PRICE_SIDES } from '../data-layout.ts';
import { type ColumnMap, hasBothSides, keysOfSide } from './column-map.ts';
import { CsvClock } from './csv-clock.ts';
import { splitFields } from './csv-fields.ts';
import { type CsvFormat, type CsvLayout, findLayout, timeTextOf } from './csv-layout.ts';
import { CsvLines } from './csv-lines.ts';

/** Positions of open, high, low, close and volume of one side in a line. */
export type SidePositions = readonly [open: number, high: number, low: number, close: number, volume: number];

/** One file to import. */
export interface ImportSource {
  readonly file: string;
  /** How messages call it. */
  readonly name: string;
  readonly layout: CsvLayout;
  readonly sides: readonly { readonly side: PriceSide; readonly positions: SidePositions }[];
  /** Whether times without a zone are UTC. */
  readonly isUtcStated: boolean;
}

export interface SourceOptions {
  readonly format: CsvFormat | undefined;
  readonly columns: ColumnMap | undefined;
  readonly side: PriceSide | 'both';
  /** Whether the caller states that times without a zone are UTC. */
  readonly isUtcStated: boolean;
}

/** A side is told by a word of its own in the file name: `EURUSD_BID_2024.csv`. */
const SIDE_WORD = /(?:^|[^a-z])(bid|ask)(?![a-z])/gi;

/** Looks at the beginning of all files and puts them in the order of their first bars. */
export function openSources(files: readonly string[], options: SourceOptions): readonly ImportSource[] {
  const sources = files.map((file) => openSource(file, options));
  const dated = sources.map((source, index) => ({ source, index, firstTime: readFirstTime(source) }));
  dated.sort((left, right) => left.firstTime - right.firstTime || left.index - right.index);
  return dated.map(({ source }) => source);
}

/** Opens the lines of a file; a file that cannot be opened is refused by its name. */
export function openLines(file: string): CsvLines {
  try {
    return new CsvLines(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'the file does not exist' : `the file cannot be read: ${message}`;
    throw new MarketDataError('DATA_FILE_NOT_FOUND', reason, {
      where: file,
      hint: 'check the path; it is relative to the working directory',
      details: { path: file },
      cause: error,
    });
  }
}

function openSource(file: string, options: SourceOptions): ImportSource {
  const name = path.basename(file);
  const layout = findLayout(readFirstLine(file, name), options.format, options.columns, name);
  if (layout.foreignZone !== null) refuseZone(name, layout.foreignZone);
  return {
    file,
    name,
    layout,
    sides: findSides(name, layout, options),
    isUtcStated: options.isUtcStated || layout.isUtcStated,
  };
}

function readFirstLine(file: string, name: string): string {
  const lines = openLines(file);
  try {
    const line = lines.read();
    if (line === null || line.trim() === '') {
      throw new MarketDataError('DATA_EMPTY', 'the file has no lines, expected bars', {
        where: name,
        details: { file: name },
      });
    }
    return line;
  } catch (error) {
    // A folder can be opened, but not read.
    if ((error as NodeJS.ErrnoException).code === 'EISDIR') {
      throw new MarketDataError('DATA_FILE_NOT_FOUND', 'this is a folder, expected a text file', {
        where: file,
        details: { path: file },
      });
    }
    throw error;
  } finally {
    lines.close();
  }
}

function findSides(name: string, layout: CsvLayout, options: SourceOptions): ImportSource['sides'] {
  const { columns, side } = options;
  if (columns !== undefined && hasBothSides(columns)) {
    if (side !== 'both') throw new UsageError('USAGE', `--side is ${side}, but --columns names both sides`);
    return PRICE_SIDES.map((one) => ({ side: one, positions: positionsOf(layout, keysOfSide(columns, one)) }));
  }
  const positions = positionsOf(layout, ['open', 'high', 'low', 'close', 'volume']);
  return [{ side: side === 'both' ? sideByName(name) : side, positions }];
}

function positionsOf(layout: CsvLayout, keys: readonly string[]): SidePositions {
  const [open = -1, high = -1, low = -1, close = -1, volume = -1] = keys.map((key) => layout.positions.get(key) ?? -1);
  return [open, high, low, close, volume];
}

function sideByName(name: string): PriceSide {
  const words = new Set([...name.matchAll(SIDE_WORD)].map((match) => match[1].toLowerCase()));
  const [word, other] = words;
  if (other === undefined && (word === 'bid' || word === 'ask')) return word;
  throw new UsageError('USAGE', `the name ${name} does not say whether its prices are bid or ask`, {
    hint: 'add --side bid or --side ask, or name the files ..._BID.csv and ..._ASK.csv',
    details: { file: name },
  });
}

/** Time of the first bar, for the order only: what is wrong with it is reported when the file is read in full. */
function readFirstTime({ file, layout }: ImportSource): number {
  const lines = openLines(file);
  try {
    if (layout.hasHeader) lines.read();
    const fields = splitFields(lines.read() ?? '', layout.delimiter);
    const timeMs = new CsvClock(true).read(timeTextOf(layout, fields));
    return Number.isNaN(timeMs) ? Number.POSITIVE_INFINITY : timeMs;
  } finally {
    lines.close();
  }
}

function refuseZone(name: string, zone: string): never {
  throw new MarketDataError('DATA_TIMEZONE', `the times are in the zone '${zone}', expected UTC`, {
    where: `${name}:1`,
    hint: 'export the file again with times in UTC',
    details: { file: name, line: 1, zone, expected: 'UTC' },
  });
}
