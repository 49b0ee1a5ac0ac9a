import type { PeriodData, RunPageData } from '../../report/run-page/run-page-data.ts';
import { type Child, element } from '../elements/element.ts';
import { fixed, money, percent, toneOf } from '../elements/number-format.ts';
import type { Section } from '../elements/page-frame.ts';
import { plainTable } from '../elements/plain-table.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** Steps of colour a side. */
const SHADES = 4;

/** A row a year, a column a month, and the years with their money and trades. */
export function returnsSection({ months, years, currency }: RunPageData): Section {
  const strongest = Math.max(...months.map(({ share }) => Math.abs(share ?? 0)), Number.EPSILON);
  const monthOf = new Map(months.map((month) => [month.period, month]));
  const shade = (period: PeriodData | undefined) => {
    if (!period?.share) return 'even';
    const step = Math.max(1, Math.ceil((Math.abs(period.share) / strongest) * SHADES));
    return `${period.share > 0 ? 'gain' : 'loss'}-${step}`;
  };
  const monthColumns = MONTHS.map((title, index) => {
    const monthIn = (year: PeriodData) => monthOf.get(`${year.period}-${String(index + 1).padStart(2, '0')}`);
    return {
      title,
      cell: (year: PeriodData): Child => monthCell(monthIn(year), currency),
      tone: (year: PeriodData) => shade(monthIn(year)),
    };
  });
  return {
    id: 'returns',
    title: 'Returns',
    lead: 'Change of equity in percent of the equity at the start of each month and year.',
    content: () => [
      plainTable(
        'Monthly and yearly returns in percent',
        [
          { title: 'Year', align: 'left', cell: ({ period }) => period },
          ...monthColumns,
          { title: 'Year', cell: ({ share }) => shareText(share), tone: ({ share }) => `total ${toneOf(share)}` },
        ],
        years,
      ),
      plainTable(
        'Years',
        [
          { title: 'Year', align: 'left', cell: ({ period }) => period },
          { title: `Result (${currency})`, cell: ({ result }) => money(result), tone: ({ result }) => toneOf(result) },
          { title: 'Return', cell: ({ share }) => percent(share), tone: ({ share }) => toneOf(share) },
          { title: 'Trades', cell: ({ trades }) => fixed(trades, 0) },
        ],
        years,
        'narrow',
      ),
    ],
  };
}

function monthCell(month: PeriodData | undefined, currency: string): Child {
  if (month === undefined) return '';
  const title = `${month.period}: ${money(month.result)} ${currency}, ${month.trades} trades`;
  return element('span', { title }, shareText(month.share));
}

function shareText(share: number | null): string {
  return share === null ? 'n/a' : fixed(share * 100, 2);
}
