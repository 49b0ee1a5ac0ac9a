import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PACKAGE_ROOT } from '../../src/run/program.ts';
import { alternateRounds } from '../measure/alternating-rounds.ts';
import { measureProcess } from '../measure/measure-process.ts';
import { measureOmega, OMEGA } from '../measure/omega.ts';
import { TEN_THOUSAND_BARS } from '../project/ten-thousand-bars.ts';
import type { BenchContext, Section, SectionReport } from '../section.ts';

const BARE_YARGS = path.join(PACKAGE_ROOT, 'bench/programs/bare-yargs.mjs');
const HELP_LIMIT_MS = 30;
const RUN_LIMIT_MS = 300;
const RUN_LIMIT_MB = 100;

/** Whole processes, from start to exit. */
export const startUpSection: Section = {
  name: 'start-up',
  title: 'Start-up, as whole processes',
  needsRealData: false,
  measure: measureStartUp,
};

async function measureStartUp({ sampleProject, isQuick }: BenchContext): Promise<SectionReport> {
  const rounds = isQuick ? 3 : 21;
  writeFileSync(path.join(sampleProject, 'ten-thousand-bars.json'), JSON.stringify(TEN_THOUSAND_BARS));
  const words = ['run', 'ten-thousand-bars.json'];
  const node = (...args: readonly string[]) => wallMsOf(args, sampleProject);
  const peaks: number[] = [];
  const figures = await alternateRounds(rounds, {
    'bare node': () => node('-e', '0'),
    'bare yargs --help': () => node(BARE_YARGS, '--help'),
    'omega --help': () => node(OMEGA, '--help'),
    'omega run, no column cache': () => {
      rmSync(path.join(sampleProject, 'results'), { recursive: true, force: true });
      return node(OMEGA, ...words);
    },
    'omega run, cached': async () => {
      const { wallMs, peakMb } = await measureOmega(words, sampleProject);
      peaks.push(peakMb);
      return wallMs;
    },
  });
  const helpMs = figures['omega --help'].median - figures['bare yargs --help'].median;
  const runMs = figures['omega run, cached'].median;
  return {
    tables: [
      {
        title: `Medians of ${rounds} alternating rounds`,
        columns: [{ title: 'process' }, { title: 'wall ms' }, { title: 'fastest' }, { title: 'slowest' }],
        rows: Object.entries(figures).map(([name, { median, min, max }]) => [name, median, min, max]),
      },
    ],
    targets: [
      { what: 'omega --help above bare yargs', measured: helpMs, unit: 'ms', limit: HELP_LIMIT_MS, mustBe: 'at most' },
      { what: 'cached run, 10,000 bars', measured: runMs, unit: 'ms', limit: RUN_LIMIT_MS, mustBe: 'at most' },
      {
        what: 'cached run, largest peak memory',
        measured: Math.max(...peaks),
        unit: 'MB',
        limit: RUN_LIMIT_MB,
        mustBe: 'at most',
      },
    ],
  };
}

async function wallMsOf(words: readonly string[], project: string): Promise<number> {
  return (await measureProcess(process.execPath, words, project)).wallMs;
}
