import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METRIC_KEYS } from '../../../src/core/metrics/metric-keys.ts';
import { DIGEST_MEMBERS } from '../../../src/optimizer/storage/digest.ts';
import { makeScratchFolder, openScratchStore, type ScratchFolder } from './scratch-store.ts';
import { entries, entry, exampleSweep, exampleTrial, failedTrial, START } from './trial-examples.ts';

const TEXT = readFileSync(new URL('../../../docs/store.md', import.meta.url), 'utf8');

describe('docs/store.md', () => {
  let scratch: ScratchFolder;
  let database: Database.Database;

  beforeAll(() => {
    scratch = makeScratchFolder();
    const store = openScratchStore(scratch.file);
    const other = 'ffff000000000000';
    store.createSweep(exampleSweep({ sweepId: other }), START);
    store.createSweep(exampleSweep(), START);
    store.writeTrials([...entries(0, 12), entry(failedTrial(12)), entry({ ...failedTrial(13), status: 'timeout' })]);
    store.writeTrials([entry(exampleTrial(0, { sweepId: other }))]);
    store.close();
    database = new Database(scratch.file, { readonly: true });
  });
  afterAll(() => {
    database.close();
    scratch.remove();
  });

  it.each(blocksOf('sql'))('has a query that runs and finds something: %s', (sql) => {
    expect(database.prepare(sql).all().length).toBeGreaterThan(0);
  });

  it('has queries', () => {
    expect(blocksOf('sql').length).toBeGreaterThanOrEqual(8);
  });

  it('lists the members of the digest', () => {
    const members = blocksOf('digest').join(' ').trim().split(/\s+/);
    expect(members.sort()).toEqual([...DIGEST_MEMBERS]);
  });

  it.each([
    ['sweep', []],
    ['trial', ['sweep_id', 'trial_index', ...METRIC_KEYS]],
  ])('describes every column of table %s', (table, describedElsewhere) => {
    const section = TEXT.split(`### \`${table}\`\n`)[1].split('\n#')[0];
    const described = [...section.matchAll(/^\|([^|]*)\|/gm)].flatMap(
      ([, cell]) => cell.match(/[a-z_0-9]+(?=`)/g) ?? [],
    );
    const columns = (database.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
    const expected = columns.filter((name) => !(describedElsewhere as readonly string[]).includes(name));
    const metricLimits = ['active_days', 'win_rate_wilson_low'];
    expect(described.filter((name) => !metricLimits.includes(name)).sort()).toEqual(expected.sort());
  });

  it('names every view', () => {
    const views = database.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'view'").pluck().all();
    expect(views.filter((view) => !new RegExp(`^\\| \`${view}\` +\\|`, 'm').test(TEXT))).toEqual([]);
  });

  it('finds the best trials of a sweep by index, not by sorting the table', () => {
    const plan = database.prepare(
      'EXPLAIN QUERY PLAN SELECT * FROM trial WHERE sweep_id = ? ORDER BY score DESC LIMIT 5',
    );
    expect(JSON.stringify(plan.all('x'))).toContain('trial_by_score');
  });

  it('counts the trials of a sweep from the index alone', () => {
    const counted = "count(*) FILTER (WHERE status = 'complete')";
    const plan = database.prepare(`EXPLAIN QUERY PLAN SELECT ${counted} FROM trial WHERE sweep_id = ?`);
    expect(JSON.stringify(plan.all('x'))).toContain('COVERING INDEX trial_by_score');
  });
});

/** Contents of the fenced blocks of one language. */
function blocksOf(language: string): string[] {
  return [...TEXT.matchAll(new RegExp(`\`\`\`${language}\n([^\`]*)\`\`\``, 'g'))].map(([, block]) => block);
}
