import type { RunPageData } from '../../report/run-page/run-page-data.ts';
import { element } from '../elements/element.ts';
import { copyableText, factList } from '../elements/facts.ts';
import type { Section } from '../elements/page-frame.ts';

export function provenanceSection({ provenance, reproduction, configuration }: RunPageData): Section {
  return {
    id: 'provenance',
    title: 'Provenance',
    lead: 'Where this run comes from and how to have it again.',
    content: () => [
      element('h3', {}, 'Repeat this run'),
      copyableText('Command', reproduction.command),
      element('p', { class: 'lead' }, reproduction.note),
      factList(provenance),
      element('details', {}, element('summary', {}, 'Configuration'), copyableText('Configuration', configuration)),
    ],
  };
}
