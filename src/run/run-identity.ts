import { randomBytes } from 'node:crypto';
import { sha256Hex } from '../core/math/sha256.ts';
import type { RunMode } from '../core/types/config.ts';

const ID_DIGITS = 16;

/** 53 random bits of the operating system, for runs and sweeps in `prod`. */
export function drawSeed(): number {
  const bytes = randomBytes(8);
  return Number(bytes.readBigUInt64BE() >> 11n);
}

/**
 * Id of a run (`data-and-config.md` 16.4): in `dev` the same inputs give the same id, in `prod` every
 * run has its own.
 */
export function runId(mode: RunMode, configHash: string, manifestSha256: string): string {
  const base = `${configHash}:${manifestSha256}`;
  const text = mode === 'dev' ? base : `${base}:${randomBytes(16).toString('hex')}`;
  return sha256Hex(text).slice(0, ID_DIGITS);
}
