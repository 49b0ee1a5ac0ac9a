import { describe, expect, it } from 'vitest';
import { METRIC_KEYS } from '../../src/core/metrics/metric-keys.ts';
import {
  CANDIDATE_KEYS,
  type CandidateKey,
  type CandidateRecord,
} from '../../src/optimizer/storage/candidate-record.ts';
import type { SubrunRecord } from '../../src/optimizer/storage/subrun-record.ts';
import { resolveSweep } from '../../src/optimizer/storage/sweep-lookup.ts';
import type { SweepDefinition } from '../../src/optimizer/storage/sweep-record.ts';
import type { TrialStore } from '../../src/optimizer/storage/trial-store.ts';
import type { WalkForwardRecord } from '../../src/optimizer/storage/walk-forward-record.ts';
import { entry, exampleSweep, exampleTrial, START, SWEEP_ID } from '../optimizer/storage/trial-examples.ts';

const INTERNAL = expect.objectContaining({ code: 'RUNTIME_INTERNAL' });

function exampleId(digit: string): string {
  return digit.repeat(16);
}

function examplePart(sweepId: string, part: 'train' | 'test' | 'holdout', windowIndex: number | null): SweepDefinition {
  return exampleSweep({ sweepId, parentId: SWEEP_ID, part, windowIndex });
}

function exampleWalkForward(wfe: number): WalkForwardRecord {
  return {
    mode: 'rolling',
    purgeDays: 2,
    isContiguous: true,
    isSliced: false,
    selectionRule: 'plateau',
    wfe,
    oosProfitNet: 12.5,
    oosWindowsProfitable: 0.5,
    metrics: Float64Array.from(METRIC_KEYS, (_, position) => (position === 3 ? Number.NaN : position / 7)),
    windows: [
      {
        windowIndex: 0,
        trainId: exampleId('b'),
        testId: exampleId('a'),
        trainStart: '2021-01-04',
        trainEnd: '2021-01-05',
        testStart: '2021-01-06',
        testEnd: '2021-01-07',
        chosenTrial: null,
        chosenRank: null,
        isByRule: false,
        retested: 0,
        rankCorrelation: Number.NaN,
        pValueMeanR: Number.NaN,
        pValueNetProfit: 0.25,
      },
    ],
  };
}

function exampleSubrun(changes: Partial<SubrunRecord> = {}): SubrunRecord {
  return {
    trialIndex: 0,
    kind: 'data_jitter',
    subrunIndex: 1,
    status: 'complete',
    seed: 2 ** 53 - 1,
    drawSeed: 17,
    startDate: '2021-01-04',
    endDate: '2021-01-05',
    changedPathsJson: '{"costs.fee_multiplier":1.25}',
    pricePathsJson: '[]',
    errorCode: null,
    errorMessage: null,
    configHash: 'c'.repeat(64),
    resultHash: 'd'.repeat(64),
    metrics: Float64Array.from(METRIC_KEYS, (_, position) => (position === 5 ? Number.NaN : position / 3)),
    durationUs: 12,
    ...changes,
  };
}

function exampleCandidate(rank: number, trialIndex: number): CandidateRecord {
  const figures = CANDIDATE_KEYS.map((key, position) => [key, position === 2 ? Number.NaN : position / 9] as const);
  return {
    rank,
    trialIndex,
    isEligible: rank === 1,
    components: 7,
    failedRuns: 1,
    skippedRuns: 2,
    examinedTargets: 30,
    plateauNeighbours: 4,
    figures: Object.fromEntries(figures) as Record<CandidateKey, number>,
  };
}

/** A search with one window and an opened holdout; the parts are created against their order. */
function fill(store: TrialStore): void {
  store.createSweep(exampleSweep(), START);
  store.createSweep(examplePart(exampleId('d'), 'train', 1), START);
  store.createSweep(examplePart(exampleId('a'), 'test', 0), START);
  store.createSweep(examplePart(exampleId('b'), 'train', 0), START);
  store.createSweep(examplePart(exampleId('c'), 'holdout', null), START);
  store.writeTrials([entry(exampleTrial(0))]);
}

