import type { DefinedFigure } from '../../report/page/defined-figure.ts';
import { definedName } from './definition-tip.ts';
import { element } from './element.ts';
import { fixed } from './number-format.ts';

/** Units whose own names say nothing, or take too much room. */
const UNIT_TEXTS: Readonly<Record<string, string>> = { count: '', ratio: '', r_multiple: 'R', percent: '%' };

/** Figures by the names that files use, each with its definition. */
export function metricList(metrics: readonly DefinedFigure[], currency: string): HTMLElement {
  return element('dl', { class: 'metrics' }, ...metrics.map((metric) => metricLine(metric, currency)));
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
      value === null ? null : element('span', { class: 'unit' }, ` ${unitText}`),
    ),
  );
}
