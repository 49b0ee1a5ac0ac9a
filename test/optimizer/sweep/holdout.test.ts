import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveLocations } from '../../../src/config/locations.ts';
import { writeMarketFiles } from '../../../src/core/data/market-files.ts';
import type { SideTable } from '../../../src/core/data/side-table.ts';
import { synthesizeSample } from '../../../src/core/data/synthesize-bars.ts';
import type { Bars } from '../../../src/core/types/bars.ts';
import type { TrialReader } from '../../../src/optimizer/storage/trial-store.ts';
import { loadDefinition } from '../../../src/optimizer/sweep/load-definition.ts';
import { openHoldout } from '../../../src/optimizer/sweep/open-holdout.ts';
import { replaySweep } from '../../../src/optimizer/sweep/replay-sweep.ts';
import { runSweep } from '../../../src/optimizer/sweep/run-sweep.ts';
import { planSweep } from '../../../src/optimizer/sweep/sweep-plan.ts';
import type { SweepReport } from '../../../src/optimizer/sweep/sweep-report.ts';
import type { SweepRequest } from '../../../src/optimizer/sweep/sweep-request.ts';
import { runSingle } from '../../../src/run/run-single.ts';
import { readSupportFiles } from '../../../src/run/support.ts';
import { createSampleProject, type SampleProject } from '../../support/sample-project.ts';
import { readStoreOf } from '../../support/sample-sweeps.ts';

const SEARCH = `sweep_version: 1
base: base.json
space:
  strategy_parameters.window_length: [40, 60]
  strategy_parameters.atr_mult: [1.0, 2.0, 3.0]
objective: profit_over_drawdown
`;
/** 2023-08-01 to 2023-09-29. */
const HOLDOUT = 'validation: { holdout: { last_days: 60 } }\n';
const WINDOW = 'walk_forward: { train_days: 100, test_days: 60 }';
const HOLDOUT_AND_WINDOW = `validation: { holdout: { last_days: 60 }, ${WINDOW} }\n`;
const FIRST_HELD_OUT_MS = Date.UTC(2023, 7, 1);

let project: SampleProject;

beforeAll(async () => {
  project = await createSampleProject();
});

afterAll(() => project.remove());

function surroundings(results: string, environment: Readonly<Record<string, string>> = {}) {
  const variables = { ...project.environment, ...environment, OMEGA_RESULTS_ROOT: results };
  return { projectRoot: project.root, environment: variables };
}

function sweep(text: string, results: string, options: Partial<SweepRequest> = {}): Promise<SweepReport> {
  return runSweep({
    target: { file: project.write('sweep.yaml', text) },
    workers: 1,
    ...surroundings(results),
    ...options,
  });
}

const inStore = <T>(results: string, use: (store: TrialReader) => T): T => readStoreOf(project, results, use);

/** What trials came to, window by window. */
function resultHashes(results: string, { sweepId }: SweepReport): readonly (string | null)[] {
  return inStore(results, (store) =>
    [sweepId, ...store.listParts(sweepId).map((part) => part.sweepId)].flatMap((id) =>
      store.readTrials(id).map(({ resultHash }) => resultHash),
    ),
  );
}

/** The sample without its bars from an instant on. */
async function writeSampleUntil(root: string, endMs: number): Promise<void> {
  const files = synthesizeSample().map((file) => ({ ...file, table: cutTable(file.table, endMs) }));
  await writeMarketFiles(
    root,
    files.filter(({ table }) => table.openTimes.length > 0),
    { overwrite: false },
  );
}

function cutTable(table: SideTable, endMs: number): SideTable {
  const count = table.openTimes.filter((time) => time < endMs).length;
  const cut = (column: Float64Array) => column.slice(0, count);
  const { open, high, low, close, volume } = table.bars;
  return {
    ...table,
    openTimes: cut(table.openTimes),
    bars: { open: cut(open), high: cut(high), low: cut(low), close: cut(close), volume: cut(volume) },
  };
}

describe('a holdout', () => {
  it('is in no memory that a search is given', async () => {
    const file = project.write('planned.yaml', SEARCH + HOLDOUT_AND_WINDOW);
    const locations = resolveLocations(project.environment, project.root);
    const support = await readSupportFiles(locations, false);
    const defined = await loadDefinition(file, {
      strict: false,
      symbolSpecs: support.symbolSpecs,
      projectRoot: project.root,
    });
    const plan = await planSweep(defined, support, locations, { useCache: false, strictData: false }, null);
    const [whole, ...windows] = plan.setups;
    expect(windows).toHaveLength(2);
    const columnsOf = ({ openTimes, bid, ask }: Bars) => [openTimes, ...Object.values(bid), ...Object.values(ask)];
    const memory = new Set<ArrayBufferLike>();
    for (const { dataset, baseConfig } of plan.setups) {
      expect(baseConfig.end_date < '2023-08-01').toBe(true);
      for (const bars of [dataset.primary, ...dataset.additional]) {
        expect(bars.openTimes.at(-1)).toBeLessThan(FIRST_HELD_OUT_MS);
        for (const column of columnsOf(bars)) memory.add(column.buffer);
      }
    }
    // Nothing but the columns of the whole search is reachable, and they hold no bar of the holdout.
    const own = [whole!.dataset.primary, ...whole!.dataset.additional].flatMap(columnsOf);
    expect([...memory].sort()).toEqual(own.map((column) => column.buffer).sort());
    for (const column of own) expect(column.buffer.byteLength).toBe(column.byteLength);
  });

  it('changes no trial, whatever its bars are, and stays closed', async () => {
    const held = await sweep(SEARCH + HOLDOUT_AND_WINDOW, 'held');
    await writeSampleUntil(path.join(project.root, 'cut'), FIRST_HELD_OUT_MS);
    const ended = SEARCH.replace('space:', 'overrides: { end_date: "2023-07-31" }\nspace:');
    const windows = `validation: { ${WINDOW} }\n`;
    const options = surroundings('without', { OMEGA_DATA_PARQUET_ROOT: 'cut' });
    const without = await sweep(ended + windows, 'without', options);
    expect(held.sweep!.endDate).toBe('2023-07-31');
    expect(resultHashes('held', held)).toHaveLength(6 + 6 + 6);
    expect(resultHashes('held', held)).toEqual(resultHashes('without', without));
    expect(held.walkForward!.metrics).toEqual(without.walkForward!.metrics);
    expect(held.holdout).toEqual({ startDate: '2023-08-01', endDate: '2023-09-29', trials: [], openings: [] });
    expect(inStore('held', (store) => store.listParts(held.sweepId).map(({ part }) => part))).toEqual([
      'train',
      'test',
    ]);
  });
});

