import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { JsonObject } from '../../../src/core/types/json.ts';
import { SHARED_FOLDER } from '../../support/shared-folder.ts';

const REFERENCE = path.join(SHARED_FOLDER, 'reference/v1-golden');

/** A closed trade of the legacy engine, unrounded. */
export interface GoldenTrade {
  readonly entry_time: string;
  readonly exit_time: string;
  readonly direction: 'long' | 'short';
  readonly scenario: string;
  readonly reason: string;
  readonly entry_price: number;
  readonly exit_price: number;
  readonly stop_loss: number;
  readonly take_profit: number;
  readonly size: number;
  readonly result: number;
  readonly entry_fee: number;
  readonly exit_fee: number;
  /** Figures at the signal bar; absent for scenario 1. */
  readonly signal?: JsonObject;
}

/** A position of the legacy engine that was open after the last bar. */
export type GoldenOpenPosition = Pick<GoldenTrade, 'entry_time' | 'direction' | 'stop_loss' | 'take_profit'>;

/** Sums of a golden run that are compared. */
export interface GoldenSums {
  readonly profit_net: number;
  readonly fees_total: number;
}

interface IndexEntry {
  readonly run: string;
  readonly data: string;
  readonly news_calendar: string | null;
}

/** Names of all golden runs. */
export function goldenRuns(): readonly string[] {
  return readdirSync(REFERENCE, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** Location of one of the files that belong to a run. */
export function goldenFile(run: string, name: string): string {
  return path.join(REFERENCE, run, name);
}

/** Closed trades of a golden run in closing order. */
export function goldenTrades(run: string): readonly GoldenTrade[] {
  return readJson<GoldenTrade[]>(goldenFile(run, 'trades.json'));
}

export function goldenOpenPositions(run: string): readonly GoldenOpenPosition[] {
  const file = goldenFile(run, 'open_positions.json');
  return existsSync(file) ? readJson<GoldenOpenPosition[]>(file) : [];
}

export function goldenSums(run: string): GoldenSums {
  return readJson<{ derived: GoldenSums }>(goldenFile(run, 'metrics.json')).derived;
}

/** Environment variables that point omega at the data, calendar and support files of a run. */
export function goldenEnvironment(run: string): Readonly<Record<string, string>> {
  const entry = readJson<IndexEntry[]>(path.join(REFERENCE, 'index.json')).find((candidate) => candidate.run === run)!;
  const calendar = entry.news_calendar;
  return {
    OMEGA_DATA_PARQUET_ROOT: path.join(SHARED_FOLDER, 'data', entry.data),
    OMEGA_EXECUTION_COSTS_FILE: goldenFile(run, 'execution_costs.yaml'),
    OMEGA_SYMBOL_SPECS_FILE: goldenFile(run, 'symbol_specs.yaml'),
    ...(calendar === null ? {} : { OMEGA_NEWS_CALENDAR_FILE: path.join(SHARED_FOLDER, 'data', calendar) }),
  };
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8'));
}
