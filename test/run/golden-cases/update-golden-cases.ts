import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { changedLines } from './changed-lines.ts';
import { ARTIFACTS, expectedFile, expectedText, goldenCases } from './golden-case.ts';
import { runGoldenCase } from './run-golden-case.ts';

/** Runs all canonical cases, writes what they give as the expected artifacts and prints every line that changed. */
let changedFiles = 0;
for (const name of goldenCases()) {
  const artifacts = await runGoldenCase(name);
  for (const artifact of ARTIFACTS) {
    const before = expectedText(name, artifact);
    const after = artifacts.get(artifact)!;
    if (before === after) continue;
    changedFiles++;
    const file = expectedFile(name, artifact);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, after);
    console.log(`${before === null ? 'new' : 'changed'}: ${path.relative(process.cwd(), file)}`);
    if (before !== null) for (const line of changedLines(before, after)) console.log(`  ${line}`);
  }
}
console.log(`${changedFiles} files changed in ${goldenCases().length} cases`);
if (changedFiles > 0) console.log('derive the new figures in test/fixtures/golden/README.md before you commit them');
