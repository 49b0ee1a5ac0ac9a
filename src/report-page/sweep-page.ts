import { BarChart, LineChart, ParallelChart, ScatterChart } from 'echarts/charts';
import {
  GridComponent,
  MarkLineComponent,
  ParallelComponent,
  TooltipComponent,
  VisualMapContinuousComponent,
} from 'echarts/components';
import { use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { SweepPageData } from '../report/sweep-page/sweep-page-data.ts';
import { readPageData } from './data/page-data.ts';
import { showPage } from './elements/page-frame.ts';
import { combinatorialSection } from './sweep-page/combinatorial-section.ts';
import { evidenceSection } from './sweep-page/evidence-section.ts';
import { failuresSection } from './sweep-page/failures-section.ts';
import { parametersSection } from './sweep-page/parameters-section.ts';
import { paretoSection } from './sweep-page/pareto-section.ts';
import { plateauSection } from './sweep-page/plateau-section.ts';
import { provenanceSection } from './sweep-page/provenance-section.ts';
import { robustnessSection } from './sweep-page/robustness-section.ts';
import { searchSection } from './sweep-page/search-section.ts';
import { sweepSummary } from './sweep-page/summary.ts';
import { trialsSection } from './sweep-page/trials-section.ts';
import { verdictSection } from './sweep-page/verdict-section.ts';
import { walkForwardSection } from './sweep-page/walk-forward-section.ts';

use([
  BarChart,
  LineChart,
  ParallelChart,
  ScatterChart,
  GridComponent,
  MarkLineComponent,
  ParallelComponent,
  TooltipComponent,
  VisualMapContinuousComponent,
  CanvasRenderer,
]);

const data = readPageData<SweepPageData>();
const { combinatorial, pareto, robustness, surroundings, verdict, walkForward } = data;

showPage({
  title: data.name,
  subtitle: `${data.strategy} on ${data.symbol} ${data.timeframe}, ${data.startDate} to ${data.endDate}, sweep ${data.sweepId}`,
  summary: sweepSummary(data),
  sections: [
    ...(verdict === null ? [] : [verdictSection(verdict)]),
    searchSection(data),
    parametersSection(data),
    ...(surroundings === null ? [] : [plateauSection(surroundings, data.parameters)]),
    trialsSection(data),
    ...(pareto === null ? [] : [paretoSection(pareto)]),
    evidenceSection(data),
    ...(robustness === null ? [] : [robustnessSection(robustness, data.currency)]),
    ...(walkForward === null ? [] : [walkForwardSection(data, walkForward)]),
    ...(combinatorial === null ? [] : [combinatorialSection(combinatorial)]),
    failuresSection(data),
    provenanceSection(data),
  ],
});
