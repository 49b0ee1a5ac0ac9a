import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type CommandLineProject, createCommandLineProject } from '../command-line-project.ts';
import type { OmegaOptions, Outcome } from '../run-omega.ts';
import { runInProcess } from './run-in-process.ts';
import { type SmallSeries, smallDataRoot } from './small-series.ts';

type Environment = Readonly<Record<string, string>>;

/** How a call ended, and what it changed in the project folder. */
export interface JudgedOutcome extends Outcome {
  /** Files and folders that the call made, changed or removed. */
  readonly leftBehind: readonly string[];
}

/**
 * A results folder, and in it logs and the column cache, may stay after a failure
 * (`data-and-config.md` 9.3), and what SQLite keeps beside a store while it is in use.
 */
const MAY_STAY = /^results-\d+$|(^|\/)(logs|cache)(\/|$)|omega\.db-(wal|shm)$|omega\.db\.lock$/;

/** A project folder in which bad inputs are made; each call has a results folder of its own. */
export interface BadInputProject extends Omit<CommandLineProject, 'omega' | 'artifacts' | 'remove'> {
  /** Calls the program's entry point in this process, in the project folder. */
  call(words: readonly string[], environment?: Environment): Promise<JudgedOutcome>;
  /** Runs the built program, where the input is about the process itself. */
  spawn(words: readonly string[], options?: Omit<OmegaOptions, 'cwd'>): Promise<JudgedOutcome>;
  /** Writes a data root of small series below the project; returns what points the program there. */
  dataRoot(series: readonly SmallSeries[]): Environment;
  /** Writes a configuration for the small series. */
  writeSmallConfig(name: string, changes?: Readonly<Record<string, unknown>>): string;
  /** `meta.json` of the only run that the last call has written. */
  meta(): RunMeta;
  /** Takes the project away. */
  remove(): void;
}

/** The parts of `meta.json` that count bad input. */
export interface RunMeta {
  readonly dataset: {
    readonly governance: {
      readonly cleanup: { readonly by_timeframe: Readonly<Record<string, Readonly<Record<string, CleanupCounts>>>> };
      readonly htf: Readonly<Record<string, { readonly bars_without_value: number }>>;
      readonly warnings: readonly { readonly code: string; readonly count: number }[];
    };
  };
  readonly diagnostics: { readonly fills: number; readonly signals_rejected: Readonly<Record<string, number>> };
}

interface CleanupCounts {
  readonly duplicates_dropped: number;
  readonly out_of_hours_dropped: number;
}

/** Run of the small series of `small-series.ts`. */
const SMALL_CONFIG = {
  schema_version: '2',
  strategy_name: 'mean_reversion_z_score',
  symbol: 'EURUSD',
  start_date: '2024-01-15',
  end_date: '2024-01-31',
  run_mode: 'dev',
  data_mode: 'candle',
  timeframes: { primary: 'H1' },
  warmup_bars: 100,
  account: { account_currency: 'USD' },
  strategy_parameters: {
    enabled_scenarios: [1],
    ema_length: 20,
    b_b_length: 20,
    window_length: 20,
    z_score_long: -0.5,
    z_score_short: 0.5,
  },
};

export async function createBadInputProject(): Promise<BadInputProject> {
  const project = await createCommandLineProject();
  const { root, write } = project;
  let calls = 0;
  const ownResults = (environment: Environment): Environment => {
    calls += 1;
    return { OMEGA_RESULTS_ROOT: `results-${calls}`, ...environment };
  };
  const judge = async (run: () => Promise<Outcome>): Promise<JudgedOutcome> => {
    const before = snapshot(root);
    const outcome = await run();
    return { ...outcome, leftBehind: difference(before, snapshot(root)) };
  };
  return {
    root,
    write,
    writeConfig: project.writeConfig,
    remove: project.remove,
    call: (words, environment = {}) =>
      judge(() => runInProcess(words, { cwd: root, environment: ownResults(environment) })),
    spawn: (words, options = {}) =>
      judge(() => project.omega(words, { ...options, environment: ownResults(options.environment ?? {}) })),
    dataRoot: (series) => {
      calls += 1;
      const folder = path.join(root, `data-${calls}`);
      smallDataRoot(folder, series);
      return { OMEGA_DATA_PARQUET_ROOT: folder };
    },
    writeSmallConfig: (name, changes = {}) => write(name, JSON.stringify({ ...SMALL_CONFIG, ...changes })),
    meta: () => {
      const runs = path.join(root, `results-${calls}`, 'runs');
      return JSON.parse(readFileSync(path.join(runs, readdirSync(runs)[0] ?? '', 'meta.json'), 'utf8'));
    },
  };
}

/** Every file and folder of a project with its size and time, but for logs and caches. */
function snapshot(root: string): readonly string[] {
  return readdirSync(root, { recursive: true })
    .map(String)
    .filter((name) => !MAY_STAY.test(name))
    .map((name) => describeEntry(root, name));
}

/** A folder by its name: its time changes with every temporary file. */
function describeEntry(root: string, name: string): string {
  const facts = lstatSync(path.join(root, name));
  return facts.isDirectory() ? name : `${name} ${facts.size} bytes ${facts.mtimeMs}`;
}

/** What only one of the two has. */
function difference(before: readonly string[], after: readonly string[]): readonly string[] {
  return [...before.filter((entry) => !after.includes(entry)), ...after.filter((entry) => !before.includes(entry))];
}
