import { describe, expect, it } from 'vitest';
import { CounterSlippage } from '../../../src/core/execution/slippage.ts';
import { readFixture } from '../../support/fixture.ts';

interface Table {
  readonly v2: { readonly vectors: readonly { readonly rng_seed: number; readonly u: readonly number[] }[] };
}

const PIP = 0.0001;
const [{ rng_seed: SEED, u: DRAWS }] = readFixture<Table>('execution/table_rng.json').v2.vectors;

/** Distance of a fill with its draw (`execution.md` 7). */
function expectedDistance(draw: number): number {
  return (0.2 + 0.3 * draw) * PIP;
}

function create(randomPips: number): CounterSlippage {
  return new CounterSlippage(SEED, 0.2, randomPips, PIP);
}

describe('slippage of a fill', () => {
  it('is the fixed part and a share of the random part', () => {
    const slippage = create(0.3);
    expect(DRAWS.map((_, fill) => slippage.distance(fill))).toEqual(DRAWS.map(expectedDistance));
  });

  it('depends on the seed and the index of the fill alone, not on what was asked before', () => {
    const fills = [0, 1, 63, 64, 65, 127, 128, 191, 1000, 5];
    const alone = fills.map((fill) => create(0.3).distance(fill));
    const inOrder = create(0.3);
    const all = Array.from({ length: 1001 }, (_, fill) => inOrder.distance(fill));
    expect(fills.map((fill) => all[fill])).toEqual(alone);
    const jumping = create(0.3);
    expect(fills.toReversed().map((fill) => jumping.distance(fill))).toEqual(alone.toReversed());
  });

  it('lies between the fixed part and fixed and random part together, and differs from fill to fill', () => {
    const slippage = create(0.3);
    const distances = Array.from({ length: 300 }, (_, fill) => slippage.distance(fill));
    expect(Math.min(...distances)).toBeGreaterThanOrEqual(0.2 * PIP);
    expect(Math.max(...distances)).toBeLessThan(0.5 * PIP);
    expect(new Set(distances).size).toBe(distances.length);
  });

  it('is exactly the fixed part without a random one', () => {
    const slippage = create(0);
    for (const fill of [0, 63, 64, 200]) expect(slippage.distance(fill)).toBe(0.2 * PIP);
  });
});
