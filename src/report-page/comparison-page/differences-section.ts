import type { ComparisonPageData } from '../../report/comparison-page/comparison-page-data.ts';
import type { Section } from '../elements/page-frame.ts';
import { textTable } from './text-table.ts';

/** The keys of the configuration that differ. */
export function differencesSection({ labels, configuration }: ComparisonPageData): Section {
  const isSame = configuration.length === 0;
  return {
    id: 'configuration',
    title: 'Configuration',
    lead: isSame
      ? 'No key that can change a result differs.'
      : 'The keys that differ, of those that can change a result. A dash: there is no such key.',
    content: () => (isSame ? [] : [textTable('Keys that differ', 'Key', labels, configuration)]),
  };
}

/** Where the inputs come from. */
export function provenanceSection({ labels, provenance }: ComparisonPageData): Section {
  return {
    id: 'provenance',
    title: 'Provenance',
    content: () => [textTable('Hashes and versions', 'Name', labels, provenance)],
  };
}
