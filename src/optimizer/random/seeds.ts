import { sha256Hex } from '../../core/math/sha256.ts';
import { AleaStream } from './alea-stream.ts';

/** An integer from 0 to 2^53 - 1, or a label, timeframe name or hash of letters, digits and `_`. */
export type SeedPart = number | string;

/** How the seed of a trial follows from the root seed (`optimizer.md` 4.1). */
export type SeedPolicy = 'per_trial' | 'common' | 'per_params';

/** One named random sequence. A local object: two streams never share state. */
export interface RandomStream {
  /** Next number in [0, 1) with 53 bits. */
  uniform(): number;
}

/** A sequence that can hand out many numbers at once. */
export interface BulkRandomStream extends RandomStream {
  /** Writes the numbers of the next `count` calls of `uniform` to the start of `target`. */
  fill(target: Float64Array, count: number): void;
}

/** Name of the derivation below, recorded with every sweep. */
export const GENERATOR_ID = 'omega-seed-v1';

const TEXT_PART = /^[A-Za-z0-9_]+$/;

/** SHA-256 of the key made of the parts, 64 hex digits (`optimizer.md` 4.1). */
export function digest(...parts: readonly SeedPart[]): string {
  return sha256Hex(seedKey(parts));
}

/** Seed in [0, 2^53): the first 8 bytes of the digest as a big-endian integer, shifted right by 11. */
export function seed53(...parts: readonly SeedPart[]): number {
  const hex = digest(...parts);
  const high = Number.parseInt(hex.slice(0, 8), 16);
  const low = Number.parseInt(hex.slice(8, 16), 16);
  return high * 2 ** 21 + (low >>> 11);
}

/** Random stream of the parts (`optimizer.md` 4.1 and the table in 4.4). */
export function stream(...parts: readonly SeedPart[]): BulkRandomStream {
  return streamFromKey(seedKey(parts));
}

/** Random stream of a complete key; `stream` is the usual way to get one. */
export function streamFromKey(key: string): BulkRandomStream {
  // A seed that is no text is accepted by the library and gives one fixed sequence.
  if (typeof key !== 'string') throw new TypeError(`a random stream needs a text key, found ${String(key)}`);
  return new AleaStream(key);
}

/** Recorded seed of a trial, also the `rng_seed` of its run. */
export function trialSeed(policy: SeedPolicy, root: number, trialIndex: number, paramsHash: string): number {
  switch (policy) {
    case 'per_trial':
      return seed53(root, 'trial', trialIndex);
    case 'common':
      return seed53(root, 'common');
    case 'per_params':
      return seed53(root, 'params', paramsHash);
  }
}

function seedKey(parts: readonly SeedPart[]): string {
  if (parts.length === 0) throw new TypeError('a seed needs at least one part');
  let key = GENERATOR_ID;
  for (let i = 0; i < parts.length; i++) key += `|${partText(parts[i], i)}`;
  return key;
}

function partText(part: unknown, position: number): string {
  if (typeof part === 'number' && Number.isSafeInteger(part) && part >= 0) return String(part);
  if (typeof part === 'string' && TEXT_PART.test(part)) return part;
  throw new TypeError(
    `seed part ${position} is ${part === undefined ? 'missing' : JSON.stringify(part)}, expected an integer in 0..2^53-1 or letters, digits and _`,
  );
}
