import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findLatestRun, listRunIds } from '../../src/run/run-lookup.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'omega-runs-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function addRun(id: string, meta: string): void {
  mkdirSync(path.join(root, id));
  writeFileSync(path.join(root, id, 'meta.json'), meta);
}

const writtenAt = (time: string) => JSON.stringify({ generated_at: time });

describe('the runs of a results folder', () => {
  it('are its folders, without those that are being written', () => {
    addRun('bbbb', '{}');
    addRun('aaaa', '{}');
    addRun('.aaaa-xyz', '{}');
    writeFileSync(path.join(root, 'notes.txt'), '');
    expect(listRunIds(root)).toEqual(['aaaa', 'bbbb']);
    expect(listRunIds(path.join(root, 'missing'))).toEqual([]);
  });

  it('have a latest one by the time in meta.json, whatever the file system says', () => {
    addRun('cccc', writtenAt('2026-01-02T00:00:00.250Z'));
    addRun('aaaa', writtenAt('2026-01-02T00:00:00Z'));
    addRun('bbbb', writtenAt('2026-01-01T23:59:59Z'));
    expect(findLatestRun(root)).toEqual({ id: 'cccc', writtenMs: Date.UTC(2026, 0, 2, 0, 0, 0, 250) });
  });

  it('written at one time have the first id as their latest', () => {
    for (const id of ['bbbb', 'aaaa', 'cccc']) addRun(id, writtenAt('2026-01-02T00:00:00Z'));
    expect(findLatestRun(root)?.id).toBe('aaaa');
  });

  it('do without folders that are no runs', () => {
    addRun('aaaa', 'no JSON');
    addRun('bbbb', '[]');
    addRun('cccc', writtenAt('yesterday'));
    mkdirSync(path.join(root, 'dddd'));
    expect(findLatestRun(root)).toBeNull();
  });
});
