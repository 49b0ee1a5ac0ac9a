import { definedName } from './definition-tip.ts';
import { element } from './element.ts';

export interface FigureCard {
  readonly name: string;
  readonly definition: string;
  readonly value: string;
  readonly unit?: string;
  /** A second, quieter line. */
  readonly note?: string;
  readonly tone?: 'gain' | 'loss' | 'even';
}

/** The figures that matter most, large. */
export function figureCards(cards: readonly FigureCard[]): HTMLElement {
  return element('dl', { class: 'cards' }, ...cards.map(figureCard));
}

function figureCard({ name, definition, value, unit, note, tone = 'even' }: FigureCard): HTMLElement {
  return element(
    'div',
    { class: 'card' },
    element('dt', {}, definedName(name, definition)),
    element(
      'dd',
      { class: `figure ${tone}` },
      value,
      unit === undefined ? null : element('span', { class: 'unit' }, ` ${unit}`),
    ),
    note === undefined ? null : element('dd', { class: 'note' }, note),
  );
}
