import { sha256Hex } from '../../core/math/sha256.ts';

/** An integer from 0 to 2^53 - 1, or a label, timeframe name or hash of letters, digits and `_`. */
export type SeedPart = number | string;

/** How the seed of a trial follows from the root seed (`optimizer.md` 4.1). */
export type SeedPolicy = 'per_trial' | 'common' | 'per_params';

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

/** Text that a seed or stream is made of; tells different parts apart. */
export function seedKey(parts: readonly SeedPart[]): string {
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
