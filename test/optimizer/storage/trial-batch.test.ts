import { describe, expect, it } from 'vitest';
import { BatchRows } from '../../../src/optimizer/storage/batch-rows.ts';
import { batchMemory, stampBatch, unpackTrials } from '../../../src/optimizer/storage/trial-batch.ts';
import { packTrials, TrialBatchBuilder } from '../../../src/optimizer/storage/trial-batch-builder.ts';
import { entry, exampleTrial, failedTrial } from './trial-examples.ts';

describe('trial batch', () => {
  it('gives every field of every trial back after crossing a thread border', () => {
    const bare = { durationUs: null, finishedAt: null, worker: null, completionSeq: null };
    const entries = [
      entry(
        exampleTrial(0, { seed: 2 ** 53 - 1, repeatOf: 0, basisSeq: 4, score: 5e-324 }),
        Float64Array.of(1e-300, -0),
        Float64Array.of(1, 2, 3, 4, 5, 6, -0),
      ),
      entry({ ...failedTrial(1), ...bare }),
      entry(exampleTrial(2 ** 52, { status: 'infeasible', parametersJson: '{"ä €":""}', changedPathsJson: '' })),
      entry({ ...failedTrial(3), status: 'timeout', errorBar: 0 }, new Float64Array(0)),
      entry(exampleTrial(4), Float64Array.of(Number.MAX_VALUE), new Float64Array(0)),
      entry(
        exampleTrial(5),
        null,
        Float64Array.from({ length: 14 }, (_, place) => place / 3),
      ),
    ];
    const batch = packTrials(entries);
    const crossed = structuredClone(batch, { transfer: batchMemory(batch) });
    expect(unpackTrials(crossed)).toEqual(entries);
    expect(batch.texts.bytes.byteLength).toBe(0);
  });

  it('keeps texts whatever they begin with', () => {
    const entries = [
      entry(exampleTrial(0, { configHash: '\uFEFFé', parametersJson: '\u{1F4C8}' })),
      entry(exampleTrial(1)),
    ];
    expect(unpackTrials(packTrials(entries))).toEqual(entries);
  });

  it('may have room for more trials, and keeps nothing of an entry', () => {
    const builder = new TrialBatchBuilder(exampleTrial(0).sweepId, 5);
    const daily = new Float64Array(3);
    const entries = [0, 1, 2].map((index) => entry(exampleTrial(index), Float64Array.of(index, 2, 3)));
    const trades = new Float64Array(14).fill(0.5);
    for (const { trial, daily: own } of entries) {
      daily.set(own!);
      builder.add({ trial, daily, trades: trial.trialIndex === 1 ? trades : null });
    }
    daily.fill(-1);
    expect(unpackTrials(builder.finish())).toEqual(
      entries.map((one, row) => ({ ...one, trades: row === 1 ? trades : null })),
    );
  });

  it('is stamped with who completed its trials, when, and in which order', () => {
    const batch = packTrials([entry(exampleTrial(7)), entry(failedTrial(9))]);
    stampBatch(batch, { worker: null, finishedAt: 1234, firstSeq: 40 });
    expect(unpackTrials(batch).map(({ trial }) => trial)).toEqual([
      { ...exampleTrial(7), worker: null, finishedAt: 1234, completionSeq: 40 },
      { ...failedTrial(9), worker: null, finishedAt: 1234, completionSeq: 41 },
    ]);
  });

  it('is looked at row by row without being unpacked', () => {
    const trials = [exampleTrial(3), failedTrial(4), exampleTrial(5, { status: 'infeasible', score: Number.NaN })];
    const rows = new BatchRows(packTrials(trials.map((trial) => entry(trial))));
    for (const row of [2, 0, 1]) {
      const { trialIndex, status, score, metrics, configHash } = rows.at(row);
      expect({ ...trials[row], trialIndex, status, score, metrics, configHash }).toEqual(trials[row]);
    }
  });
});
