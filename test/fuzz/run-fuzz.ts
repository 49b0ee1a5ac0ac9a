import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { type FuzzReport, fuzzTarget } from './fuzz.ts';
import { createTargets } from './targets.ts';

/** An input that takes longer than this hangs. */
const HANG_MS = 30_000;

/** Ends the program if the counter stands still; runs in a thread, because a hanging parser blocks its own. */
const WATCHDOG = `
const { workerData } = require('node:worker_threads');
let last = -1;
setInterval(() => {
  const now = Atomics.load(workerData.counter, 0);
  if (now === last) {
    process._rawDebug('input ' + Atomics.load(workerData.counter, 1) + ' of target ' + Atomics.load(workerData.counter, 2) + ' hangs');
    process.kill(process.pid, 'SIGKILL');
  }
  last = now;
}, ${HANG_MS});
`;

const { values } = parseArgs({
  options: { inputs: { type: 'string', default: '50000' }, seed: { type: 'string' }, target: { type: 'string' } },
});
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
const folder = mkdtempSync(path.join(tmpdir(), 'omega-fuzz-'));
const counter = new Int32Array(new SharedArrayBuffer(12));
const watchdog = new Worker(WATCHDOG, { eval: true, workerData: { counter } });
const targets = (await createTargets(folder)).filter(
  ({ name }) => values.target === undefined || values.target === name,
);
const perTarget = Math.ceil(Number(values.inputs) / targets.length);
console.log(`seed ${seed}: ${perTarget} inputs for each of ${targets.map(({ name }) => name).join(', ')}`);
let failed = 0;
for (const [position, target] of targets.entries()) {
  Atomics.store(counter, 2, position);
  const report = await fuzzTarget(target, folder, seed, perTarget, (input) => {
    Atomics.store(counter, 1, input);
    Atomics.add(counter, 0, 1);
  });
  failed += report.failures.length;
  print(report);
}
await watchdog.terminate();
if (failed === 0) rmSync(folder, { recursive: true, force: true });
process.exitCode = failed === 0 ? 0 : 1;

function print({ target, accepted, refused, failures }: FuzzReport): void {
  const codes = [...refused].sort(([, a], [, b]) => b - a).map(([code, count]) => `${code} ${count}`);
  console.log(`${target}: ${accepted} accepted; ${codes.join(', ')}`);
  for (const { input, reason, bytes } of failures.slice(0, 5)) {
    const kept = path.join(folder, `${target}-${input}`);
    writeFileSync(kept, bytes);
    console.log(`  input ${input} (kept as ${kept}): ${reason}`);
  }
  if (failures.length > 5) console.log(`  and ${failures.length - 5} further failures`);
}
