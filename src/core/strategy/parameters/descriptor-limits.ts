import type { ParameterDescriptor } from '../../types/strategy.ts';

/** Whether a number keeps the limits of a descriptor. */
export function isInRange(descriptor: ParameterDescriptor, value: number): boolean {
  const { min, max, minExclusive, maxExclusive } = descriptor;
  if (min !== undefined && (minExclusive === true ? value <= min : value < min)) return false;
  return !(max !== undefined && (maxExclusive === true ? value >= max : value > max));
}

/** Allowed range in words: `≥ 1`, `> 0`, `1 … 10`, `< 0`. */
export function describeRange(descriptor: ParameterDescriptor): string {
  const { min, max } = descriptor;
  if (min !== undefined && max !== undefined) return `${min} … ${max}`;
  if (min !== undefined) return `${descriptor.minExclusive === true ? '>' : '≥'} ${min}`;
  if (max !== undefined) return `${descriptor.maxExclusive === true ? '<' : '≤'} ${max}`;
  return `magnitude ≤ ${Number.MAX_SAFE_INTEGER}`;
}

/** The choice that a text means: blanks around it do not count, nor does its case. */
export function matchChoice(text: string, choices: readonly string[]): string | undefined {
  if (choices.includes(text)) return text;
  const trimmed = text.trim();
  const upper = trimmed.toUpperCase();
  if (choices.includes(upper)) return upper;
  const lower = trimmed.toLowerCase();
  return choices.includes(lower) ? lower : undefined;
}

export function describeUnknownChoice(text: string, choices: readonly string[]): string {
  return `"${text}" is not one of ${choices.join(', ')}`;
}
