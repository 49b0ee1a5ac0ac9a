import { rmSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { PriceSide } from '../../types/bars.ts';
import { MarketDataError } from '../../types/errors.ts';
import type { Timeframe } from '../../types/timeframe.ts';
import { BarFileWriter } from '../bar-file-writer.ts';
import { PRICE_SIDES, requireSymbol, sideFilePath } from '../data-layout.ts';
import type { WrittenFile } from '../market-files.ts';
import { type FilledFile, makeStagingFolder, placeFiles } from '../place-files.ts';
import type { ColumnMap } from './column-map.ts';
import type { CsvFormat } from './csv-layout.ts';
import { type ImportSource, openLines, openSources } from './import-source.ts';
import { RowReader } from './row-reader.ts';
import { SideSink } from './side-sink.ts';

/** What an import is asked for. */
export interface ImportRequest {
  /** Text files; those of one side follow each other in time. */
  readonly files: readonly string[];
  readonly symbol: string;
  readonly timeframe: Timeframe;
  /** `both`: told by the file names or by the column map. */
  readonly side: PriceSide | 'both';
  /** Absent: told by the first line of each file. */
  readonly format?: CsvFormat;
  readonly columns?: ColumnMap;
  /** States that times without a zone are UTC. */
  readonly isUtcStated: boolean;
  /** Data root to write below. */
  readonly root: string;
  /** Ends the import between two pieces; nothing is left behind. */
  readonly signal?: AbortSignal;
}

/** What an import came to. */
export interface ImportReport {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  readonly sources: readonly { readonly file: string; readonly format: CsvFormat; readonly lines: number }[];
  readonly files: readonly WrittenFile[];
  /** Lines that repeated the bar before them. */
  readonly duplicatesDropped: Readonly<Partial<Record<PriceSide, number>>>;
}

/**
 * Turns text files into market files (`data-and-config.md` 9.2 and 10.1): every line checked by the
 * rules of a market file, decimals read as the nearest double, times in UTC. Holds a piece of each side
 * in memory, whatever the length. All files appear complete, or none; existing ones of other content
 * are never replaced.
 */
export async function importBars(request: ImportRequest): Promise<ImportReport> {
  const { symbol, timeframe, root } = request;
  requireSymbol(symbol);
  const sources = openSources(request.files, {
    format: request.format,
    columns: request.columns,
    side: request.side,
    isUtcStated: request.isUtcStated,
  });
  const staging = makeStagingFolder(root);
  const sinks = new Map<PriceSide, SideSink>();
  try {
    for (const side of PRICE_SIDES) {
      if (!sources.some((source) => source.sides.some((one) => one.side === side))) continue;
      const writer = await BarFileWriter.open(path.join(staging, side), null);
      sinks.set(side, new SideSink(symbol, timeframe, side, sources, writer));
    }
    const lines: number[] = [];
    for (const [index, source] of sources.entries()) lines.push(await readSource(source, index, sinks, request.signal));
    const filled = await finishAll(sinks, staging, symbol, timeframe);
    await endIfAborted(request.signal);
    return {
      symbol,
      timeframe,
      sources: sources.map(({ file, layout }, index) => ({ file, format: layout.format, lines: lines[index] })),
      files: placeFiles(root, filled),
      duplicatesDropped: Object.fromEntries(
        [...sinks.values()].map(({ side, counts }) => [side, counts.lines - counts.bars]),
      ),
    };
  } finally {
    for (const sink of sinks.values()) await sink.abandon();
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Reads one file into its sinks; returns its number of data lines. */
async function readSource(
  source: ImportSource,
  sourceIndex: number,
  sinks: ReadonlyMap<PriceSide, SideSink>,
  signal: AbortSignal | undefined,
): Promise<number> {
  const targets = source.sides.flatMap(({ side, positions }) => {
    const sink = sinks.get(side);
    return sink === undefined ? [] : [{ sink, positions }];
  });
  const reader = new RowReader(source);
  const lines = openLines(source.file);
  let count = 0;
  try {
    if (source.layout.hasHeader) lines.read();
    for (let text = lines.read(); text !== null; text = lines.read()) {
      if (text === '') continue;
      count += 1;
      let problem = reader.readLine(text, lines.lineNumber);
      for (const { sink, positions } of targets) {
        problem ??= reader.readSide(positions);
        if (problem !== null) await refuseAfterEarlier(problem, sinks);
        if (!sink.push(reader, sourceIndex, lines.lineNumber)) continue;
        await sink.flush();
        await endIfAborted(signal);
      }
    }
  } finally {
    lines.close();
  }
  return count;
}

/** Lets a signal be heard that came while lines were read and encoded, which holds the event loop. */
async function endIfAborted(signal: AbortSignal | undefined): Promise<void> {
  await setImmediate();
  signal?.throwIfAborted();
}

/** Lines before this one have not all been checked yet; what is wrong with them comes first. */
async function refuseAfterEarlier(problem: MarketDataError, sinks: ReadonlyMap<PriceSide, SideSink>): Promise<never> {
  for (const sink of sinks.values()) await sink.flush();
  throw problem;
}

async function finishAll(
  sinks: ReadonlyMap<PriceSide, SideSink>,
  staging: string,
  symbol: string,
  timeframe: Timeframe,
): Promise<readonly FilledFile[]> {
  const filled: FilledFile[] = [];
  for (const [side, sink] of sinks) {
    await sink.flush();
    const { bars: rows, firstTimeMs, lastTimeMs } = sink.counts;
    const relativePath = sideFilePath(symbol, timeframe, side);
    if (rows === 0) {
      throw new MarketDataError('DATA_EMPTY', 'there is no bar in the files, expected at least one', {
        where: relativePath,
        details: { path: relativePath },
      });
    }
    const { sha256, sizeBytes } = await sink.finish();
    const facts = { path: relativePath, symbol, timeframe, side, rows, firstTimeMs, lastTimeMs, sha256, sizeBytes };
    filled.push({ staged: path.join(staging, side), facts });
  }
  return filled;
}
