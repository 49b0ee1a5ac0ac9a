import type { SegmentValue } from '../storage/segment-value.ts';
import type { ReplayDifference } from './sweep-report.ts';

/** Figures of a value in the order and with the names of table `trial_segment`. */
const FIGURES: readonly (readonly [name: string, key: keyof SegmentValue])[] = [
  ['score', 'score'],
  ['profit_net', 'profitNet'],
  ['max_drawdown', 'maxDrawdown'],
  ['max_drawdown_abs', 'maxDrawdownAbs'],
  ['total_trades', 'totalTrades'],
  ['fees_total', 'feesTotal'],
];

/**
 * Values of one trial on its first segments in which a replay differs from the store, bit by bit, and those that
 * only one of both has.
 */
export function compareValues(
  stored: readonly SegmentValue[],
  replayed: readonly SegmentValue[],
): readonly ReplayDifference[] {
  const counts = [...new Set([...stored, ...replayed].map(({ segments }) => segments))].sort((a, b) => a - b);
  return counts.flatMap((segments): readonly ReplayDifference[] => {
    const field = `trial_segment[${segments}]`;
    const [left, right] = [stored, replayed].map((values) => values.find((value) => value.segments === segments));
    if (left === undefined) return [{ field, stored: 'missing', replayed: 'valued' }];
    if (right === undefined) return [{ field, stored: 'valued', replayed: 'missing' }];
    return FIGURES.flatMap(([name, key]) => {
      // SQLite keeps no negative zero.
      const [kept, fresh] = [left[key] + 0, right[key] + 0];
      return Object.is(kept, fresh)
        ? []
        : [{ field: `${field}.${name}`, stored: String(kept), replayed: String(fresh) }];
    });
  });
}
