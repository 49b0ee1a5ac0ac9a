import { isSet } from '../../../core/math/bit-mask.ts';
import type { ConformanceCheck } from '../conformance-check.ts';
import { startRun } from '../conformance-subject.ts';
import { placeOf, recordSignals } from '../recorded-signals.ts';

export const candidatesCoverSignals: ConformanceCheck = {
  name: 'candidates',
  statement: 'every bar with a signal is among the candidates, where a strategy names them',
  weight: 'violation',
  find: (subject) => {
    const run = startRun(subject);
    const { candidates } = run.instance;
    if (candidates === undefined) return null;
    const missed = recordSignals(run).find(({ bar }) => !isSet(candidates.mask, bar));
    return missed === undefined
      ? null
      : `${placeOf(missed.bar, subject.dataset.primary.openTimes)} has a signal and is none`;
  },
};
