import type { SideBars } from '../../../core/types/bars.ts';
import type { ConformanceCheck } from '../conformance-check.ts';
import { startRun } from '../conformance-subject.ts';
import { recordSignals } from '../recorded-signals.ts';

export const unchangedInputs: ConformanceCheck = {
  name: 'inputs',
  statement: 'bars and series are read, never written',
  weight: 'violation',
  find: (subject) => {
    const { bid, ask } = subject.dataset.primary;
    const bars = { bid: copyOf(bid), ask: copyOf(ask) };
    const dataset = { ...subject.dataset, primary: { ...subject.dataset.primary, ...bars } };
    const columns = new Map<string, { readonly given: Float64Array; readonly original: Float64Array }>();
    const run = startRun(subject, dataset, (id, original) => {
      const given = original.slice();
      columns.set(id, { given, original });
      return given;
    });
    recordSignals(run);
    for (const [id, { given, original }] of columns) if (!isSame(given, original)) return `series ${id} is written`;
    for (const side of ['bid', 'ask'] as const) {
      for (const price of ['open', 'high', 'low', 'close', 'volume'] as const) {
        if (!isSame(bars[side][price], subject.dataset.primary[side][price])) return `${side}.${price} is written`;
      }
    }
    return null;
  },
};

function copyOf({ open, high, low, close, volume }: SideBars): SideBars {
  return { open: open.slice(), high: high.slice(), low: low.slice(), close: close.slice(), volume: volume.slice() };
}

function isSame(left: Float64Array, right: Float64Array): boolean {
  return left.every((value, index) => Object.is(value, right[index]));
}
