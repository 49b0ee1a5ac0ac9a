import type { RunPageData } from '../../report/run-page/run-page-data.ts';
import { element } from '../elements/element.ts';
import { instant, money, percent, wholeNumber } from '../elements/number-format.ts';
import type { Section } from '../elements/page-frame.ts';
import { plainTable } from '../elements/plain-table.ts';

export function drawdownsSection({ drawdowns, currency, timeframe }: RunPageData): Section {
  return {
    id: 'drawdowns',
    title: 'Drawdowns',
    lead: 'The deepest falls of equity from a peak, and the time until the peak was reached again.',
    content: () => [
      plainTable(
        'Deepest drawdowns',
        [
          { title: 'Peak', align: 'left', cell: ({ start }) => dateAndTime(start) },
          { title: 'Lowest', align: 'left', cell: ({ lowest }) => dateAndTime(lowest) },
          {
            title: 'Recovered',
            align: 'left',
            cell: ({ recovery }) => (recovery === null ? 'not yet' : dateAndTime(recovery)),
          },
          { title: 'Depth', cell: ({ share }) => percent(share) },
          { title: `Depth (${currency})`, cell: ({ depth }) => money(depth) },
          { title: `Bars of ${timeframe}`, cell: ({ bars }) => wholeNumber(bars) },
        ],
        drawdowns,
        'narrow',
      ),
    ],
  };
}

/** In a narrow column the time stands below the date; neither is broken. */
function dateAndTime(milliseconds: number): HTMLElement {
  const [day, time] = instant(milliseconds).split(' ');
  return element('span', {}, element('span', { class: 'whole' }, day), ' ', element('span', { class: 'whole' }, time));
}