describe('opening a holdout', () => {
  const notices: string[] = [];
  let report: SweepReport;

  const open = (name: string) =>
    openHoldout({ sweep: name, onNotice: (notice) => notices.push(notice), ...surroundings('opened') });

  beforeAll(async () => {
    report = await sweep(SEARCH + HOLDOUT, 'opened');
  });

  it('runs the final choice on its dates, as a single run does, and records the look', async () => {
    const digest = inStore('opened', (store) => store.digest(report.sweepId));
    const opened = await open('latest');
    expect(opened).toMatchObject({ earlier: 0, isNew: true });
    expect(notices.filter((notice) => notice.includes('HOLDOUT'))).toEqual([]);
    const best = report.top[0]!;
    expect(opened.inSample.trialIndex).toBe(best.trialIndex);
    expect(opened.holdout).toMatchObject({ trialIndex: best.trialIndex, seed: best.seed, status: 'complete' });
    const base = JSON.parse(inStore('opened', (store) => store.loadSweep(opened.holdout.sweepId)!.baseConfigJson));
    expect([base.start_date, base.end_date]).toEqual(['2023-08-01', '2023-09-29']);
    const changes = JSON.parse(opened.holdout.changedPathsJson) as Record<string, number>;
    for (const [name, value] of Object.entries(changes)) base.strategy_parameters[name.split('.')[1]!] = value;
    const document = { ...base, rng_seed: best.seed };
    const run = await runSingle({ config: { document, source: 'x.json' }, write: false, ...surroundings('opened') });
    expect(run.resultHash).toBe(opened.holdout.resultHash);
    inStore('opened', (store) => {
      expect(store.listHoldoutOpenings()).toMatchObject([
        { sweepId: report.sweepId, startDate: '2023-08-01', endDate: '2023-09-29', trialIndex: best.trialIndex },
      ]);
      expect(store.digest(report.sweepId)).toBe(digest);
    });
  });

  it('again for the same trial is no further look', async () => {
    const shown = await open(report.sweepId);
    expect(shown).toMatchObject({ isNew: false, runFolder: null });
    expect(inStore('opened', (store) => store.listHoldoutOpenings())).toHaveLength(1);
    expect((await sweep(SEARCH + HOLDOUT, 'opened')).holdout).toMatchObject({ openings: [{}], trials: [{}] });
  });

  it('is part of a replay, which finds an altered result', async () => {
    const replay = () => replaySweep({ sweep: 'latest', trials: 'all', workers: 1, ...surroundings('opened') });
    expect(await replay()).toMatchObject({ replayed: 6 + 1, mismatches: [], results: [] });
    const database = new Database(path.join(project.root, 'opened/omega.db'));
    const held = "(SELECT sweep_id FROM sweep WHERE part = 'holdout')";
    database.exec(`UPDATE trial SET profit_net = profit_net + 1 WHERE sweep_id = ${held}`);
    expect((await replay()).mismatches).toMatchObject([{ stage: 'holdout', differences: [{ field: 'profit_net' }] }]);
    database.exec(`UPDATE trial SET profit_net = profit_net - 1 WHERE sweep_id = ${held}`);
    database.close();
  });

  it('warns and counts where the research family has looked before', async () => {
    notices.length = 0;
    const other = await sweep(`${SEARCH.replace('[40, 60]', '[50]')}${HOLDOUT}`, 'opened');
    expect(other.holdout!.openings).toHaveLength(1);
    expect(await open(other.sweepId)).toMatchObject({ earlier: 1, isNew: true });
    expect(notices.join('\n')).toMatch(/warning\[HOLDOUT_OPENED\].*2023-08-01 to 2023-09-29.*once before/);
  });

  it('stays recorded when the sweep is deleted', async () => {
    await sweep(SEARCH + HOLDOUT, 'opened', { restart: true });
    expect(inStore('opened', (store) => store.listHoldoutOpenings())).toHaveLength(2);
    notices.length = 0;
    expect(await open(report.sweepId)).toMatchObject({ earlier: 2, isNew: true });
    expect(notices.join('\n')).toContain('2 times before');
  });

  it('is refused for a sweep without one, and for one that is not complete', async () => {
    const plain = await sweep(SEARCH, 'opened');
    await expect(open(plain.sweepId)).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining('no holdout'),
    });
    const abort = new AbortController();
    const text = `${SEARCH.replace('[40, 60]', '[45, 55]')}${HOLDOUT}`;
    const partial = await sweep(text, 'opened', { signal: abort.signal, onProgress: () => abort.abort() });
    await expect(open(partial.sweepId)).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining('interrupted'),
    });
  });
});
