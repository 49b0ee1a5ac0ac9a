import path from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where programs that tests start leave their counts; empty where coverage is not measured. */
    readonly programCoverageFolder: string;
  }
}

/** Tells the tests whether coverage is measured. */
export default function provideFolder(project: TestProject): void {
  const { enabled, reportsDirectory } = project.vitest.config.coverage;
  project.provide('programCoverageFolder', enabled ? path.resolve(reportsDirectory, 'programs') : '');
}
