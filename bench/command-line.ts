import { parseArgs } from 'node:util';
import type { Section } from './section.ts';
import { findSection, SECTIONS } from './sections.ts';

/** What a run of the bench is asked for. */
export interface BenchRequest {
  readonly sections: readonly Section[];
  readonly isQuick: boolean;
  /** Put the tables and the plot into the documentation. */
  readonly isRecorded: boolean;
}

export const USAGE = `npm run bench -- [--only NAME]... [--quick] [--record]

  --only NAME  measure this section only; may be repeated: ${SECTIONS.map(({ name }) => name).join(', ')}
  --quick      small sizes, for trying the bench itself; the figures mean little
  --record     put tables and plot of a whole run into docs/performance.md
`;

/** Null: help is asked for. @throws TypeError or Error with what is wrong */
export function readCommandLine(words: readonly string[]): BenchRequest | null {
  const { values } = parseArgs({
    args: [...words],
    options: {
      only: { type: 'string', multiple: true },
      quick: { type: 'boolean', default: false },
      record: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const { only, quick: isQuick, record: isRecorded } = values;
  if (isRecorded && (isQuick || only !== undefined)) throw new Error('--record is for a whole run in full size');
  return { sections: only === undefined ? SECTIONS : only.map(findSection), isQuick, isRecorded };
}
