import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type NodeProgram, run } from './node-program.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const NATIVE = 'better-sqlite3';

/**
 * Runs the quick-start sweep with a version of Node and returns `omega digest`. The native module is compiled
 * for that version, with its own headers, in a copy of the program.
 */
export function sweepDigest(node: NodeProgram, root: string): string {
  copyProgram(root);
  compileNative(node, path.join(root, 'node_modules', NATIVE));
  const omega = path.join(root, 'dist/cli/main.js');
  run(node.binary, [omega, 'data', 'synth'], root);
  run(node.binary, [omega, 'sweep', 'sweeps/quickstart.yaml', '--workers', '2'], root);
  run(node.binary, [omega, 'replay', 'latest', '--all'], root);
  return run(node.binary, [omega, 'digest', 'latest'], root);
}

/** Everything is linked to but the program and the module that differs between versions. */
function copyProgram(root: string): void {
  mkdirSync(path.join(root, 'node_modules'), { recursive: true });
  for (const name of ['dist', 'configs', 'sweeps', 'package.json', `node_modules/${NATIVE}`]) {
    cpSync(path.join(PROJECT, name), path.join(root, name), { recursive: true });
  }
  for (const name of readdirSync(path.join(PROJECT, 'node_modules'))) {
    if (name !== NATIVE) symlinkSync(path.join(PROJECT, 'node_modules', name), path.join(root, 'node_modules', name));
  }
}

function compileNative(node: NodeProgram, folder: string): void {
  const npm = process.env.npm_execpath;
  if (npm === undefined) throw new Error('npm is not known: start this check with "npm run check:node-versions"');
  const gyp = path.join(path.dirname(npm), '../node_modules/node-gyp/bin/node-gyp.js');
  // A variable, because npm hands its own setting on as one, which would beat a flag.
  run(node.binary, [gyp, 'rebuild', '--release'], folder, { npm_config_nodedir: node.folder });
}
