import type Database from 'better-sqlite3';
import { CANDIDATE_KEYS, type CandidateKey, type CandidateRecord } from './candidate-record.ts';
import { numberOrNull } from './metric-columns.ts';
import { numberOrNaN } from './trial-rows.ts';

const COLUMNS = [
  'sweep_id TEXT NOT NULL',
  'trial_index INTEGER NOT NULL',
  'rank INTEGER NOT NULL',
  'robustness_eligible INTEGER NOT NULL',
  'robustness_components INTEGER NOT NULL',
  'failed_runs INTEGER NOT NULL',
  'skipped_runs INTEGER NOT NULL',
  'examined_targets INTEGER NOT NULL',
  'plateau_neighbours INTEGER NOT NULL',
];

/** The best trials of a search with what their second examination came to. */
export const CANDIDATE_TABLE = `
CREATE TABLE candidate (
  ${[...COLUMNS, ...CANDIDATE_KEYS.map((key) => `${key} REAL`)].join(',\n  ')},
  PRIMARY KEY (sweep_id, trial_index),
  FOREIGN KEY (sweep_id, trial_index) REFERENCES trial (sweep_id, trial_index)
) STRICT;`;

type Value = string | number | null;

interface CandidateRow extends Readonly<Record<CandidateKey, number | null>> {
  readonly trial_index: number;
  readonly rank: number;
  readonly robustness_eligible: number;
  readonly robustness_components: number;
  readonly failed_runs: number;
  readonly skipped_runs: number;
  readonly examined_targets: number;
  readonly plateau_neighbours: number;
}

/** Statements on table `candidate`; transactions are the caller's. */
export class CandidateTable {
  readonly #all: Database.Statement<[string], CandidateRow>;
  readonly #insert: Database.Statement<Value[]>;
  readonly #delete: Database.Statement<[string]>;

  constructor(database: Database.Database) {
    const places = new Array<string>(COLUMNS.length + CANDIDATE_KEYS.length).fill('?').join(', ');
    this.#all = database.prepare('SELECT * FROM candidate WHERE sweep_id = ? ORDER BY rank');
    this.#insert = database.prepare<Value[]>(`INSERT INTO candidate VALUES (${places})`);
    this.#delete = database.prepare('DELETE FROM candidate WHERE sweep_id = ?');
  }

  /** By rank. */
  readAll(sweepId: string): CandidateRecord[] {
    return this.#all.all(sweepId).map(decode);
  }

  /** Replaces what is there: an interrupted execution may have come as far as this. */
  write(sweepId: string, candidates: readonly CandidateRecord[]): void {
    this.delete(sweepId);
    for (const candidate of candidates) {
      this.#insert.run(
        sweepId,
        candidate.trialIndex,
        candidate.rank,
        candidate.isEligible ? 1 : 0,
        candidate.components,
        candidate.failedRuns,
        candidate.skippedRuns,
        candidate.examinedTargets,
        candidate.plateauNeighbours,
        ...CANDIDATE_KEYS.map((key) => numberOrNull(candidate.figures[key])),
      );
    }
  }

  delete(sweepId: string): void {
    this.#delete.run(sweepId);
  }
}

function decode(row: CandidateRow): CandidateRecord {
  const figures = CANDIDATE_KEYS.map((key) => [key, numberOrNaN(row[key])] as const);
  return {
    rank: row.rank,
    trialIndex: row.trial_index,
    isEligible: row.robustness_eligible === 1,
    components: row.robustness_components,
    failedRuns: row.failed_runs,
    skippedRuns: row.skipped_runs,
    examinedTargets: row.examined_targets,
    plateauNeighbours: row.plateau_neighbours,
    figures: Object.fromEntries(figures) as Record<CandidateKey, number>,
  };
}
