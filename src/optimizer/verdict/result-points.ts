import type { VerdictPoint } from './verdict.ts';
import type { VerdictEvidence } from './verdict-evidence.ts';
import { VERDICT_LIMITS } from './verdict-limits.ts';
import { leaningOfLarge, point } from './verdict-point.ts';

/** What the result itself says: its sign, and how much it rests on. */
export function judgeResult({ profitNet, totalTrades }: VerdictEvidence): readonly VerdictPoint[] {
  const earns = profitNet > 0;
  return [
    point('profit_net', profitNet, {
      leaning: earns ? 'neutral' : 'against',
      isDecisive: true,
      text: earns
        ? `it made ${profitNet.toFixed(2)} on the data that it was chosen by, as the best of many mostly does`
        : `it lost ${Math.abs(profitNet).toFixed(2)} on the very data that it was chosen by`,
    }),
    point('total_trades', totalTrades, {
      leaning: leaningOfLarge(totalTrades, VERDICT_LIMITS.trades),
      text: `${totalTrades} trades${totalTrades < VERDICT_LIMITS.trades.against ? ': too few to tell skill from luck' : ''}`,
    }),
  ];
}
