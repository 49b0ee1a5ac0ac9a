import type { SweepPageData } from '../../report/sweep-page/sweep-page-data.ts';
import { element } from '../elements/element.ts';
import { copyableText, factList } from '../elements/facts.ts';
import type { Section } from '../elements/page-frame.ts';

export function provenanceSection({ provenance, command, sweepFile, sweepId }: SweepPageData): Section {
  return {
    id: 'provenance',
    title: 'Provenance',
    lead: 'Where this sweep comes from and how to have it again.',
    content: () => [
      element('h3', {}, 'Repeat this sweep'),
      copyableText('Command', command),
      element(
        'p',
        { class: 'lead' },
        `The file is below; with the same data and base configuration, the sweep is the same, trial by trial. "omega replay ${sweepId}" checks that against the store.`,
      ),
      factList(provenance),
      element('details', {}, element('summary', {}, 'Sweep file'), copyableText('Sweep file', sweepFile)),
    ],
  };
}
