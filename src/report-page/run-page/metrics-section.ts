import type { RunPageData } from '../../report/run-page/run-page-data.ts';
import { metricList } from '../elements/metric-list.ts';
import type { Section } from '../elements/page-frame.ts';

/** Every figure of the run by the name that files use, each with its definition. */
export function metricsSection({ metrics, currency }: RunPageData): Section {
  return {
    id: 'metrics',
    title: 'Metrics',
    lead: 'Names and values as in metrics.json, then those that only sweeps store. Point at a name or move the focus to it for its definition.',
    content: () => [metricList(metrics, currency)],
  };
}
