import { type Figure, isMissing } from '../statistics/figure.ts';
import type { Leaning, VerdictPoint } from './verdict.ts';

/** What a figure says, where it is there. */
export interface Reading {
  readonly leaning: Leaning;
  readonly text: string;
  readonly isDecisive?: boolean;
}

/** A finding about a figure; one that is missing keeps its reason. */
export function readFigure(key: string, name: string, figure: Figure, read: (value: number) => Reading): VerdictPoint {
  if (isMissing(figure)) return missingPoint(key, name, figure.reason);
  return point(key, figure, read(figure));
}

export function point(key: string, value: number | null, { leaning, text, isDecisive = false }: Reading): VerdictPoint {
  return { key, leaning, isDecisive, value, text };
}

export function missingPoint(key: string, name: string, reason: string): VerdictPoint {
  return { key, leaning: 'missing', isDecisive: false, value: null, text: `${name}: n/a, ${reason}` };
}

/** Larger is better: `for` from the first limit on, `against` below the second. */
export function leaningOfLarge(value: number, limits: { readonly for: number; readonly against: number }): Leaning {
  if (value >= limits.for) return 'for';
  return value < limits.against ? 'against' : 'neutral';
}

/** Smaller is better: `for` up to the first limit, `against` above the second. */
export function leaningOfSmall(value: number, limits: { readonly for: number; readonly against: number }): Leaning {
  if (value <= limits.for) return 'for';
  return value > limits.against ? 'against' : 'neutral';
}

/** `12.3 %` */
export function percentText(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
