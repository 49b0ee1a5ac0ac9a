import type { SweepPageData } from '../../report/sweep-page/sweep-page-data.ts';
import { histogramChart, type Mark } from '../charts/histogram-chart.ts';
import { type Child, element } from '../elements/element.ts';
import { metricList } from '../elements/metric-list.ts';
import type { Section } from '../elements/page-frame.ts';

/** How the scores are spread, and what speaks for and against the best of them being luck. */
export function evidenceSection(data: SweepPageData): Section {
  return {
    id: 'evidence',
    title: 'Evidence',
    lead: 'The best of many trials looks good by chance alone; these figures tell how much of it that explains.',
    content: () => [
      element('div', { class: 'grid' }, scoreChart(data), sharpeChart(data), logitChart(data)),
      data.statistics.length === 0
        ? element('p', { class: 'lead' }, 'The sweep has no optimizer_metrics.json.')
        : metricList(data.statistics, data.currency),
    ],
  };
}

function scoreChart({ scores, best }: SweepPageData): Child {
  if (scores.counts.length === 0) return null;
  return histogramChart({
    title: 'Scores',
    description: 'Histogram of the scores of all trials that may be best.',
    axis: 'score',
    noun: 'trials',
    data: scores,
    marks: best === null ? [] : [{ name: 'best', value: best.score, tone: 'gain' }],
  });
}

function sharpeChart({ sharpes, statistics }: SweepPageData): Child {
  if (sharpes.counts.length === 0) return null;
  const mark = (key: string, name: string, tone: Mark['tone']): Mark[] => {
    const value = statistics.find((figure) => figure.key === key)?.value ?? null;
    return value === null ? [] : [{ name, value, tone }];
  };
  return histogramChart({
    title: 'Sharpe ratios per day, and what luck alone reaches',
    description: 'Histogram of the daily Sharpe ratios of all trials that may be best, not annualised.',
    axis: 'Sharpe ratio per day',
    noun: 'trials',
    data: sharpes,
    marks: [...mark('expected_max_sharpe', 'luck', 'warning'), ...mark('sharpe_selected', 'selected', 'gain')],
  });
}

function logitChart({ insight }: SweepPageData): Child {
  const { logits, logitsNote } = insight;
  if (logits === null) return element('p', { class: 'lead' }, `Splits behind the PBO: ${logitsNote}.`);
  return element(
    'div',
    {},
    histogramChart({
      title: 'Logits of the splits behind the PBO',
      description:
        'Histogram of the logits of the cross-validation: at or below 0, the in-sample winner is in the worse half out of sample.',
      axis: 'logit of the rank out of sample',
      noun: 'splits',
      data: logits,
      isSplitAtZero: true,
    }),
    element('p', { class: 'lead' }, `${logitsNote}.`),
  );
}
