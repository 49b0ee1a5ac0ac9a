import { beforeEach, describe, expect, it } from 'vitest';
import { METRIC_KEYS } from '../../src/core/metrics/metric-keys.ts';
import type { EligibleTrial } from '../../src/optimizer/storage/trial-record.ts';
import type { TrialStore } from '../../src/optimizer/storage/trial-store.ts';
import { readDigestFixture } from '../optimizer/storage/digest-fixture.ts';
import {
  entries,
  entry,
  exampleSweep,
  exampleTrial,
  failedTrial,
  START,
  SWEEP_ID,
  segmentValue,
} from '../optimizer/storage/trial-examples.ts';

const END = { state: 'complete', exitCode: 0, finishedAt: START.startedAt + 60_000 } as const;
const INTERNAL = expect.objectContaining({ code: 'RUNTIME_INTERNAL' });

/** Writing and reading trials; `open.store` is the empty store of the running test. */
export function describeTrials(open: { readonly store: TrialStore }): void {
  describe('trials', () => {
    beforeEach(() => open.store.createSweep(exampleSweep(), START));

    it('gives back every field bit for bit', () => {
      const metrics = Float64Array.from(METRIC_KEYS, (_, position) => [1e-300, 0.1 + 0.2, Number.NaN, 5][position % 4]);
      const full = exampleTrial(0, {
        seed: 9_007_199_254_740_991,
        repeatOf: 3,
        metrics,
        basisSeq: 4,
        score: 5e-324,
        durationUs: 2 ** 40,
      });
      const daily = Float64Array.of(1e-300, -1 / 3, 0, 1e300);
      const informationless = { durationUs: null, finishedAt: null, worker: null, completionSeq: null };
      const bare = { ...failedTrial(1), ...informationless };
      open.store.writeTrials([entry(full, daily), entry(bare)]);
      expect(open.store.readTrial(SWEEP_ID, 0)).toEqual(full);
      expect(open.store.readDaily(SWEEP_ID, 0)).toEqual(daily);
      expect(open.store.readTrial(SWEEP_ID, 1)).toEqual(bare);
      expect(open.store.readDaily(SWEEP_ID, 1)).toBeNull();
      expect(open.store.readTrial(SWEEP_ID, 2)).toBeNull();
    });

    it('keeps trades bit for bit, of a sweep that asks for them', () => {
      const trades = Float64Array.from({ length: 14 }, (_, place) => [1e-300, -1 / 3, -0][place % 3]!);
      const none = new Float64Array(0);
      const without = entry(exampleTrial(2));
      open.store.writeTrials([entry(exampleTrial(0), null, trades), entry(exampleTrial(1), null, none), without]);
      expect([0, 1, 2].map((index) => open.store.readTrades(SWEEP_ID, index))).toEqual([trades, none, null]);
      const write = (packed: Float64Array) => () => open.store.writeTrials([entry(exampleTrial(3), null, packed)]);
      expect(write(new Float64Array(8))).toThrow(INTERNAL);
      expect(write(trades.with(9, Number.NaN))).toThrow(
        expect.objectContaining({
          code: 'RUNTIME_NON_FINITE_OUTPUT',
          details: { key: 'trial_trades.entry_fee', trade: 1 },
        }),
      );
      open.store.createSweep(exampleSweep({ sweepId: 'ffffffffffffffff', keepsTrades: false }), START);
      const elsewhere = entry(exampleTrial(0, { sweepId: 'ffffffffffffffff' }), null, trades);
      expect(() => open.store.writeTrials([elsewhere])).toThrow(INTERNAL);
      expect(open.store.deleteSweep(SWEEP_ID)).toBe(true);
      open.store.createSweep(exampleSweep(), START);
      expect(open.store.readTrades(SWEEP_ID, 0)).toBeNull();
    });

    it('digests trades where they are kept', () => {
      const digestWith = (trades: Float64Array | null) => {
        open.store.deleteSweep(SWEEP_ID);
        open.store.createSweep(exampleSweep(), START);
        open.store.writeTrials([entry(exampleTrial(0), null, trades)]);
        return open.store.digest(SWEEP_ID);
      };
      const digests = [null, Float64Array.of(1, 2, 3, 4, 5, 6, 7), Float64Array.of(1, 2, 3, 4, 5, 6, 8)].map(
        digestWith,
      );
      expect(new Set(digests).size).toBe(3);
      expect(digestWith(null)).toBe(digests[0]);
    });

    it('keeps values on segments, also of trials that have not ended', () => {
      const values = [
        segmentValue(4, 3),
        segmentValue(0, 1, { score: Number.NaN, feesTotal: 1 / 3 }),
        segmentValue(4, 1),
      ];
      open.store.writeSegmentValues(SWEEP_ID, values);
      expect(open.store.readSegmentValues(SWEEP_ID)).toEqual([values[1], values[2], values[0]]);
      // An execution that was killed may have written the same before.
      open.store.writeSegmentValues(SWEEP_ID, [segmentValue(4, 1, { score: 7 })]);
      expect(open.store.readSegmentValues(SWEEP_ID)[1]?.score).toBe(7);
      expect(open.store.readSegmentValues('ffffffffffffffff')).toEqual([]);
      expect(() => open.store.writeSegmentValues('ffffffffffffffff', values)).toThrow(INTERNAL);
      expect(open.store.deleteSweep(SWEEP_ID)).toBe(true);
      open.store.createSweep(exampleSweep(), START);
      expect(open.store.readSegmentValues(SWEEP_ID)).toEqual([]);
    });

    it('keeps no negative zero', () => {
      open.store.writeTrials([
        entry(exampleTrial(0, { score: -0, metrics: new Float64Array(METRIC_KEYS.length).fill(-0) })),
      ]);
      const trial = open.store.readTrial(SWEEP_ID, 0);
      expect(trial?.score).toBe(0);
      expect(trial?.metrics[0]).toBe(0);
    });

    it('reads ranges in both directions', () => {
      open.store.writeTrials([...entries(4, 6), ...entries(0, 3)]);
      const indices = (range: Parameters<TrialStore['readTrials']>[1]) =>
        open.store.readTrials(SWEEP_ID, range).map((trial) => trial.trialIndex);
      expect(indices(undefined)).toEqual([0, 1, 2, 4, 5]);
      expect(indices({ from: 1, to: 5 })).toEqual([1, 2, 4]);
      expect(indices({ to: 5, order: 'descending' })).toEqual([4, 2, 1, 0]);
      expect(indices({ from: 6 })).toEqual([]);
      expect(open.store.trialExtent(SWEEP_ID)).toEqual({ first: 0, last: 5, count: 5 });
      expect(open.store.readTrials('ffffffffffffffff')).toEqual([]);
      expect(open.store.trialExtent('ffffffffffffffff')).toBeNull();
    });

    it('knows finished indices, statuses and eligible trials', () => {
      open.store.writeTrials([
        entry(exampleTrial(0)),
        entry(exampleTrial(1, { score: Number.NaN })),
        entry(exampleTrial(2, { status: 'infeasible' })),
        entry(failedTrial(4)),
        entry(exampleTrial(5, { score: -2 })),
        entry({ ...failedTrial(6), status: 'cancelled' }),
      ]);
      const finished = open.store.finishedIndices(SWEEP_ID);
      expect([0, 1, 2, 3, 4, 5, 6, 2 ** 40].map((index) => finished.has(index))).toEqual([
        ...[true, true, true, false, true, true],
        ...[false, false],
      ]);
      expect(finished.size).toBe(5);
      const failed = open.store.failedIndices(SWEEP_ID);
      expect([failed.size, failed.has(4), failed.has(6)]).toEqual([1, true, false]);
      expect(open.store.finishedIndices('ffffffffffffffff').size).toBe(0);
      expect(open.store.countByStatus(SWEEP_ID)).toEqual({
        complete: 3,
        infeasible: 1,
        pruned: 0,
        failed: 1,
        timeout: 0,
        cancelled: 1,
      });
      const none = { complete: 0, infeasible: 0, pruned: 0, failed: 0, timeout: 0, cancelled: 0 };
      expect(open.store.countByStatus('ffffffffffffffff')).toEqual(none);
      const metricsOf = (index: number, key: 'profit_net' | 'max_drawdown') =>
        exampleTrial(index).metrics[METRIC_KEYS.indexOf(key)];
      const eligible: EligibleTrial[] = [];
      open.store.visitEligible(SWEEP_ID, (trial) => eligible.push(trial));
      expect(eligible).toEqual(
        [0, 5].map((trialIndex) => ({
          trialIndex,
          score: trialIndex === 0 ? 1 : -2,
          profitNet: metricsOf(trialIndex, 'profit_net'),
          maxDrawdown: metricsOf(trialIndex, 'max_drawdown'),
          configHash: exampleTrial(trialIndex).configHash,
        })),
      );
    });

    it('shows trials from the largest score down, until it is told to stop', () => {
      const scores = [1, Number.NaN, 3, 3, -2, 7];
      const written = scores.map((score, index) => exampleTrial(index, { score }));
      open.store.writeTrials([...written.toReversed().map((trial) => entry(trial)), entry(failedTrial(6))]);
      const shown = (limit: number) => {
        const trials: EligibleTrial[] = [];
        open.store.visitByScore(SWEEP_ID, (trial) => trials.push(trial) < limit);
        return trials;
      };
      expect(shown(9).map(({ trialIndex }) => trialIndex)).toEqual([5, 2, 3, 0, 4]);
      expect(shown(2).map(({ trialIndex }) => trialIndex)).toEqual([5, 2]);
      const eligible: EligibleTrial[] = [];
      open.store.visitEligible(SWEEP_ID, (trial) => eligible.push(trial));
      expect(shown(9).sort((a, b) => a.trialIndex - b.trialIndex)).toEqual(eligible);
    });

    it('shows chosen columns of every trial, or of a part, by index', () => {
      const done = exampleTrial(4, { score: -0.5 });
      open.store.writeTrials([entry(done), entry(failedTrial(2)), ...entries(0, 1)]);
      const rows = (columns: readonly string[], range = {}) => {
        const shown: unknown[] = [];
        open.store.visitColumns(SWEEP_ID, columns, (row) => shown.push(row), range);
        return shown;
      };
      const profit = done.metrics[METRIC_KEYS.indexOf('profit_net')];
      expect(rows(['profit_net', 'trial_index', 'score', 'status']).slice(1)).toEqual([
        [null, 2, null, 'failed'],
        [profit, 4, -0.5, 'complete'],
      ]);
      expect(rows(['trial_index'], { from: 1, to: 4 })).toEqual([[2]]);
      expect(rows(['parameters'], { from: 4 })).toEqual([[done.parametersJson]]);
      expect(() => rows(['trial_index; --'])).toThrow('no column');
    });

    it('knows the parameters of all trials, whichever of them have them', () => {
      const withParameters = (index: number, parametersJson: string) => entry(exampleTrial(index, { parametersJson }));
      open.store.writeTrials([withParameters(3, '{"d":1,"b":2}'), withParameters(1, '{"b":1,"c":{"x":1}}')]);
      expect(open.store.parameterPaths(SWEEP_ID)).toEqual(['b', 'c', 'd']);
      expect(open.store.parameterPaths('ffffffffffffffff')).toEqual([]);
    });

    it('keeps finished trials final, and the whole batch out', () => {
      open.store.writeTrials(entries(0, 3));
      const changed = entry(exampleTrial(2, { score: 99 }));
      expect(() => open.store.writeTrials([...entries(3, 5), changed])).toThrow(INTERNAL);
      expect(() => open.store.writeTrials([...entries(3, 5), ...entries(3, 4)])).toThrow(INTERNAL);
      expect(open.store.trialExtent(SWEEP_ID)).toEqual({ first: 0, last: 2, count: 3 });
      expect(open.store.readDaily(SWEEP_ID, 3)).toBeNull();
      expect(open.store.readTrial(SWEEP_ID, 2)).toEqual(exampleTrial(2));
      open.store.writeTrials(entries(3, 5));
      expect(open.store.trialExtent(SWEEP_ID)?.count).toBe(5);
    });

    it('replaces a cancelled trial, which did not run', () => {
      const cancelled = entry({ ...failedTrial(0), status: 'cancelled' });
      open.store.writeTrials([cancelled]);
      open.store.writeTrials([cancelled]);
      open.store.writeTrials(entries(0, 2));
      expect(open.store.readTrial(SWEEP_ID, 0)).toEqual(exampleTrial(0));
      expect(open.store.readDaily(SWEEP_ID, 0)?.[0]).toBe(0);
      expect(() => open.store.writeTrials([cancelled])).toThrow(INTERNAL);
    });

    it.each([
      ['an infinite score', exampleTrial(1, { score: Number.POSITIVE_INFINITY })],
      ['an infinite metric', exampleTrial(1, { metrics: new Float64Array(METRIC_KEYS.length).fill(-1 / 0) })],
      ['an infinite daily mean', exampleTrial(1, { dailyMean: Number.NEGATIVE_INFINITY })],
    ])('refuses %s', (_, trial) => {
      const refusal = expect.objectContaining({ code: 'RUNTIME_NON_FINITE_OUTPUT' });
      expect(() => open.store.writeTrials([...entries(0, 1), entry(trial)])).toThrow(refusal);
      expect(open.store.trialExtent(SWEEP_ID)).toBeNull();
    });

    it.each([
      ['a fractional index', exampleTrial(1.5)],
      ['a negative index', exampleTrial(-1)],
      ['a seed of 2^53', exampleTrial(1, { seed: 2 ** 53 })],
      ['a missing text', exampleTrial(1, { paramsHash: null as unknown as string })],
      ['an undefined number', exampleTrial(1, { score: undefined as unknown as number })],
      ['a null where NaN belongs', exampleTrial(1, { score: null as unknown as number })],
      ['an undefined text', exampleTrial(1, { errorCode: undefined as unknown as string })],
      ['a boolean', exampleTrial(1, { worker: true as unknown as number })],
      ['too few metrics', exampleTrial(1, { metrics: new Float64Array(25) })],
      ['a complete trial without result hash', exampleTrial(1, { resultHash: null })],
      ['a trial of an unknown sweep', exampleTrial(1, { sweepId: 'ffffffffffffffff' })],
    ])('refuses %s', (_, trial) => {
      expect(() => open.store.writeTrials([...entries(0, 1), entry(trial)])).toThrow(INTERNAL);
      expect(open.store.trialExtent(SWEEP_ID)).toBeNull();
    });

    it('refuses a daily series that does not fit the calendar or is not finite', () => {
      expect(() => open.store.writeTrials([entry(exampleTrial(0), new Float64Array(3))])).toThrow(INTERNAL);
      const broken = [entry(exampleTrial(0), Float64Array.of(1, 2, Number.NaN, 4))];
      expect(() => open.store.writeTrials(broken)).toThrow(
        expect.objectContaining({ code: 'RUNTIME_NON_FINITE_OUTPUT' }),
      );
      expect(open.store.trialExtent(SWEEP_ID)).toBeNull();
    });

    it('takes trials only while the sweep runs', () => {
      open.store.finishSweep(SWEEP_ID, END);
      expect(() => open.store.writeTrials(entries(0, 1))).toThrow(INTERNAL);
      expect(open.store.trialExtent(SWEEP_ID)).toBeNull();
    });

    it('neither keeps the arrays of a batch nor hands out its own', () => {
      const metrics = new Float64Array(METRIC_KEYS.length).fill(1);
      const shared = new Float64Array(new SharedArrayBuffer(48), 8, 4);
      shared.fill(2);
      open.store.writeTrials([entry(exampleTrial(0, { metrics }), shared)]);
      metrics.fill(9);
      shared.fill(9);
      open.store.readTrial(SWEEP_ID, 0)?.metrics.fill(7);
      open.store.readDaily(SWEEP_ID, 0)?.fill(7);
      expect(open.store.readTrial(SWEEP_ID, 0)?.metrics[0]).toBe(1);
      expect(open.store.readDaily(SWEEP_ID, 0)).toEqual(Float64Array.of(2, 2, 2, 2));
    });
  });
}

