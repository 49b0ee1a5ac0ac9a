import { formatInstant } from '../../core/data/dates.ts';
import type { PairComparison, RunComparison } from '../../run/comparison/compare-runs.ts';
import type { ComparedInput } from './compared-input.ts';
import { count, countOf, shortHash } from './figures.ts';
import type { Fact } from './render-facts.ts';

/** How the folder of a run is shown; null leaves it out. */
type NameFolder = ((folder: string) => string) | null;

/** What the inputs are, what is wrong with them, what makes them hard to compare, and how each pair compares, in words. */
export function comparisonFacts(
  inputs: readonly ComparedInput[],
  comparison: RunComparison,
  nameFolder: NameFolder,
): readonly Fact[] {
  return [
    ...inputs.map((input): Fact => [input.label, describeInput(input, nameFolder)]),
    ...inputs.flatMap(remarksOn),
    ...circumstanceFacts(inputs, comparison),
    ...comparison.pairs.map((pair): Fact => [`${inputs[0].label}, ${inputs[pair.other].label}`, describePair(pair)]),
  ];
}

function describeInput({ source, run }: ComparedInput, nameFolder: NameFolder): string {
  const what =
    source.kind === 'run'
      ? `run ${run.runId}${nameFolder === null ? '' : ` (${nameFolder(source.folder)})`}`
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
