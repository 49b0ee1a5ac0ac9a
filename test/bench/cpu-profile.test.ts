import { describe, expect, it } from 'vitest';
import { type CpuProfile, timesByPart } from '../../bench/measure/cpu-profile.ts';
import { partOfFile } from '../../bench/measure/program-parts.ts';

function node(id: number, functionName: string, url: string, children: readonly number[] = []) {
  return { id, callFrame: { functionName, url, lineNumber: 0, columnNumber: 0 }, children };
}

describe('parts of the program', () => {
  it('are found by the folder of the source', () => {
    expect(partOfFile('../../src/core/indicators/atr.ts')).toBe('series');
    expect(partOfFile('../../src/core/metrics/equity-tracker.ts')).toBe('simulation');
    expect(partOfFile('../../src/core/metrics/ulcer.ts')).toBe('metrics');
    expect(partOfFile('file:///x/node_modules/better-sqlite3/lib/index.js')).toBe('store');
    expect(partOfFile('../../node_modules/zod/v4/core.js')).toBeNull();
  });
});

describe('times of a profile', () => {
  it('count code of node for the part that called it, and sleeping as waiting', () => {
    const profile: CpuProfile = {
      nodes: [
        node(1, '(root)', '', [2, 5, 6]),
        node(2, 'writeTrials', 'file:///x/src/optimizer/storage/trial-table.ts', [3]),
        node(3, 'run', '', [4]),
        node(4, 'toString', ''),
        node(5, '(idle)', ''),
        node(6, 'atomicsWaitLoop', 'file:///x/node_modules/piscina/dist/worker.js'),
      ],
      samples: [2, 3, 4, 5, 6, 1],
      timeDeltas: [10, 20, 30, 40, 50, 60],
    };
    expect(Object.fromEntries(timesByPart(profile))).toEqual({ store: 60, waiting: 90, 'node itself': 60 });
  });
});
