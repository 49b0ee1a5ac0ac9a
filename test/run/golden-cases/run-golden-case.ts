import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runSingle } from '../../../src/run/run-single.ts';
import type { Artifact } from './golden-case.ts';
import { CONFIG_FILE, writeGoldenProject } from './golden-project.ts';
import { normalisedArtifacts } from './normalised-artifacts.ts';

/** Runs a case from its files to its files, in a project folder of its own, and returns what was written. */
export async function runGoldenCase(name: string): Promise<ReadonlyMap<Artifact, string>> {
  const root = mkdtempSync(path.join(tmpdir(), `omega-${name}-`));
  try {
    await writeGoldenProject(name, root);
    const { folder } = await runSingle({ config: path.join(root, CONFIG_FILE), projectRoot: root, environment: {} });
    return normalisedArtifacts(folder!);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
