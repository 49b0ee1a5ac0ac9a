import { inject } from 'vitest';

/**
 * The test runner counts what runs in the tests' own thread. Programs and threads that they start inherit
 * this variable, by which node itself counts; `scripts/print-coverage.mjs` adds both up.
 */
const folder = inject('programCoverageFolder');
if (folder !== '') process.env.NODE_V8_COVERAGE = folder;
