import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type MarketFile, writeMarketFiles } from '../../../src/core/data/market-files.ts';
import type { SideTable } from '../../../src/core/data/side-table.ts';
import type { Timeframe } from '../../../src/core/types/timeframe.ts';
import { column, encodeColumns, TEXT, timeColumn } from '../../core/data/parquet-samples.ts';
import { csvRows } from './csv-rows.ts';
import { inputFile, inputNames } from './golden-case.ts';

const BAR_FILE = /^(?<symbol>\w+)_(?<timeframe>\w+)\.csv$/;
/** Ticks per bar; nothing depends on them. */
const VOLUME = 100;

/** The configuration of a case within its project. */
export const CONFIG_FILE = 'config.json';

/** A strategy for cases that need orders of their own. */
const STRATEGY_MODULE = 'scripted-orders.mjs';

/** Lays the inputs of a case out as a user's project, with every file where omega looks for it by default. */
export async function writeGoldenProject(name: string, root: string): Promise<void> {
  for (const file of [CONFIG_FILE, STRATEGY_MODULE]) copy(inputFile(name, file), path.join(root, file));
  for (const file of ['execution_costs.yaml', 'symbol_specs.yaml']) {
    copy(inputFile(name, file), path.join(root, 'configs', file));
  }
  const bars = inputNames(name).flatMap((file) => marketFiles(name, file));
  await writeMarketFiles(path.join(root, 'data/parquet'), bars, { overwrite: false });
  if (inputNames(name).includes('news.csv')) writeCalendar(inputFile(name, 'news.csv'), root);
}

function copy(from: string, to: string): void {
  mkdirSync(path.dirname(to), { recursive: true });
  copyFileSync(from, to);
}

function marketFiles(name: string, file: string): MarketFile[] {
  const { symbol, timeframe } = BAR_FILE.exec(file)?.groups ?? {};
  if (symbol === undefined) return [];
  const rows = csvRows(inputFile(name, file));
  return (['bid', 'ask'] as const).map((side) => ({
    symbol,
    timeframe: timeframe as Timeframe,
    side,
    table: sideTable(rows, side),
    repair: null,
  }));
}

function sideTable(rows: readonly Readonly<Record<string, string>>[], side: 'bid' | 'ask'): SideTable {
  const prices = (price: string) => Float64Array.from(rows, (row) => Number(row[`${side}_${price}`]));
  return {
    openTimes: Float64Array.from(rows, (row) => Date.parse(row.time)),
    bars: {
      open: prices('open'),
      high: prices('high'),
      low: prices('low'),
      close: prices('close'),
      volume: new Float64Array(rows.length).fill(VOLUME),
    },
  };
}

function writeCalendar(source: string, root: string): void {
  const rows = csvRows(source);
  const texts = (name: string) =>
    column(
      rows.map((row) => row[name]),
      TEXT,
    );
  const bytes = encodeColumns({
    'UTC time': timeColumn(rows.map((row) => row.time)),
    Id: texts('id'),
    Name: texts('name'),
    Impact: texts('impact'),
    Currency: texts('currency'),
  });
  const file = path.join(root, 'data/news/news_calender_history.parquet');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}
