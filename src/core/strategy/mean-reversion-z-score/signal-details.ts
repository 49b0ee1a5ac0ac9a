import type { SignalDetails } from '../../types/signal.ts';
import { recordedNumber } from '../recorded-number.ts';
import type { EntryScenario } from './scenarios/entry-scenario.ts';

/** Words and figures of a signal (`strategy.md` 10.2 and 10.3); the engine adds times and identity. */
export function describeSignal(scenario: EntryScenario, bar: number): SignalDetails {
  const { rules, bars } = scenario.side;
  const { reason, tags, z, meta } = scenario.wordsAt(bar);
  const bidClose = bars.bid.close[bar];
  const askClose = bars.ask.close[bar];
  return {
    label: `${rules.name}_${scenario.id}`,
    reason,
    tags,
    meta: {
      z: recordedNumber(z),
      atr: recordedNumber(scenario.atr[bar]),
      prices: { bid_close: bidClose, ask_close: askClose, spread: askClose - bidClose },
      ...meta,
    },
  };
}
