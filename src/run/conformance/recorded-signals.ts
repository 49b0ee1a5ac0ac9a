import { formatInstant } from '../../core/data/dates.ts';
import type { Signal } from '../../core/types/signal.ts';
import type { StrategyRun } from './conformance-subject.ts';

/** A signal as it was given, with a text in which every bit of it shows. */
export interface RecordedSignal {
  readonly bar: number;
  readonly signal: Readonly<Signal>;
  readonly text: string;
}

/** What an instance says on every trading bar that `isAsked` admits, bar by bar. */
export function recordSignals(
  { instance, firstBar, endBar }: StrategyRun,
  isAsked: (bar: number) => boolean = () => true,
): readonly RecordedSignal[] {
  const recorded: RecordedSignal[] = [];
  for (let bar = firstBar; bar < endBar; bar++) {
    if (!isAsked(bar)) continue;
    const given = instance.onBar(bar);
    if (given === null) continue;
    const signal = { ...given };
    recorded.push({ bar, signal, text: JSON.stringify({ ...signal, ...instance.describe?.(bar) }, showNumber) });
  }
  return recorded;
}

/** The first signal that two records do not share, in words; null where they are equal. */
export function describeDifference(
  expected: readonly RecordedSignal[],
  found: readonly RecordedSignal[],
  openTimes: Float64Array,
): string | null {
  const length = Math.max(expected.length, found.length);
  for (let index = 0; index < length; index++) {
    const [left, right] = [expected[index], found[index]];
    if (left?.bar === right?.bar && left?.text === right?.text) continue;
    const bar = Math.min(left?.bar ?? Number.POSITIVE_INFINITY, right?.bar ?? Number.POSITIVE_INFINITY);
    const text = (signal: RecordedSignal | undefined): string => (signal?.bar === bar ? signal.text : 'no signal');
    return `${placeOf(bar, openTimes)}: ${text(left)} against ${text(right)}`;
  }
  return null;
}

/** `bar 17 (2024-03-04T05:00:00Z)`. */
export function placeOf(bar: number, openTimes: Float64Array): string {
  return `bar ${bar} (${formatInstant(openTimes[bar])})`;
}

/** JSON has no NaN, no infinity and no negative zero. */
function showNumber(_key: string, value: unknown): unknown {
  if (typeof value !== 'number' || (Number.isFinite(value) && !Object.is(value, -0))) return value;
  return Object.is(value, -0) ? '-0' : String(value);
}
