import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { openStore } from '../../../../src/optimizer/storage/open-store.ts';
import type { BadInputCase } from '../bad-input-case.ts';
import type { BadInputProject } from '../bad-input-project.ts';

type Words = readonly (string | RegExp)[];

/** Results folder of a finished sweep of twelve trials; the first case that needs it pays for it. */
async function finishedSweep(project: BadInputProject): Promise<{ readonly folder: string; readonly sweepId: string }> {
  const folder = path.join(project.root, 'finished');
  if (!existsSync(folder))
    await project.spawn(['sweep', 'sweep.yaml'], { environment: { OMEGA_RESULTS_ROOT: folder } });
  return { folder, sweepId: readdirSync(path.join(folder, 'sweeps'))[0] ?? '' };
}

/** A results folder with a copy of the finished store, changed. */
async function changedStore(
  project: BadInputProject,
  name: string,
  change: (store: Database.Database, sweepId: string) => void,
): Promise<string> {
  const { folder, sweepId } = await finishedSweep(project);
  const copy = path.join(project.root, 'stores', name);
  mkdirSync(copy, { recursive: true });
  copyFileSync(path.join(folder, 'omega.db'), path.join(copy, 'omega.db'));
  const store = new Database(path.join(copy, 'omega.db'));
  change(store, sweepId);
  store.close();
  return copy;
}

/** Words that name no sweep or trial of the finished store. */
function refusedWords(row: number, words: readonly string[], code: string, says: Words): BadInputCase {
  return {
    row,
    input: `omega ${words.join(' ')}`,
    code,
    exitCode: 2,
    says,
    isOnlyError: true,
    call: async (project) => project.call(words, { OMEGA_RESULTS_ROOT: (await finishedSweep(project)).folder }),
  };
}

/** A trial that never finished, so that there is nothing to compare. */
function unfinishedTrial(status: string): BadInputCase {
  return {
    row: 112,
    input: `a ${status} trial for omega replay`,
    code: 'USAGE',
    exitCode: 2,
    says: [`trial 2 is ${status}`],
    isOnlyError: true,
    call: async (project) => {
      const folder = await changedStore(project, status, (store) =>
        store.prepare('UPDATE trial SET status = ?, result_hash = NULL WHERE trial_index = 2').run(status),
      );
      return project.call(['replay', 'latest', '--trial', '2'], { OMEGA_RESULTS_ROOT: folder });
    },
  };
}

/** A file that is no store, which every command leaves as it is. */
function damagedStore(input: string, words: readonly string[], damage: (text: Buffer) => Buffer): BadInputCase {
  return {
    row: 115,
    input: `${input} for omega ${words.join(' ')}`,
    code: 'STORE_CORRUPT',
    exitCode: 5,
    says: [/omega\.db: \S.*(database|malformed|disk image)/],
    isOnlyError: true,
    call: async (project) => {
      const { folder } = await finishedSweep(project);
      const name = path.join('stores', input.replaceAll(' ', '-'));
      const store = readFileSync(path.join(folder, 'omega.db'));
      project.write(path.join(name, 'omega.db'), '');
      writeFileSync(path.join(project.root, name, 'omega.db'), damage(store));
      return project.call(words, { OMEGA_RESULTS_ROOT: path.join(project.root, name) });
    },
  };
}

const noDatabase = () => Buffer.from('this is no database, but as long as one'.repeat(100));
/** The pages of the tables overwritten, the header left. */
const withoutPages = (store: Buffer) => Buffer.concat([store.subarray(0, 100), Buffer.alloc(store.length - 100, 0xa5)]);

/** Sweeps, trials and the store they are kept in. */
export const STORE_CASES: readonly BadInputCase[] = [
  {
    row: 109,
    input: 'omega best of no such sweep',
    code: 'USAGE_SWEEP_NOT_FOUND',
    exitCode: 2,
    says: ['no sweep "zzzz"'],
    isOnlyError: true,
    call: async (project) => {
      const { folder, sweepId } = await finishedSweep(project);
      const outcome = await project.call(['best', 'zzzz'], { OMEGA_RESULTS_ROOT: folder });
      expect(outcome.stderr).toContain(sweepId);
      return outcome;
    },
  },
  refusedWords(110, ['digest', 'abc'], 'USAGE', ['"abc" is too short', /\b4\b/]),
  {
    row: 110,
    input: 'a prefix that fits two sweeps',
    code: 'USAGE',
    exitCode: 2,
    isOnlyError: true,
    call: async (project) => {
      let ids: readonly string[] = [];
      const folder = await changedStore(project, 'twins', (store, sweepId) => {
        ids = [sweepId, `${sweepId.slice(0, 8)}00000000`];
        addTwin(store, ids[1] ?? '');
      });
      const outcome = await project.call(['best', (ids[0] ?? '').slice(0, 8)], { OMEGA_RESULTS_ROOT: folder });
      for (const id of ids) expect(outcome.stderr).toContain(id);
      return outcome;
    },
  },
  refusedWords(111, ['replay', 'latest', '--trial', '5000'], 'USAGE_TRIAL_NOT_FOUND', [/5000.*0 to 11/s]),
  unfinishedTrial('pruned'),
  unfinishedTrial('cancelled'),
  {
    row: 113,
    input: 'a second sweep on the same store',
    code: 'STORE_LOCKED',
    exitCode: 5,
    says: [/omega\.db/],
    isOnlyError: true,
    call: async (project) => {
      const folder = await changedStore(project, 'locked', () => undefined);
      const holder = openStore(path.join(folder, 'omega.db'), { programVersion: '0.0.0' });
      try {
        return await project.spawn(['sweep', 'sweep.yaml'], { environment: { OMEGA_RESULTS_ROOT: folder } });
      } finally {
        holder.close();
      }
    },
  },
  {
    row: 114,
    input: 'a store of another schema version',
    code: 'STORE_VERSION',
    exitCode: 5,
    says: [/omega\.db: .*\b999\b.*\b\d+\b/],
    isOnlyError: true,
    call: async (project) => {
      const folder = await changedStore(project, 'newer', (store) =>
        store.exec('UPDATE schema_version SET version = 999'),
      );
      return project.call(['sweep', 'sweep.yaml'], { OMEGA_RESULTS_ROOT: folder });
    },
  },
  damagedStore('text for a store', ['sweep', 'sweep.yaml'], noDatabase),
  damagedStore('text for a store', ['best', 'latest'], noDatabase),
  damagedStore('a store with damaged pages', ['sweep', 'sweep.yaml'], withoutPages),
  damagedStore('a store with damaged pages', ['best', 'latest'], withoutPages),
];

/** The same sweep once more under another id. */
function addTwin(store: Database.Database, sweepId: string): void {
  const sweep = store.prepare('SELECT * FROM sweep').get() as Readonly<Record<string, unknown>>;
  const names = Object.keys(sweep);
  const insert = `INSERT INTO sweep (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`;
  store.prepare(insert).run({ ...sweep, sweep_id: sweepId, start_seq: Number(sweep.start_seq) + 1 });
}
