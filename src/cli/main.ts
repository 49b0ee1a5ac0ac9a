#!/usr/bin/env node
import { requireNodeVersion } from './node-version.ts';
import { reportError } from './output/report-error.ts';

const words = process.argv.slice(2);
const fail = (error: unknown): void => {
  process.exitCode = reportError(error, words, process);
};

process.on('uncaughtException', (error) => {
  fail(error);
  process.exit();
});

try {
  requireNodeVersion(process.versions.node);
  // Loaded late: an old Node version would already fail on what the program imports.
  const { runProgram } = await import('./program.ts');
  process.exitCode = await runProgram(words);
} catch (error) {
  fail(error);
}
