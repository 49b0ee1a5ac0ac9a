import type { DefinedFigure } from '../../report/page/defined-figure.ts';
import type { SweepPageData, VerdictData } from '../../report/sweep-page/sweep-page-data.ts';
import { type Child, element } from '../elements/element.ts';
import { type FigureCard, figureCards } from '../elements/figure-cards.ts';
import { fixed, percent, wholeNumber } from '../elements/number-format.ts';

/** What the search found, how far it can be trusted, and the figures that say so. */
export function sweepSummary(data: SweepPageData): readonly Child[] {
  const figures = new Map(data.statistics.map((figure) => [figure.key, figure]));
  const { verdict } = data;
  const trust = verdict === null ? trustSentence(figures) : '';
  return [
    verdict === null ? null : verdictBlock(verdict),
    element('p', { class: verdict === null ? 'verdict' : 'lead' }, `${foundSentence(data)} ${trust}`.trim()),
    element('div', { class: 'after-text' }, figureCards(cards(data, figures))),
  ];
}

function verdictBlock({ headline }: VerdictData): HTMLElement {
  return element('p', { class: 'verdict' }, `Verdict: ${headline}`);
}

type Figures = ReadonlyMap<string, DefinedFigure>;

function foundSentence({ best, byStatus, parameters, trials }: SweepPageData): string {
  const endings = byStatus.map(([status, count]) => `${wholeNumber(count)} ${status}`).join(', ');
  const tried = `${wholeNumber(trials.total)} trials (${endings})`;
  if (best === null) return `None of ${tried} may be best.`;
  const values = parameters.flatMap(({ name }, at) =>
    best.parameters[at] === '' ? [] : [`${name} ${best.parameters[at]}`],
  );
  return `The best of ${tried} is trial ${best.trialIndex}, with ${values.join(', ')}.`;
}

function trustSentence(figures: Figures): string {
  const pbo = figures.get('pbo')?.value ?? null;
  const dsr = figures.get('dsr')?.value ?? null;
  const parts = [
    ...(pbo === null ? [] : [`the choice is overfitted with a probability of ${percent(pbo, 1)} (PBO)`]),
    ...(dsr === null ? [] : [`its Sharpe ratio is no luck with a probability of ${percent(dsr, 1)} (deflated)`]),
  ];
  if (parts.length === 0) return 'There are no figures against overfitting.';
  const text = parts.join('; ');
  return `${text[0].toUpperCase()}${text.slice(1)}.`;
}

function cards({ best, objective, trials }: SweepPageData, figures: Figures): readonly FigureCard[] {
  const card = (key: string, name: string, show: (value: number | null) => string): FigureCard[] => {
    const figure = figures.get(key);
    return figure === undefined
      ? []
      : [{ name, definition: `${figure.description} (${key})`, value: show(figure.value) }];
  };
  const share = (value: number | null) => percent(value, 1);
  return [
    {
      name: 'Best score',
      definition: `Value of the objective, larger is better: ${objective}`,
      value: fixed(best?.score ?? null, 4),
      ...(best === null ? {} : { note: `trial ${best.trialIndex}` }),
    },
    { name: 'Trials', definition: 'Trials in the store.', value: wholeNumber(trials.total) },
    ...card('pbo', 'PBO', share),
    ...card('dsr', 'Deflated Sharpe', share),
    ...card('spa_p_value', 'SPA p-value', (value) => fixed(value, 4)),
    ...card('plateau_ratio', 'Plateau', (value) => fixed(value, 2)),
    ...card('robustness_score', 'Robustness', (value) => fixed(value, 2)),
    ...card('wfe', 'Walk-forward efficiency', (value) => fixed(value, 2)),
  ];
}
