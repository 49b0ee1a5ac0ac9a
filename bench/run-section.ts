import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { serialize } from 'node:v8';
import { findSection } from './sections.ts';

/** Measures one section in a process of its own and leaves its report in a file for the bench to read. */
const { values } = parseArgs({
  options: {
    section: { type: 'string' },
    report: { type: 'string' },
    real: { type: 'string' },
    sample: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
});
const { section: name = '', report: reportFile = '', real, sample = '', quick: isQuick } = values;
const report = await findSection(name).measure({ realProject: real ?? null, sampleProject: sample, isQuick });
writeFileSync(reportFile, serialize(report));
