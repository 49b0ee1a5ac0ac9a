import { describe, expect, it } from 'vitest';
import { batchMemory, unpackTrials } from '../../../src/optimizer/storage/trial-batch.ts';
import { packTrials } from '../../../src/optimizer/storage/trial-batch-builder.ts';
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
  });
});
