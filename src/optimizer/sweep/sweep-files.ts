import path from 'node:path';
import type { Locations } from '../../config/locations.ts';
import { formatJson, type OutputValue } from '../../core/backtest/artifacts/format-json.ts';
import { writeFileAtomically } from '../../core/data/atomic-file.ts';
import { formatInstant } from '../../core/data/dates.ts';
import type { EffectiveConfig } from '../../core/types/config.ts';
import type { JsonObject } from '../../core/types/json.ts';
import type { SweepRecord } from '../storage/sweep-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import { renderTrialsCsv } from './trials-csv.ts';

export const BEST_FILE = 'best.json';
const MANIFEST_FILE = 'manifest.json';
const TRIALS_FILE = 'trials.csv';

/** Folder of a sweep's files below the results root (`optimizer.md` 14). */
export function sweepFolder(locations: Locations, sweepId: string): string {
  return path.join(locations.resultsRoot, 'sweeps', sweepId);
}

/** Identity, seeds, versions and timing of a sweep; also what `--baseline` compares with. */
export function writeSweepManifest(folder: string, sweep: SweepRecord): void {
  const content: OutputValue = {
    sweep_id: sweep.sweepId,
    name: sweep.name,
    strategy: sweep.strategy,
    symbol: sweep.symbol,
    timeframe: sweep.timeframe,
    start_date: sweep.startDate,
    end_date: sweep.endDate,
    run_mode: sweep.runMode,
    root_seed: sweep.rootSeed,
    seed_origin: sweep.seedOrigin,
    seed_policy: sweep.seedPolicy,
    seeding: sweep.seeding,
    generator_id: sweep.generatorId,
    sweep_definition_hash: sweep.definitionHash,
    manifest_sha256: sweep.manifestSha256,
    program_version: sweep.programVersion,
    objective: sweep.objective,
    direction: sweep.direction,
    planned_trials: sweep.plannedTrials,
    state: sweep.state,
    exit_code: sweep.exitCode,
    worker_count: sweep.workerCount,
    started_at: formatInstant(sweep.startedAt),
    finished_at: sweep.finishedAt === null ? null : formatInstant(sweep.finishedAt),
  };
  writeFileAtomically(path.join(folder, MANIFEST_FILE), [formatJson(content, MANIFEST_FILE)]);
}

export function writeTrialsCsv(folder: string, store: TrialReader, sweepId: string): void {
  writeFileAtomically(path.join(folder, TRIALS_FILE), [...renderTrialsCsv(store, sweepId)]);
}

/** Single-run configuration of the winner, its seed included; runs with `omega run`. */
export function writeBestConfig(file: string, config: EffectiveConfig): void {
  writeFileAtomically(file, [formatJson(config as unknown as JsonObject, path.basename(file))]);
}
