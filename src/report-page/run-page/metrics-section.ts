import type { DefinedFigure } from '../../report/page/defined-figure.ts';
import type { RunPageData } from '../../report/run-page/run-page-data.ts';
import { definedName } from '../elements/definition-tip.ts';
import { element } from '../elements/element.ts';
import { fixed } from '../elements/number-format.ts';
import type { Section } from '../elements/page-frame.ts';

/** Units whose own names say nothing, or take too much room. */
const UNIT_TEXTS: Readonly<Record<string, string>> = { count: '', ratio: '', r_multiple: 'R', percent: '%' };

/** Every figure of the run by the name that files use, each with its definition. */
export function metricsSection({ metrics, currency }: RunPageData): Section {
  return {
    id: 'metrics',
    title: 'Metrics',
    lead: 'Names and values as in metrics.json, then those that only sweeps store. Point at a name or move the focus to it for its definition.',
    content: () => [element('dl', { class: 'metrics' }, ...metrics.map((metric) => metricLine(metric, currency)))],
  };
}

function metricLine({ key, value, decimals, unit, description }: DefinedFigure, currency: string): HTMLElement {
  const unitText = UNIT_TEXTS[unit] ?? (unit === 'account_currency' ? currency : unit);
  return element(
    'div',
    { 'data-metric': key },
    element('dt', {}, definedName(key, description)),
    element(
      'dd',
      {},
      element('span', { class: 'value' }, fixed(value, decimals)),
      element('span', { class: 'unit' }, ` ${unitText}`),
    ),
  );
}
