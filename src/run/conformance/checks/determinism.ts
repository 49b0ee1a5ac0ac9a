import type { ConformanceCheck } from '../conformance-check.ts';
import { startRun } from '../conformance-subject.ts';
import { describeDifference, recordSignals } from '../recorded-signals.ts';

export const determinism: ConformanceCheck = {
  name: 'determinism',
  statement: 'two runs on the same bars give the same signals, byte for byte',
  weight: 'violation',
  find: (subject) => {
    const [first, second] = [recordSignals(startRun(subject)), recordSignals(startRun(subject))];
    return describeDifference(first, second, subject.dataset.primary.openTimes);
  },
};
