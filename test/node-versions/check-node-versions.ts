import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { sha256Hex } from '../../src/core/math/sha256.ts';
import { installNode } from './node-program.ts';
import { sweepDigest } from './sweep-digest.ts';
import { runWith, versionRuns } from './version-run.ts';

/** Major versions that omega supports. */
const MAJORS = [20, 22, 24];

/**
 * Makes the same runs with every supported version of Node, and with the first one twice, and compares their
 * artifacts byte for byte; with `--sweep` also the digest of a whole sweep. The exit code is 1 where anything
 * differs.
 */
async function checkNodeVersions(folder: string, withSweep: boolean): Promise<boolean> {
  const nodes = MAJORS.map((major) => installNode(major, folder));
  const passes = [...nodes, nodes[0]];
  let isEqual = true;
  const report = (name: string, texts: readonly string[]) => {
    const isSame = texts.every((text) => text === texts[0]);
    if (!isSame) isEqual = false;
    const hashes = texts.map((text) => sha256Hex(text).slice(0, 12));
    printRow(name, hashes, isSame ? 'equal' : 'DIFFERENT');
  };
  printRow(
    'first 12 digits of SHA-256',
    passes.map(({ version }) => version),
    '',
  );
  for (const [row, versionRun] of versionRuns().entries()) {
    const results: ReadonlyMap<string, string>[] = [];
    for (const [pass, node] of passes.entries()) {
      results.push(await runWith(node, versionRun, path.join(folder, `run-${row}-${pass}`)));
    }
    const trades = results[0].get('trades.json')!.split('"exit_time":').length - 1;
    console.log(`${versionRun.name}, ${trades} trades`);
    for (const artifact of results[0].keys()) {
      report(
        `  ${artifact}`,
        results.map((result) => result.get(artifact)!),
      );
    }
  }
  if (withSweep) {
    const digests = passes.map((node, pass) => sweepDigest(node, path.join(folder, `sweep-${pass}`)));
    report('sweep: omega digest', digests);
  }
  return isEqual;
}

function printRow(name: string, cells: readonly string[], verdict: string): void {
  console.log(`${name.padEnd(28)}${cells.map((cell) => cell.padEnd(14)).join('')}${verdict}`);
}

const { values } = parseArgs({ options: { sweep: { type: 'boolean', default: false } } });
const folder = mkdtempSync(path.join(tmpdir(), 'omega-node-versions-'));
try {
  process.exitCode = (await checkNodeVersions(folder, values.sweep)) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
