import path from 'node:path';
import type { Locations } from '../../config/locations.ts';
import type { StrategyModuleFile } from '../../config/strategy-choice.ts';
import { formatJson, type OutputObject, type OutputValue } from '../../core/backtest/artifacts/format-json.ts';
import { writeFileAtomically } from '../../core/data/atomic-file.ts';
import { formatInstant } from '../../core/data/dates.ts';
import type { EffectiveConfig } from '../../core/types/config.ts';
import type { JsonObject } from '../../core/types/json.ts';
import type { SweepRecord } from '../storage/sweep-record.ts';
import type { TrialReader } from '../storage/trial-store.ts';
import type { CandidateReport } from './candidate-report.ts';
import { renderCandidatesCsv } from './candidates-csv.ts';
import { renderParetoCsv } from './pareto-csv.ts';
import { objectivesOf, rankByPareto } from './pareto-trials.ts';
import { parseBaseConfig } from './stored-module.ts';
import { renderTrialsCsv } from './trials-csv.ts';
import type { WalkForwardReport } from './walk-forward-report.ts';
import { renderWindowsCsv } from './windows-csv.ts';

/** Configuration of the trial with the best score, and of the one that another rule selects. */
export const BEST_FILE = 'best.json';
export const SELECTED_FILE = 'selected.json';
const MANIFEST_FILE = 'manifest.json';
const TRIALS_FILE = 'trials.csv';
const WINDOWS_FILE = 'windows.csv';
const PARETO_FILE = 'pareto.csv';
const CANDIDATES_FILE = 'candidates.csv';

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
    ...moduleMembers(sweep),
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
    objectives: objectivesOf(sweep).map((objective) => ({ ...objective })),
    planned_trials: sweep.plannedTrials,
    state: sweep.state,
    exit_code: sweep.exitCode,
    worker_count: sweep.workerCount,
    started_at: formatInstant(sweep.startedAt),
    finished_at: sweep.finishedAt === null ? null : formatInstant(sweep.finishedAt),
  };
  writeFileAtomically(path.join(folder, MANIFEST_FILE), [formatJson(content, MANIFEST_FILE)]);
}

/** File and hash of the strategy, where it is not bundled. */
function moduleMembers(sweep: SweepRecord): OutputObject {
  const { strategy_module: file, strategy_module_sha256: sha256 } = parseBaseConfig(sweep);
  return file === undefined ? {} : { strategy_module: file, strategy_module_sha256: sha256 ?? null };
}

export function writeTrialsCsv(folder: string, store: TrialReader, sweepId: string): void {
  writeFileAtomically(path.join(folder, TRIALS_FILE), renderTrialsCsv(store, sweepId));
}

/** Front and ranks of a sweep with several objectives; nothing with a single one. */
export function writeParetoCsv(folder: string, store: TrialReader, sweep: SweepRecord): void {
  const objectives = objectivesOf(sweep);
  if (objectives.length === 0) return;
  const text = renderParetoCsv(store, sweep.sweepId, rankByPareto(store, sweep), objectives);
  writeFileAtomically(path.join(folder, PARETO_FILE), text);
}

/** The strategy of a sweep as it was run, so that the sweep can be understood when the original has changed. */
export function writeStrategyModule(folder: string, module: StrategyModuleFile): void {
  writeFileAtomically(strategyModuleCopy(folder, module), [module.text]);
}

/** Where the copy of a sweep's strategy lies. */
export function strategyModuleCopy(folder: string, { input }: StrategyModuleFile): string {
  return path.join(folder, input.path);
}

/** The windows of a walk-forward; with the trial table they are everything that was chosen and why. */
export function writeWindowsCsv(folder: string, report: WalkForwardReport): void {
  writeFileAtomically(path.join(folder, WINDOWS_FILE), [renderWindowsCsv(report)]);
}

/** The best trials with their stress scores. */
export function writeCandidatesCsv(folder: string, candidates: readonly CandidateReport[]): void {
  writeFileAtomically(path.join(folder, CANDIDATES_FILE), [renderCandidatesCsv(candidates)]);
}

/**
 * Text of the single-run configuration of a trial, its seed included; runs with `omega run`.
 *
 * @param file where it will lie
 * @param moduleFile where the strategy of the configuration lies, if it is not bundled
 */
export function trialConfigText(file: string, config: EffectiveConfig, moduleFile: string | null): string {
  const written = moduleFile === null ? config : withModule(config, moduleFile, path.dirname(file));
  return formatJson(written as unknown as JsonObject, path.basename(file));
}

/** The same configuration for another place: the path of the strategy is relative to it. */
export function withModule(config: EffectiveConfig, moduleFile: string, folder: string): EffectiveConfig {
  return { ...config, strategy_module: path.relative(folder, moduleFile).split(path.sep).join('/') };
}
