import type { Section } from './section.ts';
import { coldSweepSection } from './sections/cold-sweep.ts';
import { equalitySection } from './sections/equality.ts';
import { growthSection } from './sections/growth.ts';
import { nativeSection } from './sections/native.ts';
import { olderSystemSection } from './sections/older-system.ts';
import { pagesSection } from './sections/pages.ts';
import { proposalsSection } from './sections/proposals.ts';
import { randomSamplerSection } from './sections/random-sampler.ts';
import { scalingSection } from './sections/scaling.ts';
import { simulationSection } from './sections/simulation.ts';
import { startUpSection } from './sections/start-up.ts';
import { statisticsSection } from './sections/statistics.ts';

/** All sections in the order in which they run. */
export const SECTIONS: readonly Section[] = [
  equalitySection,
  simulationSection,
  coldSweepSection,
  nativeSection,
  olderSystemSection,
  scalingSection,
  growthSection,
  startUpSection,
  proposalsSection,
  randomSamplerSection,
  statisticsSection,
  pagesSection,
];

export function findSection(name: string): Section {
  const section = SECTIONS.find((candidate) => candidate.name === name);
  if (section !== undefined) return section;
  throw new Error(`no section ${name}; there are ${SECTIONS.map((candidate) => candidate.name).join(', ')}`);
}
