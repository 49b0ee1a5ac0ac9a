import type { CombinatorialData, SplitData } from '../../report/sweep-page/choice-page-data.ts';
import { barChart } from '../charts/bar-chart.ts';
import { createDataTable } from '../elements/data-table.ts';
import { type Child, element } from '../elements/element.ts';
import { type FigureCard, figureCards } from '../elements/figure-cards.ts';
import { fixed, percent, toneOf, wholeNumber } from '../elements/number-format.ts';
import type { Section } from '../elements/page-frame.ts';
import { splitChart } from './split-chart.ts';

/** What becomes of the choice when any groups of days are left out of the search. */
export function combinatorialSection(data: CombinatorialData | string): Section {
  return {
    id: 'combinatorial',
    title: 'Combinatorial',
    lead: typeof data === 'string' ? `Combinatorial cross-validation: n/a, ${data}.` : leadSentence(data),
    content: () => (typeof data === 'string' ? [] : combinatorialContent(data)),
  };
}

function leadSentence({
  groups,
  testGroups,
  trials,
  splits,
  paths,
  purgeDays,
  embargoDays,
}: CombinatorialData): string {
  const days = (count: number) => `${count} ${count === 1 ? 'day' : 'days'}`;
  return `Combinatorial purged cross-validation: the days in ${groups} groups, ${testGroups} of them tested at a time, give ${wholeNumber(splits.length)} splits, whose test days join to ${wholeNumber(paths.length)} paths. In every split the best of ${wholeNumber(trials)} trials by Sharpe ratio is chosen on the other days. Purge ${days(purgeDays)}, embargo ${days(embargoDays)}. Look at the spread of the paths: a choice that holds earns on nearly all of them.`;
}

function combinatorialContent(data: CombinatorialData): readonly Child[] {
  return [
    element('div', { class: 'after-text' }, figureCards(cards(data))),
    element(
      'div',
      { class: 'grid' },
      splitChart(data),
      orderedSplits(data.splits),
      orderedPaths(data),
      pathTable(data),
    ),
    splitTable(data.splits),
  ];
}

function cards(data: CombinatorialData): readonly FigureCard[] {
  return [
    {
      name: 'Sharpe in training',
      definition: 'Median over the splits, annualised, of the chosen trial on its training days.',
      value: fixed(data.medianTrainSharpe, 2),
    },
    {
      name: 'Sharpe out of sample',
      definition: 'Median over the splits, annualised, of the chosen trial on its test days.',
      value: fixed(data.medianTestSharpe, 2),
      tone: toneOf(data.medianTestSharpe),
    },
    {
      name: 'Splits with a loss',
      definition: 'Share of the splits whose choice loses out of sample.',
      value: percent(data.lossShare, 1),
    },
    {
      name: 'Rank out of sample',
      definition:
        'Share of the other trials that the choice beats on the test days, mean over the splits; luck gives 50 %.',
      value: percent(data.meanTestRank, 1),
    },
    {
      name: 'Sharpe of the paths',
      definition: 'Median over the paths, annualised.',
      value: fixed(data.medianPathSharpe, 2),
      note: `lowest ${fixed(data.lowestPathSharpe, 2)}; ${percent(data.profitablePathShare, 1)} of them with a profit`,
      tone: toneOf(data.medianPathSharpe),
    },
  ];
}

/** Bars from the lowest to the highest show a distribution of few values better than bins do. */
function orderedSplits(splits: readonly SplitData[]): HTMLElement {
  const ordered = [...splits.entries()].sort(([, left], [, right]) => left.testSharpe - right.testSharpe);
  const above = splits.filter(({ testSharpe }) => testSharpe > 0).length;
  return barChart({
    title: 'Sharpe ratio of each split out of sample, lowest first',
    description: `Annualised Sharpe ratios of the choices on the test days of ${splits.length} splits; ${above} are above 0. The values are in the table below.`,
    axis: 'split',
    bars: ordered.map(([number, { testSharpe, testReturn, chosenTrial }]) => ({
      name: String(number),
      value: testSharpe,
      note: `split ${number}, trial ${chosenTrial}: Sharpe ratio ${fixed(testSharpe, 3)}, return ${percent(testReturn)}`,
      tone: testSharpe < 0 ? 'loss' : 'gain',
    })),
  });
}

