import { describe, expect, it } from 'vitest';
import { resolveSweep } from '../../src/optimizer/storage/sweep-lookup.ts';
import type { TrialStore } from '../../src/optimizer/storage/trial-store.ts';
import { entries, entry, exampleSweep, exampleTrial, START, SWEEP_ID } from '../optimizer/storage/trial-examples.ts';

const END = { state: 'complete', exitCode: 0, finishedAt: START.startedAt + 60_000 } as const;
const INTERNAL = expect.objectContaining({ code: 'RUNTIME_INTERNAL' });

/** Life of a sweep; `open.store` is the empty store of the running test. */
export function describeSweeps(open: { readonly store: TrialStore }): void {
  describe('sweeps', () => {
    it('gives back what was stored, running at first', () => {
      open.store.createSweep(exampleSweep(), START);
      expect(open.store.loadSweep(SWEEP_ID)).toEqual({
        ...exampleSweep(),
        ...START,
        state: 'running',
        exitCode: null,
        finishedAt: null,
      });
      expect(open.store.loadSweep('ffffffffffffffff')).toBeNull();
    });

    it('records the end and continues an interrupted or failed sweep', () => {
      open.store.createSweep(exampleSweep(), START);
      for (const state of ['interrupted', 'failed'] as const) {
        open.store.finishSweep(SWEEP_ID, { ...END, state, exitCode: 130 });
        expect(open.store.loadSweep(SWEEP_ID)).toMatchObject({ state, exitCode: 130, finishedAt: END.finishedAt });
        open.store.resumeSweep(SWEEP_ID, { workerCount: 7, startedAt: START.startedAt + 1 });
        expect(open.store.loadSweep(SWEEP_ID)).toMatchObject({
          state: 'running',
          exitCode: null,
          finishedAt: null,
          workerCount: 7,
          startedAt: START.startedAt,
        });
      }
    });

    it('refuses steps that the state does not allow', () => {
      expect(() => open.store.finishSweep(SWEEP_ID, END)).toThrow(INTERNAL);
      expect(() => open.store.resumeSweep(SWEEP_ID, START)).toThrow(INTERNAL);
      open.store.createSweep(exampleSweep(), START);
      expect(() => open.store.createSweep(exampleSweep(), START)).toThrow(INTERNAL);
      expect(() => open.store.resumeSweep(SWEEP_ID, START)).toThrow(INTERNAL);
      open.store.finishSweep(SWEEP_ID, END);
      expect(() => open.store.finishSweep(SWEEP_ID, END)).toThrow(INTERNAL);
      expect(() => open.store.resumeSweep(SWEEP_ID, START)).toThrow(INTERNAL);
    });

    it.each([
      { sweepId: '0123' },
      { sweepId: '0123456789ABCDEF' },
      { rootSeed: 2 ** 53 },
      { rootSeed: -1 },
      { rootSeed: 0.5 },
      { days: Int32Array.of(3, 3) },
    ])('refuses a definition with %o', (changes) => {
      expect(() => open.store.createSweep(exampleSweep(changes), START)).toThrow(INTERNAL);
      expect(open.store.listSweepIds()).toEqual([]);
    });

    it('lists the sweep started or continued last first', () => {
      const ids = ['aaaa000000000000', 'bbbb000000000000', 'cccc000000000000'];
      for (const sweepId of ids) {
        open.store.createSweep(exampleSweep({ sweepId }), START);
        open.store.finishSweep(sweepId, { ...END, state: 'interrupted' });
      }
      expect(open.store.listSweepIds()).toEqual([...ids].reverse());
      open.store.resumeSweep(ids[0], START);
      expect(open.store.listSweepIds()).toEqual([ids[0], ids[2], ids[1]]);
      expect(open.store.listSweeps().map((sweep) => sweep.sweepId)).toEqual(open.store.listSweepIds());
      expect(resolveSweep(open.store, 'latest')).toBe(ids[0]);
      expect(resolveSweep(open.store, 'bbbb')).toBe(ids[1]);
    });

    it('deletes a sweep with its trials and leaves the others', () => {
      const other = 'ffff000000000000';
      open.store.createSweep(exampleSweep(), START);
      open.store.createSweep(exampleSweep({ sweepId: other }), START);
      open.store.writeTrials(entries(0, 3));
      open.store.writeTrials([entry(exampleTrial(0, { sweepId: other }))]);
      expect(open.store.deleteSweep(SWEEP_ID)).toBe(true);
      expect(open.store.deleteSweep(SWEEP_ID)).toBe(false);
      expect(open.store.listSweepIds()).toEqual([other]);
      expect(open.store.trialExtent(other)?.count).toBe(1);
      open.store.createSweep(exampleSweep(), START);
      expect(open.store.readTrials(SWEEP_ID)).toEqual([]);
      expect(open.store.readDaily(SWEEP_ID, 0)).toBeNull();
    });

    it('does not keep or hand out its own calendar', () => {
      const days = Int32Array.of(1, 2);
      open.store.createSweep(exampleSweep({ days }), START);
      days[0] = 99;
      const loaded = open.store.loadSweep(SWEEP_ID);
      loaded?.days.fill(0);
      expect(open.store.loadSweep(SWEEP_ID)?.days).toEqual(Int32Array.of(1, 2));
    });

    it('may be closed twice, also with a sweep that nobody finished', () => {
      open.store.createSweep(exampleSweep(), START);
      open.store.close();
      expect(() => open.store.close()).not.toThrow();
    });
  });
}
