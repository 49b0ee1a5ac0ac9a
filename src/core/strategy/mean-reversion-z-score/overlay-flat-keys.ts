import { TIMEFRAMES } from '../../types/timeframe.ts';
import type { DirectionName } from '../parameter-merge.ts';

/** The seven values that an overlay timeframe may set for itself (`strategy.md` 8.2). */
export const OVERLAY_NAMES = [
  'window_length',
  'b_b_length',
  'std_factor',
  'kalman_r',
  'kalman_q',
  'z_score_long',
  'z_score_short',
] as const;

/** Stands for the threshold of a direction. */
export const SYMMETRIC_THRESHOLD = 'z_score';

export const OVERLAY_TIMEFRAMES: readonly string[] = [...TIMEFRAMES, 'PRIMARY'];

export interface FlatKey {
  readonly key: string;
  readonly timeframe: string;
  readonly direction: DirectionName;
  readonly name: string;
}

const FLAT_PATTERN = new RegExp(
  `^scenario6_(${OVERLAY_TIMEFRAMES.join('|')})_(long|short)_(${[...OVERLAY_NAMES, SYMMETRIC_THRESHOLD].join('|')})$`,
  'i',
);

/** Reads a key like `scenario6_H1_long_window_length`, any case; null for every other key. */
export function parseFlatKey(key: string): FlatKey | null {
  const match = FLAT_PATTERN.exec(key);
  if (match === null) return null;
  const [, timeframe, direction, name] = match;
  return {
    key,
    timeframe: timeframe.toUpperCase(),
    direction: direction.toLowerCase() === 'long' ? 'long' : 'short',
    name: name.toLowerCase(),
  };
}
