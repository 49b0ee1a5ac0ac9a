import type { VerdictData } from '../../report/sweep-page/sweep-page-data.ts';
import { element } from '../elements/element.ts';
import type { Section } from '../elements/page-frame.ts';

const GROUPS = [
  ['for', 'For it'],
  ['against', 'Against it'],
  ['neutral', 'Neither'],
  ['missing', 'Not known'],
] as const;

/** Every finding about the selected trial, by which way it points. */
export function verdictSection({ choice, points }: VerdictData): Section {
  const groups = GROUPS.flatMap(([leaning, title]) => {
    const found = points.filter((point) => point.leaning === leaning);
    if (found.length === 0) return [];
    const items = found.map(({ text }) => element('li', {}, text));
    return [element('div', { class: 'findings' }, element('h3', {}, title), element('ul', {}, ...items))];
  });
  return {
    id: 'verdict',
    title: 'Verdict',
    lead: `Chosen: ${choice}`,
    content: () => [element('div', { class: 'grid' }, ...groups)],
  };
}
