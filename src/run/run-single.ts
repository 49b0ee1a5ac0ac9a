import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type Locations, resolveLocations } from '../config/locations.ts';
import type { ConfigWarning } from '../config/problem-list.ts';
import { warningNotice } from '../config/warning-notice.ts';
import { formatJson } from '../core/backtest/artifacts/format-json.ts';
import type { RunFacts } from '../core/backtest/artifacts/run-facts.ts';
import type { DecodeColumns } from '../core/data/decode-columns.ts';
import { describeManifest } from '../core/data/manifest.ts';
import { storeManifest } from '../core/data/manifest-store.ts';
import { checkRunFolder, writeRunFolder } from '../core/data/run-folder.ts';
import type { BacktestResult } from '../core/types/backtest-result.ts';
import type { EffectiveConfig } from '../core/types/config.ts';
import type { Dataset, DataWarning } from '../core/types/dataset.ts';
import type { JsonValue } from '../core/types/json.ts';
import type { SymbolSpec } from '../core/types/symbol-spec.ts';
import { type CheckedConfig, type ConfigDocument, checkConfigDocument, readConfigDocument } from './checked-config.ts';
import { type DataOptions, loadMarketInputs, requiredTimeframes, symbolSpecOf } from './market-inputs.ts';
import { PROGRAM_VERSION } from './program.ts';
import { renderRun } from './render-run.ts';
import { completeGovernance } from './run-governance.ts';
import { drawSeed, runId } from './run-identity.ts';
import { RunLog } from './run-log.ts';
import { simulateRun } from './simulate-run.ts';
import { readSupportFiles } from './support.ts';

/** What a single run is asked for. */
export interface SingleRunRequest {
  /**
   * Path of a configuration file, or the configuration itself; paths in it are relative to the file, or to the
   * project root.
   */
  readonly config: string | { readonly document: JsonValue; readonly source: string };
  /** Base of relative locations; default: the working directory. */
  readonly projectRoot?: string;
  /** Environment variables that move locations; default: those of the process. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Unknown keys are errors. */
  readonly strict?: boolean;
  /** Data warnings are errors. */
  readonly strictData?: boolean;
  /** Read and write the column cache; default true. */
  readonly useCache?: boolean;
  /** Decodes files that are not in the cache; default: in the calling thread. */
  readonly decode?: DecodeColumns;
  /** Folder for the artifacts instead of `<results>/runs/<run id>`. */
  readonly outputDir?: string;
  /** Makes further files of the folder, by name; they are outside the contract and no hash knows them. */
  readonly companions?: (report: SingleRunReport) => ReadonlyMap<string, string>;
  /** Write artifacts, manifest and log; default true. */
  readonly write?: boolean;
  /** Record the commit of the project in `meta.json`. */
  readonly provenance?: boolean;
  /** Milliseconds since the epoch; default: the system clock. Only `generated_at` depends on it. */
  readonly now?: () => number;
  /** Told what deserves a line on standard error as soon as it is known. */
  readonly onNotice?: (notice: string) => void;
}

/** What a single run came to. */
export interface SingleRunReport {
  readonly runId: string;
  /** Folder of the artifacts; null where nothing was written. */
  readonly folder: string | null;
  readonly config: EffectiveConfig;
  readonly configHash: string;
  readonly manifestSha256: string;
  readonly seed: number;
  readonly resultHash: string;
  readonly artifactHash: string;
  readonly result: BacktestResult;
  /** Unrounded, in the order of `METRIC_KEYS`; NaN is "n/a". */
  readonly metrics: Float64Array;
  readonly dataset: Dataset;
  /** Contract facts of the symbol, as its file states them. */
  readonly symbolSpec: SymbolSpec;
  /** Texts of the artifacts by file name. */
  readonly files: ReadonlyMap<string, string>;
  readonly configWarnings: readonly ConfigWarning[];
  readonly dataWarnings: readonly DataWarning[];
  /** Wall time in milliseconds; informational. */
  readonly timings: { readonly loadMs: number; readonly engineMs: number };
}

/**
 * One backtest from a configuration to its artifacts: `omega run` as a function. Whole or not at all:
 * the run folder appears complete or stays away.
 * @throws OmegaError with the codes of `data-and-config.md` 18.4
 */
