import { describe, expect, it } from 'vitest';
import { buildSessionMinutes } from '../../../src/core/math/session-minutes.ts';
import type { ExecutionVariant } from '../../../src/core/types/config.ts';

function isOpen(window: string, time: string, variant: ExecutionVariant): boolean {
  const [start, end] = window.split('-');
  const minutes = buildSessionMinutes([{ start, end }], variant);
  const [hour, minute] = time.split(':').map(Number);
  return minutes?.[hour * 60 + minute] === 1;
}

describe('session minutes', () => {
  // Vectors of `strategy.md` 11.2.
  it.each([
    ['08:00-17:00', '07:59', false, false],
    ['08:00-17:00', '08:00', true, true],
    ['08:00-17:00', '17:00', false, true],
    ['08:00-17:00', '17:01', false, false],
    ['23:00-05:00', '22:59', false, false],
    ['23:00-05:00', '23:00', true, true],
    ['23:00-05:00', '05:00', false, true],
    ['08:00-08:00', '08:01', true, false],
    ['08:00-08:00', '08:00', true, true],
    ['22:00-00:00', '23:59', true, true],
    ['22:00-00:00', '00:00', false, true],
  ])('%s at %s: v2 %s, v1_parity %s', (window, time, canonical, parity) => {
    expect(isOpen(window, time, 'v2')).toBe(canonical);
    expect(isOpen(window, time, 'v1_parity')).toBe(parity);
  });

  it('is always open without sessions', () => {
    expect(buildSessionMinutes(null, 'v2')).toBeNull();
    expect(buildSessionMinutes([], 'v1_parity')).toBeNull();
  });

  it('joins several windows', () => {
    const sessions = [
      { start: '01:00', end: '02:00' },
      { start: '01:30', end: '03:00' },
    ];
    expect(buildSessionMinutes(sessions, 'v2')?.reduce((sum, open) => sum + open, 0)).toBe(120);
  });
});
