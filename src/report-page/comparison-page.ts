import type { ComparisonPageData } from '../report/comparison-page/comparison-page-data.ts';
import { differencesSection, provenanceSection } from './comparison-page/differences-section.ts';
import { metricsSection } from './comparison-page/metrics-section.ts';
import { overlaySection } from './comparison-page/overlay-section.ts';
import { tradesSection } from './comparison-page/trades-section.ts';
import { readPageData } from './data/page-data.ts';
import { factList } from './elements/facts.ts';
import { showPage } from './elements/page-frame.ts';

const data = readPageData<ComparisonPageData>();

showPage({
  title: 'Comparison',
  subtitle: `${data.labels.join(', ')}; everything that has two sides is compared with ${data.labels[0]}`,
  summary: [factList(data.facts)],
  sections: [
    overlaySection(data),
    metricsSection(data),
    differencesSection(data),
    tradesSection(data),
    provenanceSection(data),
  ],
});
