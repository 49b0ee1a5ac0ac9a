import { CaseCoverage } from '../../test/support/engine-cases/case-coverage.ts';
import { caseDifferences } from '../../test/support/engine-cases/compare-case.ts';
import { realDataCase } from '../../test/support/engine-cases/real-data-case.ts';
import { loadRealWindows } from '../../test/support/engine-cases/real-windows.ts';
import { realDataIn } from '../../test/support/real-data.ts';
import { type BenchContext, requireRealProject, type Section, type SectionReport } from '../section.ts';

const CONFIGURATIONS = 1000;
const QUICK_CONFIGURATIONS = 60;
const SHOWN = 5;

/** The engine against the plain per-bar engine of the tests, bit for bit; nothing is timed unless it holds. */
export const equalitySection: Section = {
  name: 'equality',
  title: 'The engine equals the plain per-bar engine on real bars',
  needsRealData: true,
  measure: compareEngines,
};

async function compareEngines(context: BenchContext): Promise<SectionReport> {
  const windows = await loadRealWindows(realDataIn(requireRealProject(context)));
  const count = context.isQuick ? QUICK_CONFIGURATIONS : CONFIGURATIONS;
  const coverage = new CaseCoverage();
  const differences: string[] = [];
  for (let seed = 0; seed < count; seed++) differences.push(...caseDifferences(realDataCase(windows, seed), coverage));
  const rows = [...windows.map(({ symbol, primary, startDate, endDate }) => [symbol, primary, startDate, endDate])];
  return {
    tables: [
      {
        title: `${count} random configurations: six scenarios, costs, sessions, news, cooldowns, management, 1 to 3 positions, both variants`,
        columns: ['symbol', 'timeframe', 'from', 'to'].map((title) => ({ title })),
        rows,
      },
    ],
    targets: [
      { what: 'runs that differ', measured: differences.length, unit: '', limit: 0, mustBe: 'at most' },
      { what: 'trades compared', measured: coverage.trades, unit: '', limit: 1, mustBe: 'at least' },
    ],
    remarks: differences.slice(0, SHOWN),
  };
}
