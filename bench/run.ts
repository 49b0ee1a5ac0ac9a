import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { createBenchProject } from './bench-project.ts';
import { cacheFolder, measureEngine } from './engine.ts';
import { measureNode, measureOmega, median, type ProgramFigures } from './measure-program.ts';

const ROUNDS = 7;
const RUN = ['run', 'ten-thousand-bars.json'];

const project = await createBenchProject();
try {
  const engine = await measureEngine(project.folder);
  const { bare, first, cached } = measurePrograms(project.folder);
  const rows = [
    ['engine, 10,000 M5 bars, first call of the process', `${engine.firstMs.toFixed(1)} ms`],
    ['engine, recorded, indicators anew (median)', `${engine.recordedMs.toFixed(2)} ms`],
    ['engine, as a sweep trial, indicators shared (median)', `${engine.sharedMs.toFixed(3)} ms`],
    ['bare node', programText(bare)],
    ['omega run, first', programText(first)],
    ['omega run, column cache', programText(cached)],
  ] as const;
  for (const [what, figure] of rows) console.log(`${what.padEnd(56)} ${figure}`);
  writeResults({ engine, bare, first, cached });
} finally {
  project.remove();
}

/** Alternating rounds, so that a slow moment of the machine hits everything alike. */
function measurePrograms(folder: string) {
  const rounds = Array.from({ length: ROUNDS }, () => {
    rmSync(cacheFolder(folder), { recursive: true, force: true });
    return {
      bare: measureNode(['-e', '0'], folder, {}),
      first: measureOmega(RUN, folder, {}),
      cached: measureOmega(RUN, folder, {}),
    };
  });
  const typical = (name: 'bare' | 'first' | 'cached'): ProgramFigures => ({
    wallMs: median(rounds.map((round) => round[name].wallMs)),
    peakMb: median(rounds.map((round) => round[name].peakMb)),
  });
  return { bare: typical('bare'), first: typical('first'), cached: typical('cached') };
}

function programText({ wallMs, peakMb }: ProgramFigures): string {
  return `${wallMs.toFixed(0)} ms, ${peakMb.toFixed(0)} MB`;
}

function writeResults(figures: object): void {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const facts = { commit, node: process.version, cpu: cpus()[0]?.model, rounds: ROUNDS };
  mkdirSync('bench/results', { recursive: true });
  writeFileSync('bench/results/latest.json', `${JSON.stringify({ ...facts, ...figures }, null, 2)}\n`);
}
