import { totalmem } from 'node:os';
import type { ContextMemory } from '../../core/backtest/backtest-context.ts';
import { createArena } from '../../core/indicators/column-arena.ts';

/** Share of the machine's memory that a sweep may use for what it keeps, unless it is told otherwise. */
const DEFAULT_SHARE = 1 / 4;
/** Parts of that memory: series and conditions shared by all workers, and the private caches of all workers. */
const SHARED_SERIES = 1 / 2;
const SHARED_CONDITIONS = 1 / 16;
const PRIVATE_SERIES = 1 / 4;
const PRIVATE_CONDITIONS = 1 / 16;
/** More masks than this are not worth their memory: combining conditions again costs microseconds. */
const MAX_PRIVATE_CONDITIONS = 4 * 2 ** 20;
const BYTES_PER_MASK_WORD = 4;
const BITS_PER_MASK_WORD = 32;

/** Memory of a sweep in bytes where none is asked for. */
export function defaultSweepMemory(): number {
  return Math.floor(totalmem() * DEFAULT_SHARE);
}

/**
 * Divides the memory of a sweep among its workers; the arenas are shared memory, touched as far as they are
 * used. Market data and the trials on their way to the store come on top.
 * @param bars loaded primary bars, of the longest setup
 */
export function divideMemory(bytes: number, workers: number, bars: number): Required<Omit<ContextMemory, 'stopwatch'>> {
  const words = Math.ceil(bars / BITS_PER_MASK_WORD);
  return {
    seriesArena: createArena(bars, Float64Array.BYTES_PER_ELEMENT, bytes * SHARED_SERIES),
    conditionArena: createArena(words, BYTES_PER_MASK_WORD, bytes * SHARED_CONDITIONS),
    seriesBytes: Math.floor((bytes * PRIVATE_SERIES) / workers),
    conditionBytes: Math.min(MAX_PRIVATE_CONDITIONS, Math.floor((bytes * PRIVATE_CONDITIONS) / workers)),
  };
}

/**
 * The part of a worker's memory that one setup uses: columns of its own in the shared arenas, and a fair
 * share of the private caches.
 * @param siblings setups that are in use at the same time
 * @param bars loaded primary bars of the setup
 */
export function scopeMemory(memory: ContextMemory, setup: number, siblings: number, bars: number): ContextMemory {
  const { seriesArena, conditionArena, seriesBytes, conditionBytes } = memory;
  const scope = `${setup}|`;
  const words = Math.ceil(bars / BITS_PER_MASK_WORD);
  return {
    ...(seriesArena === undefined ? {} : { seriesArena: { ...seriesArena, columnLength: bars, scope } }),
    ...(conditionArena === undefined ? {} : { conditionArena: { ...conditionArena, columnLength: words, scope } }),
    ...(seriesBytes === undefined ? {} : { seriesBytes: Math.floor(seriesBytes / siblings) }),
    ...(conditionBytes === undefined ? {} : { conditionBytes: Math.floor(conditionBytes / siblings) }),
  };
}