/** Parts of a search and what is kept of its validation; `open.store` is the empty store of the running test. */
export function describeParts(open: { readonly store: TrialStore }): void {
  describe('parts', () => {
    it('are listed by window with the search they belong to, and nowhere else', () => {
      fill(open.store);
      expect(open.store.listParts(SWEEP_ID).map(({ sweepId }) => sweepId[0])).toEqual(['c', 'b', 'a', 'd']);
      expect(open.store.listSweepIds()).toEqual([SWEEP_ID]);
      expect(open.store.listSweeps().map(({ sweepId }) => sweepId)).toEqual([SWEEP_ID]);
      expect(open.store.listParts(exampleId('b'))).toEqual([]);
    });

    it('are found by their whole id only', () => {
      fill(open.store);
      expect(resolveSweep(open.store, exampleId('b'))).toBe(exampleId('b'));
      expect(resolveSweep(open.store, 'latest')).toBe(SWEEP_ID);
      expect(() => resolveSweep(open.store, 'bbbb')).toThrow(
        expect.objectContaining({ code: 'USAGE_SWEEP_NOT_FOUND' }),
      );
    });

    it('enter the digest of the search in their order, those on the holdout do not', () => {
      fill(open.store);
      const before = open.store.digest(SWEEP_ID);
      open.store.writeTrials([entry(exampleTrial(3, { sweepId: exampleId('c') }))]);
      expect(open.store.digest(SWEEP_ID)).toBe(before);
      open.store.writeTrials([entry(exampleTrial(3, { sweepId: exampleId('a') }))]);
      const withTest = open.store.digest(SWEEP_ID);
      expect(withTest).not.toBe(before);
      open.store.writeTrials([entry(exampleTrial(1, { sweepId: exampleId('b') }))]);
      expect(open.store.digest(SWEEP_ID)).not.toBe(withTest);
      expect(open.store.digest(exampleId('a'))).not.toBe(open.store.digest(exampleId('b')));
    });

    it('disappear with the search', () => {
      fill(open.store);
      open.store.writeWalkForward(SWEEP_ID, exampleWalkForward(0.5));
      expect(open.store.deleteSweep(SWEEP_ID)).toBe(true);
      expect(open.store.loadSweep(exampleId('a'))).toBeNull();
      expect(open.store.readWalkForward(SWEEP_ID)).toBeNull();
    });

    it.each([{ parentId: SWEEP_ID }, { part: 'train' as const }])('need a parent, a search has none: %o', (changes) => {
      open.store.createSweep(exampleSweep(), START);
      const definition = exampleSweep({ sweepId: exampleId('e'), ...changes });
      expect(() => open.store.createSweep(definition, START)).toThrow(INTERNAL);
    });
  });

  describe('sub-runs', () => {
    it('are listed by candidate, kind and index', () => {
      open.store.createSweep(exampleSweep(), START);
      open.store.writeTrials([entry(exampleTrial(0)), entry(exampleTrial(1))]);
      const skipped = { status: 'skipped', errorMessage: 'no data', drawSeed: null, pricePathsJson: null } as const;
      const runs = [
        exampleSubrun({ kind: 'robustness_1' }),
        exampleSubrun({ subrunIndex: 0, durationUs: null }),
        exampleSubrun(),
        exampleSubrun({ trialIndex: 1, kind: 'stability', ...skipped, configHash: null, resultHash: null }),
      ];
      open.store.writeSubruns(SWEEP_ID, [runs[3]!, runs[1]!]);
      open.store.writeSubruns(SWEEP_ID, [runs[2]!, runs[0]!]);
      expect(open.store.readSubruns(SWEEP_ID)).toEqual(runs);
      expect(open.store.readSubruns(exampleId('9'))).toEqual([]);
    });

    it('are final, and written as a whole batch or not at all', () => {
      open.store.createSweep(exampleSweep(), START);
      open.store.writeTrials([entry(exampleTrial(0))]);
      open.store.writeSubruns(SWEEP_ID, [exampleSubrun()]);
      const batch = [exampleSubrun({ subrunIndex: 2 }), exampleSubrun()];
      expect(() => open.store.writeSubruns(SWEEP_ID, batch)).toThrow(INTERNAL);
      expect(open.store.readSubruns(SWEEP_ID)).toEqual([exampleSubrun()]);
      open.store.finishSweep(SWEEP_ID, { state: 'complete', exitCode: 0, finishedAt: 0 });
      expect(() => open.store.writeSubruns(SWEEP_ID, [exampleSubrun({ subrunIndex: 5 })])).toThrow(INTERNAL);
    });

    it('disappear with the search, and candidates too', () => {
      fill(open.store);
      open.store.writeSubruns(SWEEP_ID, [exampleSubrun()]);
      open.store.writeCandidates(SWEEP_ID, [exampleCandidate(1, 0)]);
      expect(open.store.deleteSweep(SWEEP_ID)).toBe(true);
      expect(open.store.readSubruns(SWEEP_ID)).toEqual([]);
      expect(open.store.readCandidates(SWEEP_ID)).toEqual([]);
    });
  });

  describe('candidates', () => {
    it('are listed by rank; writing them again replaces them', () => {
      open.store.createSweep(exampleSweep(), START);
      open.store.writeTrials([entry(exampleTrial(0)), entry(exampleTrial(1))]);
      expect(open.store.readCandidates(SWEEP_ID)).toEqual([]);
      open.store.writeCandidates(SWEEP_ID, [exampleCandidate(1, 0)]);
      const both = [exampleCandidate(1, 1), exampleCandidate(2, 0)];
      open.store.writeCandidates(SWEEP_ID, [both[1]!, both[0]!]);
      expect(open.store.readCandidates(SWEEP_ID)).toEqual(both);
    });
  });

  describe('looks at a holdout', () => {
    it('are kept in their order, also when the sweep is deleted', () => {
      const opening = {
        sweepId: SWEEP_ID,
        familyKey: 'mrz|EURUSD|M5',
        startDate: '2021-02-01',
        endDate: '2021-02-28',
        trialIndex: 4,
        paramsHash: 'a'.repeat(64),
        openedAt: 1_600_000_000_000,
      };
      fill(open.store);
      expect(open.store.listHoldoutOpenings()).toEqual([]);
      open.store.addHoldoutOpening(opening);
      open.store.addHoldoutOpening({ ...opening, trialIndex: 2 });
      open.store.deleteSweep(SWEEP_ID);
      expect(open.store.listHoldoutOpenings()).toEqual([opening, { ...opening, trialIndex: 2 }]);
    });
  });

  describe('the result of a walk-forward', () => {
    it('is given back as it was written, the last one where there are several', () => {
      fill(open.store);
      expect(open.store.readWalkForward(SWEEP_ID)).toBeNull();
      open.store.writeWalkForward(SWEEP_ID, exampleWalkForward(0.5));
      expect(open.store.readWalkForward(SWEEP_ID)).toEqual(exampleWalkForward(0.5));
      open.store.writeWalkForward(SWEEP_ID, exampleWalkForward(Number.NaN));
      expect(open.store.readWalkForward(SWEEP_ID)).toEqual(exampleWalkForward(Number.NaN));
    });

    it('is refused once the sweep has ended', () => {
      fill(open.store);
      open.store.finishSweep(SWEEP_ID, { state: 'complete', exitCode: 0, finishedAt: 1 });
      expect(() => open.store.writeWalkForward(SWEEP_ID, exampleWalkForward(0.5))).toThrow(INTERNAL);
    });
  });
}
