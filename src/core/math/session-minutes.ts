import type { ExecutionVariant, SessionWindow } from '../types/config.ts';

export const MINUTES_PER_DAY = 1440;

/**
 * Marks the minutes of a UTC day that lie in any session; null without sessions (always open). In
 * `v2` the end is exclusive and start = end means the whole day; in `v1_parity` the end is inclusive
 * and start = end means that one minute (`strategy.md` 11.2).
 */
export function buildSessionMinutes(
  sessions: readonly SessionWindow[] | null,
  variant: ExecutionVariant,
): Uint8Array | null {
  if (sessions === null || sessions.length === 0) return null;
  const isOpen = new Uint8Array(MINUTES_PER_DAY);
  for (const session of sessions) {
    const start = minuteOfDay(session.start);
    const end = minuteOfDay(session.end);
    const crossesMidnight = variant === 'v1_parity' ? start > end : end <= start;
    const minuteCount = end - start + (crossesMidnight ? MINUTES_PER_DAY : 0) + (variant === 'v1_parity' ? 1 : 0);
    for (let i = 0; i < minuteCount; i++) isOpen[(start + i) % MINUTES_PER_DAY] = 1;
  }
  return isOpen;
}

function minuteOfDay(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
}
