import { BarChart, ScatterChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { RunPageData } from '../report/run-page/run-page-data.ts';
import { readPageData } from './data/page-data.ts';
import { date, wholeNumber } from './elements/number-format.ts';
import { showPage } from './elements/page-frame.ts';
import { costsSection } from './run-page/costs-section.ts';
import { distributionSection } from './run-page/distribution-section.ts';
import { drawdownsSection } from './run-page/drawdowns-section.ts';
import { equitySection } from './run-page/equity-section.ts';
import { candlesOf } from './run-page/market-rows.ts';
import { metricsSection } from './run-page/metrics-section.ts';
import { priceSection } from './run-page/price-section.ts';
import { provenanceSection } from './run-page/provenance-section.ts';
import { returnsSection } from './run-page/returns-section.ts';
import { runSummary } from './run-page/summary.ts';

use([BarChart, ScatterChart, GridComponent, TooltipComponent, CanvasRenderer]);

const data = readPageData<RunPageData>();
const candles = candlesOf(data);

showPage({
  title: data.strategy,
  subtitle: `${data.symbol} ${data.timeframe}, ${date(data.firstTime)} to ${date(data.lastTime)}, ${wholeNumber(data.barCount)} bars, run ${data.runId}`,
  summary: runSummary(data),
  sections: [
    equitySection(data, candles),
    priceSection(data, candles),
    returnsSection(data),
    distributionSection(data),
    drawdownsSection(data),
    costsSection(data),
    metricsSection(data),
    provenanceSection(data),
  ],
});
