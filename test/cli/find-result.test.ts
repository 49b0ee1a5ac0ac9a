import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findResult, findRun, findSweepId } from '../../src/cli/actions/find-result.ts';
import { UsageError } from '../../src/core/types/errors.ts';
import { openStore } from '../../src/optimizer/storage/open-store.ts';
import { exampleSweep } from '../optimizer/storage/trial-examples.ts';

const RUN = 'aaaa000000000000';
const OTHER_RUN = 'aaaa111111111111';
const SWEEP = 'bbbb000000000000';
/** Begins as a run does. */
const MIXED_SWEEP = 'aaaa222222222222';

let root: string;
let place: Parameters<typeof findRun>[1];
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'omega-find-'));
  place = { environment: {}, projectRoot: root, workingDirectory: root };
});
afterEach(() => rmSync(root, { recursive: true }));

function addRun(id: string, written: string): void {
  const folder = path.join(root, 'results/runs', id);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'meta.json'), JSON.stringify({ generated_at: written }));
}

function addSweep(sweepId: string, started: string, finished: string | null): void {
  const store = openStore(path.join(root, 'results/omega.db'), { programVersion: '1' });
  store.createSweep(exampleSweep({ sweepId }), { workerCount: 1, startedAt: Date.parse(started) });
  if (finished !== null)
    store.finishSweep(sweepId, { state: 'complete', exitCode: 0, finishedAt: Date.parse(finished) });
  store.close();
}

const run = (named: string) => ({ kind: 'run', named });
const sweep = (sweepId: string) => ({ kind: 'sweep', sweepId });

describe('a run or a sweep', () => {
  it('is found by its id, a prefix or its folder', () => {
    addRun(RUN, '2026-01-01T00:00:00Z');
    addSweep(SWEEP, '2026-01-02T00:00:00Z', null);
    for (const word of [RUN, 'aaaa', 'aaaa0000']) expect(findResult(word, place)).toEqual(run(RUN));
    expect(findResult(`results/runs/${RUN}`, place)).toEqual(run(`results/runs/${RUN}`));
    for (const word of [SWEEP, 'bbbb', `results/sweeps/${SWEEP}`])
      expect(findResult(word, place)).toEqual(sweep(SWEEP));
  });

  it('is refused where a prefix fits both', () => {
    addRun(RUN, '2026-01-01T00:00:00Z');
    addSweep(MIXED_SWEEP, '2026-01-02T00:00:00Z', null);
    expect(() => findResult('aaaa', place)).toThrow(
      `"aaaa" fits 2 results, expected one; they are run ${RUN}, sweep ${MIXED_SWEEP}`,
    );
    expect(findResult('aaaa2', place)).toEqual(sweep(MIXED_SWEEP));
  });

  it('is refused by a prefix of fewer than four characters, and where there is none', () => {
    addRun(RUN, '2026-01-01T00:00:00Z');
    expect(() => findResult('aaa', place)).toThrow(
      `"aaa" is too short, expected at least 4 characters; it fits run ${RUN}`,
    );
    expect(() => findResult('cccc', place)).toThrow('there is no run "cccc", and no such sweep in the store');
    expect(() => findResult('cccc', place)).toThrow(UsageError);
  });
});

describe('the latest result', () => {
  it('is what ended last', () => {
    expect(() => findResult('latest', place)).toThrow('there is neither a run nor a sweep yet');
    addRun(RUN, '2026-01-02T00:00:00Z');
    expect(findResult('latest', place)).toEqual(run(RUN));
    addSweep(SWEEP, '2026-01-01T00:00:00Z', '2026-01-02T12:00:00Z');
    expect(findResult('latest', place)).toEqual(sweep(SWEEP));
    addRun(OTHER_RUN, '2026-01-03T00:00:00Z');
    expect(findResult('latest', place)).toEqual(run(OTHER_RUN));
  });

  it('is the sweep where it ended when its best run was written', () => {
    addRun(RUN, '2026-01-02T00:00:00Z');
    addSweep(SWEEP, '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z');
    expect(findResult('latest', place)).toEqual(sweep(SWEEP));
  });

  it('counts a sweep without an end from its start', () => {
    addRun(RUN, '2026-01-02T00:00:00Z');
    addSweep(SWEEP, '2026-01-03T00:00:00Z', null);
    expect(findResult('latest', place)).toEqual(sweep(SWEEP));
  });

  it('is that of one kind where a run or a sweep is asked for', () => {
    addSweep(SWEEP, '2026-01-05T00:00:00Z', null);
    expect(() => findRun('latest', place)).toThrow('there is no run yet');
    addRun(RUN, '2026-01-02T00:00:00Z');
    expect(findRun('latest', place)).toBe(RUN);
    expect(findSweepId('latest', place)).toBe(SWEEP);
  });
});

describe('a run alone', () => {
  it('is found by a prefix that a sweep has too', () => {
    addRun(RUN, '2026-01-01T00:00:00Z');
    addSweep(MIXED_SWEEP, '2026-01-02T00:00:00Z', null);
    expect(findRun('aaaa', place)).toBe(RUN);
  });

  it('is refused where a prefix fits several, with all of them', () => {
    addRun(RUN, '2026-01-01T00:00:00Z');
    addRun(OTHER_RUN, '2026-01-01T00:00:00Z');
    expect(() => findRun('aaaa', place)).toThrow(`"aaaa" fits 2 results, expected one; they are ${RUN}, ${OTHER_RUN}`);
    expect(() => findRun('aaa', place)).toThrow('"aaa" fits 2 results');
  });

  it('is not a sweep', () => {
    addSweep(SWEEP, '2026-01-02T00:00:00Z', null);
    for (const word of [SWEEP, 'bbbb', `results/sweeps/${SWEEP}`]) {
      expect(() => findRun(word, place)).toThrow('this is a sweep, expected a run or one trial of a sweep');
    }
  });
});

describe('a sweep alone', () => {
  it('is found as everywhere, and by its folder', () => {
    addSweep(SWEEP, '2026-01-02T00:00:00Z', null);
    for (const word of [SWEEP, 'bbbb', `results/sweeps/${SWEEP}`, 'latest'])
      expect(findSweepId(word, place)).toBe(SWEEP);
    expect(() => findSweepId('cccc', place)).toThrow('no sweep "cccc" in the store');
  });
});