/** Digest of a trial table. */
export function describeDigest(open: { readonly store: TrialStore }): void {
  describe('digest', () => {
    beforeEach(() => open.store.createSweep(exampleSweep(), START));

    it('equals the digest that was computed independently', () => {
      const { digest, entries: stored } = readDigestFixture();
      open.store.writeTrials(stored);
      expect(open.store.digest(SWEEP_ID)).toBe(digest);
    });

    it('does not see order, batches, timing and scheduling', () => {
      const { digest, entries: stored } = readDigestFixture();
      const scheduling = { durationUs: 1, finishedAt: 2, worker: 3, completionSeq: 4, basisSeq: 5 };
      for (const { trial, daily } of [...stored].reverse()) {
        open.store.writeTrials([entry({ ...trial, ...scheduling }, daily)]);
      }
      expect(open.store.digest(SWEEP_ID)).toBe(digest);
    });

    it('sees a changed bit in a metric and in a daily series', () => {
      const { digest, entries: stored } = readDigestFixture();
      const [first, ...rest] = stored;
      const metrics = first.trial.metrics.slice();
      metrics[14] += Math.abs(metrics[14]) * Number.EPSILON;
      const daily = first.daily?.slice() ?? null;
      daily?.set([1], 0);
      const digests = new Set([digest]);
      for (const changed of [
        { ...first, daily },
        entry({ ...first.trial, metrics }, first.daily),
        entry(first.trial),
      ]) {
        open.store.deleteSweep(SWEEP_ID);
        open.store.createSweep(exampleSweep(), START);
        open.store.writeTrials([changed, ...rest]);
        digests.add(open.store.digest(SWEEP_ID));
      }
      expect(digests.size).toBe(4);
    });

    it('of no trials is the hash of nothing', () => {
      expect(open.store.digest(SWEEP_ID)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    });
  });
}