function orderedPaths({ paths }: CombinatorialData): HTMLElement {
  const ordered = [...paths.entries()].sort(([, left], [, right]) => left.sharpe - right.sharpe);
  return barChart({
    title: 'Sharpe ratio of each path, lowest first',
    description: `Annualised Sharpe ratios of ${paths.length} paths, from ${fixed(ordered[0]?.[1].sharpe ?? null, 3)} to ${fixed(ordered.at(-1)?.[1].sharpe ?? null, 3)}. The values are in the table beside it.`,
    axis: 'path',
    bars: ordered.map(([number, { sharpe, totalReturn, maxDrawdown }]) => ({
      name: String(number),
      value: sharpe,
      note: `path ${number}: Sharpe ratio ${fixed(sharpe, 3)}, return ${percent(totalReturn)}, drawdown ${percent(maxDrawdown)}`,
      tone: sharpe < 0 ? 'loss' : 'gain',
    })),
  });
}

function pathTable({ paths }: CombinatorialData): HTMLElement {
  return createDataTable({
    caption: 'Paths of the combinatorial cross-validation',
    noun: 'path',
    rowCount: paths.length,
    columns: [
      { title: 'Path', value: (row) => row, text: (row) => String(row) },
      {
        title: 'Sharpe',
        value: (row) => paths[row].sharpe,
        text: (row) => fixed(paths[row].sharpe, 6),
        tone: (row) => toneOf(paths[row].sharpe),
      },
      {
        title: 'Return',
        value: (row) => paths[row].totalReturn,
        text: (row) => percent(paths[row].totalReturn, 4),
        tone: (row) => toneOf(paths[row].totalReturn),
      },
      { title: 'Drawdown', value: (row) => paths[row].maxDrawdown, text: (row) => percent(paths[row].maxDrawdown, 4) },
    ],
  }).element;
}

function splitTable(splits: readonly SplitData[]): HTMLElement {
  return createDataTable({
    caption: 'Splits of the combinatorial cross-validation',
    noun: 'split',
    rowCount: splits.length,
    columns: [
      { title: 'Split', value: (row) => row, text: (row) => String(row) },
      {
        title: 'Tested groups',
        align: 'left',
        value: (row) => splits[row].testGroups.join(', '),
        text: (row) => splits[row].testGroups.join(', '),
      },
      {
        title: 'Training days',
        value: (row) => splits[row].trainDays,
        text: (row) => wholeNumber(splits[row].trainDays),
      },
      { title: 'Test days', value: (row) => splits[row].testDays, text: (row) => wholeNumber(splits[row].testDays) },
      { title: 'Trial', value: (row) => splits[row].chosenTrial, text: (row) => String(splits[row].chosenTrial) },
      {
        title: 'Sharpe in training',
        value: (row) => splits[row].trainSharpe,
        text: (row) => fixed(splits[row].trainSharpe, 6),
      },
      {
        title: 'Sharpe out of sample',
        value: (row) => splits[row].testSharpe,
        text: (row) => fixed(splits[row].testSharpe, 6),
        tone: (row) => toneOf(splits[row].testSharpe),
      },
      {
        title: 'Return out of sample',
        value: (row) => splits[row].testReturn,
        text: (row) => percent(splits[row].testReturn, 4),
        tone: (row) => toneOf(splits[row].testReturn),
      },
      {
        title: 'Rank out of sample',
        value: (row) => splits[row].testRank,
        text: (row) => percent(splits[row].testRank, 2),
      },
    ],
  }).element;
}
