import { rmSync } from 'node:fs';
import path from 'node:path';
import type { PriceSide } from '../types/bars.ts';
import { UsageError } from '../types/errors.ts';
import { TIMEFRAME_MS, type Timeframe } from '../types/timeframe.ts';
import { BarAggregator } from './aggregate-bars.ts';
import { BarFileWriter } from './bar-file-writer.ts';
import { findFinestTimeframe, PRICE_SIDES, sideFilePath } from './data-layout.ts';
import type { WrittenFile } from './market-files.ts';
import { type FilledFile, makeStagingFolder, placeFiles } from './place-files.ts';
import { SideFileStream } from './side-file-stream.ts';
import type { SideTable } from './side-table.ts';

/** What to make from which files. */
export interface ResampleRequest {
  /** Data root of the source. */
  readonly root: string;
  readonly symbol: string;
  /** Data root of the result; may be the same. */
  readonly to: string;
  readonly timeframes: readonly Timeframe[];
  /** Ends the work between two pieces; nothing is left behind. */
  readonly signal?: AbortSignal;
}

export interface ResampleReport {
  readonly symbol: string;
  /** Timeframe that the others were made from. */
  readonly source: Timeframe;
  readonly files: readonly WrittenFile[];
}

/**
 * Makes higher timeframes of a symbol from its finest one, each side for itself; the repair record of
 * the source goes with them (`data-and-config.md` 12.5). Holds one row group of the source in memory,
 * whatever its length. All files appear complete, or none; existing ones of other content are never
 * replaced.
 */
export async function resampleBars(request: ResampleRequest): Promise<ResampleReport> {
  const { root, symbol, to, timeframes, signal } = request;
  const source = findFinestTimeframe(root, symbol);
  for (const timeframe of timeframes) requireLonger(timeframe, source, symbol);
  const streams: SideFileStream[] = [];
  let staging: string | null = null;
  try {
    for (const side of PRICE_SIDES) streams.push(SideFileStream.open({ root, symbol, timeframe: source, side }));
    staging = makeStagingFolder(to);
    const filled: FilledFile[] = [];
    for (const [index, side] of PRICE_SIDES.entries()) {
      filled.push(...(await resampleSide(streams[index], symbol, side, timeframes, staging, signal)));
    }
    return { symbol, source, files: placeFiles(to, filled) };
  } finally {
    for (const stream of streams) stream.close();
    if (staging !== null) rmSync(staging, { recursive: true, force: true });
  }
}

async function resampleSide(
  stream: SideFileStream,
  symbol: string,
  side: PriceSide,
  timeframes: readonly Timeframe[],
  staging: string,
  signal: AbortSignal | undefined,
): Promise<FilledFile[]> {
  const targets: TimeframeTarget[] = [];
  try {
    for (const timeframe of timeframes) {
      const staged = path.join(staging, path.basename(sideFilePath(symbol, timeframe, side)));
      const writer = await BarFileWriter.open(staged, stream.repair);
      targets.push(new TimeframeTarget(timeframe, staged, writer));
    }
    for await (const piece of stream.pieces()) {
      for (const target of targets) await target.add(piece);
      signal?.throwIfAborted();
    }
    const filled: FilledFile[] = [];
    for (const target of targets) filled.push(await target.finish(symbol, side));
    return filled;
  } finally {
    for (const { writer } of targets) await writer.abandon();
  }
}

/** One file that is being made. */
class TimeframeTarget {
  readonly writer: BarFileWriter;
  private readonly timeframe: Timeframe;
  private readonly staged: string;
  private readonly aggregator: BarAggregator;
  private rows = 0;
  private firstTimeMs = Number.NaN;
  private lastTimeMs = Number.NaN;

  constructor(timeframe: Timeframe, staged: string, writer: BarFileWriter) {
    this.timeframe = timeframe;
    this.staged = staged;
    this.writer = writer;
    this.aggregator = new BarAggregator(timeframe);
  }

  add(piece: SideTable): Promise<void> {
    return this.write(this.aggregator.add(piece));
  }

  async finish(symbol: string, side: PriceSide): Promise<FilledFile> {
    await this.write(this.aggregator.end());
    const { sha256, sizeBytes } = await this.writer.finish();
    const { timeframe, staged, rows, firstTimeMs, lastTimeMs } = this;
    const facts = {
      path: sideFilePath(symbol, timeframe, side),
      ...{ symbol, timeframe, side, rows, firstTimeMs, lastTimeMs, sha256, sizeBytes },
    };
    return { staged, facts };
  }

  private async write(bars: SideTable): Promise<void> {
    const { openTimes } = bars;
    if (openTimes.length === 0) return;
    if (this.rows === 0) this.firstTimeMs = openTimes[0];
    this.lastTimeMs = openTimes[openTimes.length - 1];
    this.rows += openTimes.length;
    await this.writer.write(bars);
  }
}

function requireLonger(timeframe: Timeframe, source: Timeframe, symbol: string): void {
  if (TIMEFRAME_MS[timeframe] > TIMEFRAME_MS[source]) return;
  throw new UsageError('USAGE', `${timeframe} is not longer than ${source}, the finest timeframe of ${symbol}`, {
    hint: 'bars can only be joined to longer ones',
    details: { timeframe, source },
  });
}
