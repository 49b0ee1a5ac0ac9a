import { RuntimeFailure } from '../../core/types/errors.ts';
import { bytesOf, daysFromBytes } from './number-blobs.ts';
import { SWEEP_PARTS, type SweepDefinition, type SweepRecord, type SweepStart } from './sweep-record.ts';

/** One column of table `sweep` that holds part of the definition. */
interface SweepColumn {
  readonly name: string;
  readonly declaration: string;
  readonly key: keyof SweepDefinition;
  /** Kept as 0 or 1. */
  readonly isFlag?: boolean;
}

/** Columns of the definition, in table order; the columns of its executions follow in `schema.ts`. */
export const DEFINITION_COLUMNS: readonly SweepColumn[] = [
  { name: 'sweep_id', declaration: 'TEXT NOT NULL PRIMARY KEY', key: 'sweepId' },
  { name: 'parent_id', declaration: 'TEXT REFERENCES sweep (sweep_id)', key: 'parentId' },
  { name: 'part', declaration: oneOf('part', ...SWEEP_PARTS), key: 'part' },
  { name: 'window_index', declaration: 'INTEGER', key: 'windowIndex' },
  { name: 'name', declaration: 'TEXT NOT NULL', key: 'name' },
  { name: 'strategy', declaration: 'TEXT NOT NULL', key: 'strategy' },
  { name: 'symbol', declaration: 'TEXT NOT NULL', key: 'symbol' },
  { name: 'timeframe', declaration: 'TEXT NOT NULL', key: 'timeframe' },
  { name: 'start_date', declaration: 'TEXT NOT NULL', key: 'startDate' },
  { name: 'end_date', declaration: 'TEXT NOT NULL', key: 'endDate' },
  { name: 'holdout_end', declaration: 'TEXT', key: 'holdoutEnd' },
  { name: 'run_mode', declaration: oneOf('run_mode', 'dev', 'prod'), key: 'runMode' },
  { name: 'root_seed', declaration: 'INTEGER NOT NULL', key: 'rootSeed' },
  { name: 'seed_origin', declaration: oneOf('seed_origin', 'file', 'cli', 'os', 'default'), key: 'seedOrigin' },
  { name: 'seed_policy', declaration: oneOf('seed_policy', 'per_trial', 'common', 'per_params'), key: 'seedPolicy' },
  { name: 'seeding', declaration: oneOf('seeding', 'root', 'independent'), key: 'seeding' },
  { name: 'generator_id', declaration: 'TEXT NOT NULL', key: 'generatorId' },
  { name: 'objective', declaration: 'TEXT NOT NULL', key: 'objective' },
  { name: 'direction', declaration: oneOf('direction', 'maximize', 'minimize'), key: 'direction' },
  { name: 'objectives', declaration: 'TEXT NOT NULL', key: 'objectivesJson' },
  { name: 'decimals', declaration: 'INTEGER NOT NULL', key: 'decimals' },
  { name: 'planned_trials', declaration: 'INTEGER NOT NULL', key: 'plannedTrials' },
  { name: 'initial_balance', declaration: 'REAL NOT NULL', key: 'initialBalance' },
  { name: 'family_key', declaration: 'TEXT NOT NULL', key: 'familyKey' },
  { name: 'sweep_definition_hash', declaration: 'TEXT NOT NULL', key: 'definitionHash' },
  { name: 'manifest_sha256', declaration: 'TEXT NOT NULL', key: 'manifestSha256' },
  { name: 'program_version', declaration: 'TEXT NOT NULL', key: 'programVersion' },
  { name: 'sweep_file', declaration: 'TEXT NOT NULL', key: 'sweepFileText' },
  { name: 'base_config', declaration: 'TEXT NOT NULL', key: 'baseConfigJson' },
  { name: 'day_calendar', declaration: 'BLOB NOT NULL', key: 'days' },
  { name: 'keeps_trades', declaration: 'INTEGER NOT NULL', key: 'keepsTrades', isFlag: true },
];

/** Row of table `sweep` by column name. */
export type SweepRow = Readonly<Record<string, string | number | Uint8Array | null>>;

/** Refuses what later lookups rely on and the table cannot check. */
export function checkDefinition(definition: SweepDefinition): void {
  const { sweepId, rootSeed, days, parentId, part } = definition;
  if (!/^[0-9a-f]{16}$/.test(sweepId)) throw misuse(sweepId, `sweep_id is ${sweepId}, expected 16 hex digits`);
  if (!Number.isSafeInteger(rootSeed) || rootSeed < 0) {
    throw misuse(sweepId, `root_seed is ${rootSeed}, expected an integer from 0 to 2^53 - 1`);
  }
  if ((parentId === null) !== (part === 'search')) throw misuse(sweepId, `part ${part} with parent ${parentId}`);
  for (let day = 1; day < days.length; day++) {
    if (days[day] <= days[day - 1]) throw misuse(sweepId, `day ${days[day]} follows ${days[day - 1]} in the calendar`);
  }
}

/** Values of the insert statement of a new sweep. */
export function encodeSweep(definition: SweepDefinition, start: SweepStart): SweepRow {
  const values = DEFINITION_COLUMNS.map(({ name, key }) => {
    const value = definition[key];
    if (typeof value === 'boolean') return [name, value ? 1 : 0] as const;
    return [name, value instanceof Int32Array ? bytesOf(value) : value] as const;
  });
  return { ...Object.fromEntries(values), worker_count: start.workerCount, started_at: start.startedAt };
}

export function decodeSweep(row: SweepRow): SweepRecord {
  const definition = DEFINITION_COLUMNS.map(({ name, key, isFlag }) => {
    const value = row[name];
    if (isFlag === true) return [key, value === 1] as const;
    return [key, value instanceof Uint8Array ? daysFromBytes(value) : value] as const;
  });
  return {
    // The columns were written from a definition, and STRICT tables keep types.
    ...(Object.fromEntries(definition) as unknown as SweepDefinition),
    state: row.state as SweepRecord['state'],
    exitCode: row.exit_code as number | null,
    workerCount: row.worker_count as number,
    startedAt: row.started_at as number,
    finishedAt: row.finished_at as number | null,
  };
}

/** Error for a call that the state of the sweep does not allow. */
export function misuse(sweepId: string, finding: string): RuntimeFailure {
  return new RuntimeFailure('RUNTIME_INTERNAL', finding, { where: `sweep ${sweepId}` });
}

function oneOf(column: string, ...values: readonly string[]): string {
  return `TEXT NOT NULL CHECK (${column} IN (${values.map((value) => `'${value}'`).join(', ')}))`;
}
