import type { RunPageData } from '../../report/run-page/run-page-data.ts';
import { money, percent, toneOf } from '../elements/number-format.ts';
import type { Section } from '../elements/page-frame.ts';
import { plainTable } from '../elements/plain-table.ts';

/** What trading cost, against what the winning trades brought. */
export function costsSection({ costs, currency, metrics }: RunPageData): Section {
  const head = { id: 'costs', title: 'Costs' };
  if (costs === null)
    return {
      ...head,
      lead: 'In this execution variant, results do not follow from sizes and slippage: costs cannot be told.',
      content: () => [],
    };
  const { grossProfit } = costs;
  const net = metrics.find(({ key }) => key === 'profit_net')?.value ?? null;
  const total = costs.spread + costs.slippage + costs.fees;
  const share = (amount: number) => (grossProfit > 0 ? amount / grossProfit : null);
  const line = (name: string, amount: number | null, isCost: boolean) => ({ name, amount, isCost });
  return {
    ...head,
    lead: 'Gross profit is the sum of all winning trades before fees. Spread and slippage are estimated from the bars of the fills, half a spread an entry and an exit.',
    content: () => [
      plainTable(
        'Costs',
        [
          { title: 'Item', align: 'left', cell: ({ name }) => name },
          {
            title: currency,
            cell: ({ amount }) => money(amount),
            tone: ({ amount, isCost }) => (isCost ? '' : toneOf(amount)),
          },
          { title: 'Of gross profit', cell: ({ amount, isCost }) => (isCost ? percent(share(amount ?? 0), 1) : '') },
        ],
        [
          line('Profit before costs', costs.profitBeforeCosts, false),
          line('Spread', costs.spread, true),
          line('Slippage', costs.slippage, true),
          line('Fees', costs.fees, true),
          line('All costs', total, true),
          line('Gross profit', grossProfit, false),
          line('Net profit', net, false),
        ],
        'narrow',
      ),
    ],
  };
}
