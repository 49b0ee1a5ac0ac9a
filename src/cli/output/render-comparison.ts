import { metricDecimals } from '../../core/metrics/metric-rounding.ts';
import type { MetricValue } from '../../core/metrics/metrics-object.ts';
import type { MetricRow, RunComparison } from '../../run/comparison/compare-runs.ts';
import type { ComparedInput } from './compared-input.ts';
import { comparisonFacts } from './comparison-facts.ts';
import { fixed } from './figures.ts';
import { renderConfigDifferences } from './render-config-differences.ts';
import { type Fact, renderFacts } from './render-facts.ts';
import { renderSideBySide } from './render-side-by-side.ts';
import type { TableColumn } from './render-table.ts';
import { renderTradeDivergence } from './render-trade-divergence.ts';
import { showControls } from './show-controls.ts';
import { shownPath } from './shown-path.ts';

const DIFFERS = '*';

/** Runs side by side: what they are, where they differ, their metrics and the first trades that differ. */
export function renderComparison(
  inputs: readonly ComparedInput[],
  comparison: RunComparison,
  workingDirectory: string,
  width: number,
): string {
  const { configuration, metrics, pairs } = comparison;
  const labels = inputs.map(({ label }) => label);
  const facts = comparisonFacts(inputs, comparison, (folder) => shownPath(folder, workingDirectory));
  return [
    // Names and dates are what files say, and files of others can be compared.
    renderFacts(
      facts.map(([label, value]): Fact => [label, showControls(value)]),
      width,
    ),
    `\nmetrics${metrics.every(({ isEqual }) => isEqual) ? ', all equal' : `, ${DIFFERS} where they differ`}\n`,
    renderMetrics(metrics, labels, width),
    renderConfigDifferences(configuration, labels, width),
    ...pairs.map((pair) => renderTradeDivergence(pair.trades, [labels[0], labels[pair.other]], width)),
  ].join('');
}

function renderMetrics(rows: readonly MetricRow[], labels: readonly string[], width: number): string {
  const figures: readonly TableColumn[] = labels.map((title, place) => ({
    title,
    cells: rows.map(({ key, values }) => figure(values[place], metricDecimals(key))),
  }));
  const change = labels.length === 2 ? [changeColumn(rows, labels)] : [];
  const named = {
    title: 'metric',
    names: rows.map(({ key }) => key),
    marks: rows.map(({ isEqual }) => (isEqual ? '' : DIFFERS)),
  };
  return renderSideBySide(named, [...figures, ...change], width);
}

/** How much the second has more than the first; with three or more there is no one difference to show. */
function changeColumn(rows: readonly MetricRow[], labels: readonly string[]): TableColumn {
  return {
    title: `${labels[1]} - ${labels[0]}`,
    cells: rows.map(({ key, values: [first, other], isEqual }) => {
      if (isEqual || typeof first !== 'number' || typeof other !== 'number') return '';
      const change = fixed(other - first, metricDecimals(key));
      return change.startsWith('-') ? change : `+${change}`;
    }),
  };
}

function figure(value: MetricValue, decimals: number): string {
  return value === 'n/a' ? value : fixed(value, decimals);
}