export async function runSingle(request: SingleRunRequest): Promise<SingleRunReport> {
  const locations = resolveLocations(request.environment ?? process.env, request.projectRoot ?? process.cwd());
  for (const notice of locations.notices) request.onNotice?.(notice);
  const { projectRoot } = locations;
  const { source, ...document } = await readDocument(request.config, projectRoot);
  const strict = request.strict ?? false;
  const support = await readSupportFiles(locations, strict);
  const { symbolSpecs } = support;
  const checked = await checkConfigDocument(document, { strict, symbolSpecs, projectRoot });
  const { effective, strategy, module, warnings } = checked;
  const configWarnings = [...support.costs.warnings, ...warnings];
  for (const warning of configWarnings) request.onNotice?.(warningNotice(warning));
  const dataOptions: DataOptions = {
    useCache: request.useCache ?? true,
    strictData: request.strictData ?? false,
    ...(request.decode === undefined ? {} : { decode: request.decode }),
  };
  const startedMs = performance.now();
  const files = { ...support, strategyModule: module };
  const required = requiredTimeframes(strategy, effective, symbolSpecOf(effective, support));
  const inputs = await loadMarketInputs(effective, required, files, locations, dataOptions);
  const loadedMs = performance.now();
  const seed = effective.rng_seed ?? drawSeed();
  const run = simulateRun(strategy, effective, inputs, seed);
  const simulatedMs = performance.now();
  // The simulation holds the event loop: a signal of meanwhile is heard here, before anything is written.
  await setImmediate();
  const { governance, warnings: dataWarnings } = completeGovernance(run.context, effective, dataOptions.strictData);
  for (const warning of dataWarnings) request.onNotice?.(`warning[${warning.code}] ${warning.message}`);
  const id = runId(effective.run_mode, run.configHash, inputs.manifest.sha256);
  const now = request.now ?? Date.now;
  const generatedAtMs = now();
  const rendered = renderRun(run, inputs, {
    runId: id,
    generatedAtMs,
    engineVersion: PROGRAM_VERSION,
    config: effective,
    configHash: run.configHash,
    configSource: source,
    rngSeed: seed,
    isSeedDrawn: effective.rng_seed === null,
    resultHash: run.resultHash,
    strategy: strategyFacts(checked),
    additionalOrigin: inputs.dataset.additionalOrigin,
    manifestSha256: inputs.manifest.sha256,
    effectivePaths: locations.effectivePaths,
    governance,
    warnings: [...configWarnings.map(({ code }) => ({ code, count: 1 })), ...dataWarnings],
    git: request.provenance === true ? await gitProvenance(projectRoot) : null,
  });
  const report: SingleRunReport = {
    runId: id,
    folder: request.write === false ? null : runFolder(request, locations, id),
    config: effective,
    configHash: run.configHash,
    manifestSha256: inputs.manifest.sha256,
    seed,
    resultHash: run.resultHash,
    artifactHash: rendered.artifactHash,
    result: run.result,
    metrics: run.metrics,
    dataset: inputs.dataset,
    symbolSpec: inputs.market.symbolSpec,
    files: rendered.files,
    configWarnings,
    dataWarnings,
    timings: { loadMs: loadedMs - startedMs, engineMs: simulatedMs - loadedMs },
  };
  if (report.folder !== null) {
    await checkRunFolder(report.folder, id);
    const manifestText = formatJson({ ...describeManifest(inputs.manifest, generatedAtMs) }, 'manifest');
    storeManifest(path.join(locations.resultsRoot, 'manifests'), inputs.manifest.sha256, manifestText);
    const companions = request.companions?.(report) ?? new Map<string, string>();
    await writeRunFolder(report.folder, new Map([...rendered.files, ...companions]), id);
    logRun(locations, report, now);
  }
  return report;
}

interface SourceDocument extends ConfigDocument {
  /** As it goes into `meta.json`: the path if relative, else the bare file name. */
  readonly source: string;
}

async function readDocument(config: SingleRunRequest['config'], projectRoot: string): Promise<SourceDocument> {
  if (typeof config !== 'string') return { value: config.document, source: config.source, folder: projectRoot };
  return { ...(await readConfigDocument(config)), source: path.isAbsolute(config) ? path.basename(config) : config };
}

/** Loaded where it is asked for: it brings node's code for starting programs. */
async function gitProvenance(projectRoot: string): Promise<RunFacts['git']> {
  const { readGitProvenance } = await import('./git-provenance.ts');
  return readGitProvenance(projectRoot);
}

function strategyFacts({ strategy, module }: CheckedConfig): RunFacts['strategy'] {
  const { name, version } = strategy;
  return { name, version, module: module === null ? null : { path: module.path, sha256: module.input.sha256 } };
}

function runFolder(request: SingleRunRequest, locations: Locations, id: string): string {
  return request.outputDir === undefined
    ? path.join(locations.resultsRoot, 'runs', id)
    : path.resolve(locations.projectRoot, request.outputDir);
}

function logRun(locations: Locations, report: SingleRunReport, now: () => number): void {
  const { config, dataWarnings, configWarnings, result } = report;
  const log = new RunLog(locations.resultsRoot, { idName: 'run_id', id: report.runId, config }, now);
  log.info(`run ${config.start_date} to ${config.end_date}, config hash ${report.configHash}`);
  for (const warning of [...configWarnings, ...dataWarnings]) log.warn(`${warning.code} ${warning.message}`);
  log.info(`finished: ${result.trades.count} trades, ${result.openPositions.length} open at the end`);
}
