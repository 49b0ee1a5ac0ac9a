import { type ArenaMemory, ColumnArena } from '../../../src/core/indicators/column-arena.ts';

/** What a worker of the arena test is told. */
export interface ArenaTask {
  readonly memory: ArenaMemory;
  readonly seed: number;
  readonly rounds: number;
  readonly keys: number;
  /** Columns read at the same time, as a trial does. */
  readonly held: number;
}

/** What it has seen. */
export interface ArenaFindings {
  readonly wrong: number;
  readonly refused: number;
  readonly computed: number;
}

/** Reads columns in a random order and looks whether each is what it should be for as long as it is in use. */
export default function readColumns({ memory, seed, rounds, keys, held }: ArenaTask): ArenaFindings {
  const arena = new ColumnArena(memory, Float64Array);
  const findings = { wrong: 0, refused: 0, computed: 0 };
  let state = seed;
  const nextKey = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % keys;
  };
  for (let round = 0; round < rounds; round++) {
    const columns = Array.from({ length: held }, () => {
      const key = nextKey();
      const column = arena.getOrCompute(`series ${key}`, () => {
        findings.computed++;
        return new Float64Array(memory.columnLength).fill(key);
      });
      return { key, column };
    });
    for (const { key, column } of columns) {
      if (column === null) findings.refused++;
      else if (!column.every((value) => value === key)) findings.wrong++;
    }
    arena.release();
  }
  return findings;
}
