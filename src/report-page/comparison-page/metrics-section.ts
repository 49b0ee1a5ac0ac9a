import type { ComparedFigure, ComparisonPageData } from '../../report/comparison-page/comparison-page-data.ts';
import { element } from '../elements/element.ts';
import { fixed } from '../elements/number-format.ts';
import type { Section } from '../elements/page-frame.ts';
import { type PlainColumn, plainTable } from '../elements/plain-table.ts';

/** All metrics, side by side. */
export function metricsSection({ labels, metrics }: ComparisonPageData): Section {
  const differing = metrics.filter(({ isEqual }) => !isEqual).length;
  const figures = labels.map(
    (title, place): PlainColumn<ComparedFigure> => ({
      title,
      cell: ({ values, decimals }) => fixed(values[place], decimals),
    }),
  );
  const columns: readonly PlainColumn<ComparedFigure>[] = [
    { title: 'Metric', align: 'left', cell: ({ key, description }) => element('span', { title: description }, key) },
    ...figures,
    ...(labels.length === 2 ? [changeColumn(labels)] : []),
    { title: 'Differs', align: 'left', cell: ({ isEqual }) => (isEqual ? '' : 'differs') },
  ];
  return {
    id: 'metrics',
    title: 'Metrics',
    lead: `${differing} of ${metrics.length} differ. They are rounded as in metrics.json.`,
    content: () => [plainTable('Metrics of all inputs', columns, metrics)],
  };
}

function changeColumn(labels: readonly string[]): PlainColumn<ComparedFigure> {
  return {
    title: `${labels[1]} − ${labels[0]}`,
    cell: ({ values: [first, other], decimals, isEqual }) => {
      if (isEqual || first === null || other === null) return '';
      const change = fixed(other - first, decimals);
      return change.startsWith('-') ? change : `+${change}`;
    },
  };
}
