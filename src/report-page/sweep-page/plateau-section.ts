import type { ProfileData, ProfileStepData, SurroundingsData } from '../../report/sweep-page/choice-page-data.ts';
import type { ParameterData } from '../../report/sweep-page/sweep-page-data.ts';
import { type Child, element } from '../elements/element.ts';
import { type FigureCard, figureCards } from '../elements/figure-cards.ts';
import { fixed, percent, wholeNumber } from '../elements/number-format.ts';
import type { Section } from '../elements/page-frame.ts';
import { plainTable } from '../elements/plain-table.ts';
import { distanceChart } from './distance-chart.ts';
import { profileChart } from './profile-chart.ts';

/** Charts that can still be compared at a glance; the table has all parameters. */
const MOST_CHARTS = 12;
const DECIMALS = 4;

/** Whether the selected trial stands on a plateau or on a peak. */
export function plateauSection(data: SurroundingsData, parameters: readonly ParameterData[]): Section {
  const { trialIndex, score, layout, radius, neighbours } = data;
  const near =
    layout === 'grid'
      ? `trials at most ${radius === 1 ? 'one step' : `${radius} steps`} away in every parameter`
      : 'the trials nearest to it';
  return {
    id: 'plateau',
    title: 'Plateau',
    lead: `Trial ${trialIndex} has a score of ${fixed(score, DECIMALS)}. A choice that its neighbours resemble is more likely to last than a peak. ${wholeNumber(neighbours)} neighbours count: ${near}.`,
    content: () => plateauContent(data, new Map(parameters.map(({ path, name }) => [path, name]))),
  };
}

function plateauContent(data: SurroundingsData, names: ReadonlyMap<string, string>): readonly Child[] {
  const { profiles, nearest } = data;
  const nameOf = ({ path }: ProfileData) => names.get(path) ?? path;
  const tried = profiles.filter(({ steps }) => steps.some(({ offset, score }) => offset !== 0 && score !== null));
  const charts = tried.slice(0, MOST_CHARTS).map((profile) => profileChart(profile, nameOf(profile), profiles));
  return [
    element('div', { class: 'after-text' }, figureCards(cards(data))),
    profiles.length === 0 ? null : element('h3', {}, 'One parameter changed, everything else as chosen'),
    charts.length === 0 ? null : profileLegend(),
    charts.length === 0 ? null : element('div', { class: 'grid small' }, ...charts),
    profiles.length === 0 ? null : element('p', { class: 'lead' }, coverage(profiles.length, tried.length)),
    profiles.length === 0 ? null : profileTable(profiles, nameOf),
    nearest.length === 0 ? null : distanceChart(data),
  ];
}

function profileLegend(): HTMLElement {
  const entries = [
    ['key-chosen', 'the choice'],
    ['key-even', 'other values'],
    ['key-gated', 'does not fulfil a condition'],
    ['key-gap', 'not tried, or without a score'],
  ] as const;
  return element('ul', { class: 'legend' }, ...entries.map(([key, text]) => element('li', { class: key }, text)));
}

function coverage(all: number, tried: number): string {
  if (tried === 0)
    return 'No trial with a score differs from the choice in one parameter alone; the plot over the distance shows what was tried near it.';
  if (tried < all) return `Of ${all} parameters, ${all - tried} have no trial with a score that differs in them alone.`;
  if (tried > MOST_CHARTS) return `Charts show the first ${MOST_CHARTS} of ${tried} parameters; the table has all.`;
  return 'All charts have the same scale, which includes 0.';
}

function profileTable(profiles: readonly ProfileData[], nameOf: (profile: ProfileData) => string): HTMLElement {
  const reach = Math.max(...profiles.flatMap(({ steps }) => steps.map(({ offset }) => Math.abs(offset))));
  const offsets = Array.from({ length: 2 * reach + 1 }, (_, at) => at - reach);
  return plainTable(
    'Scores with one parameter changed',
    [
      { title: 'Parameter', align: 'left', cell: nameOf },
      ...offsets.map((offset) => ({
        title: offsetTitle(offset),
        cell: ({ steps }: ProfileData) => stepText(steps.find((step) => step.offset === offset)),
      })),
    ],
    profiles,
  );
}

function offsetTitle(offset: number): string {
  if (offset === 0) return 'Choice';
  const steps = Math.abs(offset) === 1 ? '1 step' : `${Math.abs(offset)} steps`;
  return `${steps} ${offset < 0 ? 'down' : 'up'}`;
}

/** `2.4: 1.2345`; where there is no score, why. */
function stepText(step: ProfileStepData | undefined): string {
  if (step === undefined) return 'end of range';
  const { value, status, score } = step;
  if (status === null) return `${value}: not tried`;
  if (score === null) return `${value}: ${status}`;
  return `${value}: ${fixed(score, DECIMALS)}${status === 'complete' ? '' : ` (${status})`}`;
}

function cards(data: SurroundingsData): readonly FigureCard[] {
  const { neighbours, neighbourMedian, lowestNeighbour, plateauRatio, plateauScore } = data;
  return [
    {
      name: 'Neighbours',
      definition: 'Trials around the choice that were evaluated (plateau_neighbours).',
      value: wholeNumber(neighbours),
    },
    {
      name: 'Median of the neighbours',
      definition: 'Trials that failed or do not fulfil a condition count with the lowest score of the sweep.',
      value: fixed(neighbourMedian, DECIMALS),
    },
    {
      name: 'Lowest neighbour',
      definition: 'The same, for the worst of them (plateau_min_score).',
      value: fixed(lowestNeighbour, DECIMALS),
    },
    {
      name: 'Plateau ratio',
      definition: 'Median of the neighbours over the score of the choice, within 0 to 1 (plateau_ratio).',
      value: percent(plateauRatio, 1),
    },
    {
      name: 'Plateau score',
      definition: 'Mean minus standard deviation of the scores of the choice and its neighbours (plateau_score).',
      value: fixed(plateauScore, DECIMALS),
    },
  ];
}
