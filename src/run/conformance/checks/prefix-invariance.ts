import { formatInstant } from '../../../core/data/dates.ts';
import { TIMEFRAME_MS } from '../../../core/types/timeframe.ts';
import { chooseCuts } from '../../lookahead/choose-cuts.ts';
import { cutDataset } from '../../lookahead/cut-dataset.ts';
import type { ConformanceCheck } from '../conformance-check.ts';
import { startRun } from '../conformance-subject.ts';
import { describeDifference, recordSignals } from '../recorded-signals.ts';

const CUTS = 8;

export const prefixInvariance: ConformanceCheck = {
  name: 'prefix invariance',
  statement: 'data that end earlier give the same signals up to there',
  weight: 'violation',
  find: (subject) => {
    const { dataset, account } = subject;
    const { openTimes, timeframe } = dataset.primary;
    const signals = recordSignals(startRun(subject));
    const signalBars = signals.map(({ bar }) => bar);
    for (const lastBar of chooseCuts(dataset.firstTradingBar, openTimes.length, signalBars, CUTS)) {
      const known = recordSignals(startRun(subject, cutDataset(dataset, lastBar, { account })));
      const expected = signals.filter(({ bar }) => bar <= lastBar);
      const difference = describeDifference(expected, known, openTimes);
      const end = formatInstant(openTimes[lastBar] + TIMEFRAME_MS[timeframe]);
      if (difference !== null) return `${difference} on data that end at ${end}`;
    }
    return null;
  },
};
