import { CounterRandom } from '../../../core/math/splitmix64.ts';
import type { ConformanceCheck } from '../conformance-check.ts';
import { startRun } from '../conformance-subject.ts';
import { describeDifference, recordSignals } from '../recorded-signals.ts';

const SEED = 1;

export const gateNeutrality: ConformanceCheck = {
  name: 'gate neutrality',
  statement: 'a signal does not depend on which bars were asked about before',
  weight: 'remark',
  find: (subject) => {
    const { primary } = subject.dataset;
    const random = new CounterRandom(SEED);
    const isOpen = (bar: number): boolean => random.draw(bar) < 0.5;
    const all = recordSignals(startRun(subject));
    const open = recordSignals(startRun(subject), isOpen);
    const expected = all.filter(({ bar }) => isOpen(bar));
    return describeDifference(expected, open, primary.openTimes);
  },
};
