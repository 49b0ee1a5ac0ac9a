import path from 'node:path';
import { executedPositions } from './coverage/executed-positions.mjs';
import { lineCoverage } from './coverage/line-coverage.mjs';

/** Least share of executed lines, in percent. */
const CORE_LIMIT = 95;
const LIMIT = 85;
/** Folders whose folders are modules of their own. */
const DIVIDED = ['core', 'optimizer'];

const folder = process.argv[2] ?? 'coverage';
const lines = lineCoverage(path.join(folder, 'coverage-final.json'), executedPositions(path.join(folder, 'programs')));

const modules = new Map();
for (const [file, ran] of lines) {
  const name = moduleOf(path.relative('src', file).split(path.sep));
  const module = modules.get(name) ?? { lines: 0, executed: 0 };
  module.lines += ran.size;
  module.executed += [...ran.values()].filter(Boolean).length;
  modules.set(name, module);
}

console.log('module                    lines   covered');
for (const [name, { lines: count, executed }] of [...modules].sort()) {
  if (count === 0) continue;
  const limit = name.startsWith('core/') ? CORE_LIMIT : LIMIT;
  const share = (100 * executed) / count;
  const verdict = share < limit ? `  below ${limit} %` : '';
  console.log(`${name.padEnd(23)} ${String(count).padStart(7)}  ${share.toFixed(2).padStart(6)} %${verdict}`);
  if (share < limit) process.exitCode = 1;
}

function moduleOf(parts) {
  return DIVIDED.includes(parts[0]) && parts.length > 2 ? `${parts[0]}/${parts[1]}` : parts[0];
}
