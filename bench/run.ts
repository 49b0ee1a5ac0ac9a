import { type BenchRequest, readCommandLine, USAGE } from './command-line.ts';
import { createBenchProjects } from './project/bench-projects.ts';
import { describeMachine, readMachineFacts } from './report/machine-facts.ts';
import { growthPlot } from './report/plot/growth-plot.ts';
import { recordResults } from './report/record-results.ts';
import { isMet, renderSection } from './report/render-report.ts';
import {
  type BenchResults,
  reportOf,
  resultsJson,
  type SectionResult,
  writeResultFile,
} from './report/write-results.ts';
import type { BenchContext, Section } from './section.ts';
import { equalitySection } from './sections/equality.ts';
import { spawnSection } from './spawn-section.ts';

/** Busy processes above which a machine is not quiet. */
const BUSY_LOAD = 1;

// The programs that the sections start look for data in the project of the bench, whatever the user has set.
for (const name of Object.keys(process.env)) if (name.startsWith('OMEGA_')) delete process.env[name];

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => interruption.abort());
try {
  const request = readCommandLine(process.argv.slice(2));
  if (request === null) console.log(USAGE);
  else await runBench(request);
} catch (error) {
  console.error(error instanceof Error ? `bench: ${error.message}` : error);
  process.exitCode = 1;
}

async function runBench({ sections, isQuick, isRecorded }: BenchRequest): Promise<void> {
  const machine = readMachineFacts();
  console.log(`${describeMachine(machine)}\n`);
  if (machine.loadBefore > BUSY_LOAD) console.log('warning: others are using this machine; trust ratios only\n');
  const projects = await createBenchProjects();
  try {
    const context: BenchContext = { realProject: projects.real, sampleProject: projects.sample, isQuick };
    const measured: Record<string, SectionResult> = {};
    // Whatever is asked for, equality comes first: figures of a wrong engine are worth nothing.
    for (const section of [equalitySection, ...sections.filter((other) => other !== equalitySection)]) {
      stopIfInterrupted();
      const result = await runSection(section, context);
      stopIfInterrupted();
      measured[section.name] = result;
      if (section === equalitySection && !isEqual(result)) {
        throw new Error('the engine does not equal the plain engine; nothing is timed');
      }
      // After every section, so that a long run leaves what it has.
      writeResultFile('latest.json', resultsJson({ machine, isQuick, sections: measured }));
    }
    finish({ machine, isQuick, sections: measured }, isRecorded);
  } finally {
    projects.remove();
  }
}

function stopIfInterrupted(): void {
  if (interruption.signal.aborted) throw new Error('interrupted');
}

async function runSection(section: Section, context: BenchContext): Promise<SectionResult> {
  if (section.needsRealData && context.realProject === null) {
    const skipped = 'needs the real bars of the shared folder beside the repository';
    console.log(`== ${section.name}: SKIPPED, ${skipped}\n`);
    return { skipped };
  }
  const result = await spawnSection(section, context, interruption.signal);
  const report = reportOf(result);
  if ('failed' in result) {
    console.error(`== ${section.name}: FAILED, ${result.failed}\n`);
    process.exitCode = 1;
  } else if (report !== null) {
    console.log(renderSection(section, report));
  }
  return result;
}

/** Without real bars nothing can be compared here; the tests compare on generated ones. */
function isEqual(result: SectionResult): boolean {
  return 'skipped' in result || (reportOf(result)?.targets.every(isMet) ?? false);
}

function finish(results: BenchResults, isRecorded: boolean): void {
  const reports = Object.values(results.sections).map(reportOf);
  const curves = reports.flatMap((report) => report?.curves ?? []);
  const plot = growthPlot(curves);
  console.log('written: bench/results/latest.json');
  if (curves.length > 0) console.log(`written: ${writeResultFile('growth.svg', plot)}`);
  if (!isRecorded) return;
  if (reports.includes(null)) throw new Error('not every section was measured; nothing is recorded');
  recordResults(results, plot);
  console.log('written: docs/performance.md and docs/growth.svg');
}
