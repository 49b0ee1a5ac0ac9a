import type { ConformanceCheck } from '../conformance-check.ts';
import { startRun } from '../conformance-subject.ts';
import { recordSignals } from '../recorded-signals.ts';

export const unreadSeries: ConformanceCheck = {
  name: 'declaration economy',
  statement: 'every series that is declared is read',
  weight: 'remark',
  find: (subject) => {
    const run = startRun(subject);
    recordSignals(run);
    const unread = run.declared.filter((id) => !run.inputs.read.has(id));
    return unread.length === 0 ? null : `declared but never read: ${unread.join(', ')}`;
  },
};
