import type { TradeColumns } from '../../types/trade.ts';

/** Trades that have something in common. */
export interface TradeGroup {
  /** What they share: a direction, a reason, an hour. */
  readonly name: string;
  readonly trades: number;
  /** Trades with a result above 0. */
  readonly wins: number;
  /** Sum of the results before fees, account currency. */
  readonly result: number;
  /** Mean of result over risk per trade. */
  readonly averageR: number;
}

/**
 * Trades by a name that each has, groups in the order of `order` first and then as they come up; empty groups
 * are left out.
 */
export function groupTrades(
  trades: TradeColumns,
  riskPerTrade: number,
  nameOf: (index: number) => string,
  order: readonly string[] = [],
): readonly TradeGroup[] {
  const members = new Map<string, number[]>(order.map((name) => [name, []]));
  for (let index = 0; index < trades.count; index++) {
    const name = nameOf(index);
    const group = members.get(name);
    if (group === undefined) members.set(name, [index]);
    else group.push(index);
  }
  return [...members].flatMap(([name, indices]) => {
    if (indices.length === 0) return [];
    const results = indices.map((index) => trades.result[index]);
    const result = results.reduce((sum, value) => sum + value, 0);
    return {
      name,
      trades: indices.length,
      wins: results.filter((value) => value > 0).length,
      result,
      averageR: result / riskPerTrade / indices.length,
    };
  });
}
