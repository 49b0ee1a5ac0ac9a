import { formatInstant } from '../../core/data/dates.ts';
import { metricDecimals } from '../../core/metrics/metric-rounding.ts';
import type { MetricValue } from '../../core/metrics/metrics-object.ts';
import type { MetricRow, PairComparison, RunComparison } from '../../run/comparison/compare-runs.ts';
import type { ComparedInput } from './compared-input.ts';
import { count, countOf, fixed, shortHash } from './figures.ts';
import { renderConfigDifferences } from './render-config-differences.ts';
import { type Fact, renderFacts } from './render-facts.ts';
import { renderTable, type TableColumn } from './render-table.ts';
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
  const facts: readonly Fact[] = [
    ...inputs.map((input): Fact => [input.label, describeInput(input, workingDirectory)]),
    ...inputs.flatMap(remarksOn),
    ...circumstanceFacts(inputs, comparison),
    ...pairs.map((pair): Fact => [`${labels[0]}, ${labels[pair.other]}`, describePair(pair)]),
  ];
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

function describeInput({ source, run }: ComparedInput, workingDirectory: string): string {
  const what =
    source.kind === 'run'
      ? `run ${run.runId} (${shownPath(source.folder, workingDirectory)})`
      : `trial ${source.trialIndex} of sweep ${source.sweepId}`;
  const market = `${run.strategy}, ${run.symbol} ${run.timeframe}, ${run.startDate} to ${run.endDate}`;
  return `${what}, ${market}, ${countOf(run.trades.length, 'trade')}`;
}

/** What is wrong with an input, where something is. */
function remarksOn({ label, source, run }: ComparedInput): readonly Fact[] {
  const remarks: Fact[] = [];
  if (!run.isIntact) remarks.push([label, 'altered: its files no longer have the hash that the run was recorded with']);
  if (source.kind === 'trial' && source.differences.length > 0) {
    const [{ field, stored, replayed }] = source.differences;
    const rest = source.differences.length === 1 ? '' : ` and ${countOf(source.differences.length - 1, 'field')} more`;
    remarks.push([label, `no longer what the store says: ${field} is ${replayed}, stored ${stored}${rest}`]);
  }
  return remarks;
}

function circumstanceFacts(inputs: readonly ComparedInput[], { circumstances }: RunComparison): readonly Fact[] {
  return circumstances.map(({ circumstance, values }) => {
    const shown = values.map((value) => (circumstance === 'data' ? shortHash(value) : value));
    return [`other ${circumstance}`, shown.map((value, place) => `${inputs[place].label} ${value}`).join(', ')];
  });
}

function describePair({ isSameConfiguration, isSameResult, hashes, differingMetrics, trades, equity }: PairComparison) {
  const configuration = isSameConfiguration ? 'same configuration' : 'other configuration';
  if (isSameResult) return `${configuration}, same result: metrics, trades, equity and result hash are equal`;
  const found = [
    differingMetrics.length > 0 ? `${countOf(differingMetrics.length, 'metric')}` : null,
    trades.divergence === null ? null : `trades from ${count(trades.divergence.index)} on`,
    trades.divergence === null && trades.metaDivergence !== null ? 'notes of trades' : null,
    equity.firstDifference === null ? null : `equity from ${formatInstant(equity.firstDifference.time)} on`,
    equity.otherBars === 0 ? null : `${countOf(equity.otherBars, 'bar')} of equity that only one has`,
    hashes.result ? null : 'result hash',
  ].filter((part) => part !== null);
  return `${configuration}, other result: ${found.length > 0 ? found.join(', ') : 'artifact hash'}`;
}

function renderMetrics(rows: readonly MetricRow[], labels: readonly string[], width: number): string {
  const figures: readonly TableColumn[] = labels.map((title, place) => ({
    title,
    cells: rows.map(({ key, values }) => figure(values[place], metricDecimals(key))),
  }));
  const marks: TableColumn = { title: '', cells: rows.map(({ isEqual }) => (isEqual ? '' : DIFFERS)) };
  const names: TableColumn = { title: 'metric', align: 'left', cells: rows.map(({ key }) => key) };
  const change = labels.length === 2 ? [changeColumn(rows, labels)] : [];
  return renderTable([marks, names, ...figures, ...change], width, 2);
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
