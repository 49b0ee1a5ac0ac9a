import path from 'node:path';
import { resolveLocations } from '../../src/config/locations.ts';
import { REPORT_FILE } from '../../src/report/page/report-file.ts';
import { runPage } from '../../src/report/run-page/run-page.ts';
import { writeSweepReport } from '../../src/report/sweep-page/write-sweep-report.ts';
import { findChromium, openBrowser } from '../../test/report/browser.ts';
import { createRealReports, type RealReports } from '../../test/support/real-reports.ts';
import { measurePage, type PageFigures } from '../measure/measure-page.ts';
import { timeUs, timeWorkUs } from '../measure/time-work.ts';
import { runLargeSweep } from '../project/large-sweep.ts';
import type { BenchContext, Section, SectionReport, TargetCheck } from '../section.ts';

const ROUNDS = 9;
const QUICK_ROUNDS = 1;
const LARGE_SWEEP = 100_000;
const QUICK_LARGE_SWEEP = 2000;
const PAINT_LIMIT_MS = 1500;
const SIZE_LIMIT_MB = 5;

/** Report pages: written from results on real bars and from a large sweep, and opened in a browser. */
export const pagesSection: Section = {
  name: 'pages',
  title: 'Report pages, opened in headless Chromium',
  needsRealData: true,
  measure: measurePages,
};

interface WrittenPage {
  readonly name: string;
  readonly file: string;
  readonly generateS: number;
}

async function measurePages(context: BenchContext): Promise<SectionReport> {
  const executable = findChromium();
  if (executable === null)
    return { tables: [], targets: [], remarks: ['Nothing is measured: no Chromium is installed.'] };
  const reports = await createRealReports();
  const browser = await openBrowser(executable);
  try {
    const pages = [...(await writeRealPages(reports)), await writeLargePage(context)];
    const rounds = context.isQuick ? QUICK_ROUNDS : ROUNDS;
    const figures = new Map<WrittenPage, PageFigures>();
    for (const page of pages) figures.set(page, await measurePage(browser.context, page.file, rounds));
    return pagesReport([...figures], rounds);
  } finally {
    await browser.close();
    reports.project.remove();
  }
}

async function writeRealPages({
  run,
  sweepId,
  walkForwardId,
  locations,
}: RealReports): Promise<readonly WrittenPage[]> {
  const generateS = timeUs(() => runPage(run)) / 1e6;
  return [
    { name: 'run, EURUSD H1 2007 to 2016', file: path.join(run.folder ?? '', REPORT_FILE), generateS },
    await writeSweepPage('sweep, 2,160 trials on the same', sweepId, locations),
    await writeSweepPage('walk-forward, GBPUSD M5 2012', walkForwardId, locations),
  ];
}

async function writeLargePage({ sampleProject, isQuick }: BenchContext): Promise<WrittenPage> {
  const trials = isQuick ? QUICK_LARGE_SWEEP : LARGE_SWEEP;
  const sweepId = await runLargeSweep(sampleProject, trials);
  const locations = resolveLocations({}, sampleProject);
  return writeSweepPage(`sweep, ${trials.toLocaleString('en-US')} trials on the sample`, sweepId, locations);
}

async function writeSweepPage(
  name: string,
  sweepId: string,
  locations: RealReports['locations'],
): Promise<WrittenPage> {
  let file = '';
  const us = await timeWorkUs(async () => {
    file = (await writeSweepReport(sweepId, locations)).file;
  });
  return { name, file, generateS: us / 1e6 };
}

function pagesReport(pages: readonly (readonly [WrittenPage, PageFigures])[], rounds: number): SectionReport {
  const limit = (what: string, measured: number, unit: string, most: number): TargetCheck => ({
    what,
    measured,
    unit,
    limit: most,
    mustBe: 'at most',
  });
  return {
    tables: [
      {
        title: `Medians of ${rounds} openings, each in a new tab`,
        columns: [
          { title: 'page' },
          { title: 'generate s', digits: 2 },
          { title: 'size MB', digits: 2 },
          { title: 'first paint ms' },
          { title: 'filter ms' },
        ],
        rows: pages.map(([{ name, generateS }, { megabytes, firstPaintMs, filterMs }]) => [
          name,
          generateS,
          megabytes,
          firstPaintMs,
          filterMs,
        ]),
      },
    ],
    targets: pages.flatMap(([{ name }, { megabytes, firstPaintMs }]) => [
      limit(`first paint: ${name}`, firstPaintMs, 'ms', PAINT_LIMIT_MS),
      limit(`size: ${name}`, megabytes, 'MB', SIZE_LIMIT_MB),
    ]),
    remarks: [
      'Generate: from the results in memory (run) or in the store (sweep) to the page. Filter: from a key in the search field of the long table to the rows that pass, painted.',
    ],
  };
}
