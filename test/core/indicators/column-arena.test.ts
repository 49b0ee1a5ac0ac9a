import { Piscina } from 'piscina';
import { describe, expect, it } from 'vitest';
import { ColumnArena, createArena, MAX_SLOTS } from '../../../src/core/indicators/column-arena.ts';
import type { ArenaFindings, ArenaTask } from './arena-worker.ts';

const LENGTH = 16;
const COLUMN_BYTES = 8 * LENGTH;

/** An arena of some slots that counts how often each key is computed. */
function countingArena(slots: number) {
  const memory = createArena(LENGTH, 8, slots * COLUMN_BYTES);
  const arena = new ColumnArena(memory, Float64Array);
  const counts: Record<string, number> = {};
  const read = (key: string): Float64Array | null =>
    arena.getOrCompute(key, () => {
      counts[key] = (counts[key] ?? 0) + 1;
      return new Float64Array(LENGTH).fill(key.charCodeAt(0));
    });
  return { arena, memory, counts, read };
}

describe('column arena', () => {
  it('has as many columns as fit, but not so many that searching them takes long', () => {
    expect(createArena(LENGTH, 8, 10 * COLUMN_BYTES + 1).data.byteLength).toBe(10 * COLUMN_BYTES);
    expect(createArena(LENGTH, 8, 1e12).data.byteLength).toBe(MAX_SLOTS * COLUMN_BYTES);
  });

  it('computes a column once and gives the same memory to all who ask', () => {
    const { memory, counts, read } = countingArena(4);
    const column = read('a');
    expect(column?.[0]).toBe(97);
    expect(read('a')).toBe(column);
    const other = new ColumnArena(memory, Float64Array);
    expect(other.getOrCompute('a', () => new Float64Array(LENGTH))?.[LENGTH - 1]).toBe(97);
    expect(counts).toEqual({ a: 1 });
  });

  it('gives up the column used longest ago', () => {
    const { arena, counts, read } = countingArena(2);
    for (const key of ['a', 'b', 'a', 'c', 'a', 'c', 'b']) {
      expect(read(key)?.[0]).toBe(key.charCodeAt(0));
      arena.release();
    }
    expect(counts).toEqual({ a: 1, b: 2, c: 1 });
  });

  it('never gives up a column that is in use, and says when there is no room', () => {
    const { arena, read } = countingArena(2);
    const [first, second] = [read('a'), read('b')];
    expect(read('c')).toBeNull();
    expect([first?.[0], second?.[0]]).toEqual([97, 98]);
    arena.release();
    expect(read('c')?.[0]).toBe(99);
  });

  it('keeps nothing of a computation that failed', () => {
    const { arena, counts, read } = countingArena(2);
    const fail = () => {
      throw new RangeError('no such series');
    };
    expect(() => arena.getOrCompute('a', fail)).toThrow('no such series');
    arena.release();
    expect(read('a')?.[0]).toBe(97);
    expect(counts).toEqual({ a: 1 });
  });

  it('fills a slot while another is being filled, as an indicator with several outputs does', () => {
    const { arena, read } = countingArena(3);
    const outer = arena.getOrCompute('outer', () => {
      read('b');
      return new Float64Array(LENGTH).fill(1);
    });
    expect([outer?.[0], read('b')?.[0]]).toEqual([1, 98]);
  });

  it('waits for a worker that may have died only once, and lets the others go on', () => {
    const memory = createArena(LENGTH, 8, 3 * COLUMN_BYTES);
    const [slow, first, second] = [0, 1, 2].map(() => new ColumnArena(memory, Float64Array, 5));
    const column = (value: number) => () => new Float64Array(LENGTH).fill(value);
    let whileWaiting: (Float64Array | null)[] = [];
    const late = slow!.getOrCompute('a', () => {
      whileWaiting = [first, second, first].map((arena) => arena!.getOrCompute('a', column(97)));
      return column(97)();
    });
    expect(whileWaiting[0]).toBeNull();
    expect(whileWaiting.slice(1).map((found) => found?.[0])).toEqual([97, 97]);
    expect(late?.[0]).toBe(97);
    for (const arena of [slow, first, second]) arena!.release();
    expect(second!.getOrCompute('a', column(0))?.[0]).toBe(97);
    // The slot of the late worker can be used again once it has finished.
    expect([98, 99].map((value) => first!.getOrCompute(String(value), column(value))?.[0])).toEqual([98, 99]);
  });

  it('goes on alone where another worker died under the lock', () => {
    const { memory, read } = countingArena(2);
    read('a');
    const other = new ColumnArena(memory, Float64Array, 5);
    memory.control[0] = 1;
    expect(other.getOrCompute('b', () => new Float64Array(LENGTH))).toBeNull();
    expect(read('a')?.[0]).toBe(97);
  });

  it.each([
    ['large enough for all', 40],
    ['that always has to give up columns', 9],
    ['too small for what is in use', 3],
  ])('stays correct under several threads in an arena %s', async (_name, slots) => {
    const task = { memory: createArena(LENGTH, 8, slots * COLUMN_BYTES), rounds: 3000, keys: 24, held: 3 };
    const pool = new Piscina<ArenaTask, ArenaFindings>({
      filename: new URL('./arena-worker.ts', import.meta.url).href,
      execArgv: ['--import', 'tsx'],
      minThreads: 3,
      maxThreads: 3,
    });
    const findings = await Promise.all([1, 2, 3].map((seed) => pool.run({ ...task, seed })));
    await pool.destroy();
    expect(findings.map(({ wrong }) => wrong)).toEqual([0, 0, 0]);
    const computed = findings.reduce((sum, finding) => sum + finding.computed, 0);
    if (slots >= task.keys) expect(computed).toBe(task.keys);
    else expect(computed).toBeGreaterThan(task.keys);
  });
});
