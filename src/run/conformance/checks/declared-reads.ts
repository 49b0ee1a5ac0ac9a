import type { ConformanceCheck } from '../conformance-check.ts';
import { startRun } from '../conformance-subject.ts';
import { recordSignals } from '../recorded-signals.ts';

export const declaredReads: ConformanceCheck = {
  name: 'declaration completeness',
  statement: 'every series that is read is declared',
  weight: 'violation',
  find: (subject) => {
    // Reading an undeclared series throws.
    recordSignals(startRun(subject));
    return null;
  },
};
