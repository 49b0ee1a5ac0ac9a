import { type BenchContext, requireRealProject, type Section, type SectionReport } from '../section.ts';
import { growthByBars } from './growth/growth-by-bars.ts';
import { growthBySeries } from './growth/growth-by-series.ts';
import { growthByTrades } from './growth/growth-by-trades.ts';
import { growthByTrials } from './growth/growth-by-trials.ts';

/** How cost grows with each size of a sweep. */
export const growthSection: Section = {
  name: 'growth',
  title: 'How cost grows',
  needsRealData: true,
  measure: measureGrowth,
};

async function measureGrowth(context: BenchContext): Promise<SectionReport> {
  const project = requireRealProject(context);
  const { isQuick } = context;
  const parts = [
    await growthByBars(project, isQuick),
    await growthByTrades(project, isQuick),
    await growthByTrials(project, isQuick),
    await growthBySeries(project, isQuick),
  ];
  return { tables: parts.map(({ table }) => table), curves: parts.flatMap(({ curves }) => curves), targets: [] };
}
