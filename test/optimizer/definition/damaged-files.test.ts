import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../../src/core/types/errors.ts';
import { COMPLETE, define } from './sweep-example.ts';

describe('damaged files', () => {
  const lines = COMPLETE.split('\n');
  const edit = fc.tuple(
    fc.constantFrom('drop', 'double', 'cut', 'insert'),
    fc.nat(lines.length - 1),
    fc.string({ maxLength: 8 }),
  );

  it('give a definition or a list of problems, never another error', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const damaged = [...lines];
        for (const [kind, at, text] of edits) {
          const line = damaged[at] ?? '';
          if (kind === 'drop') damaged.splice(at, 1);
          else if (kind === 'double') damaged.splice(at, 0, line);
          else if (kind === 'cut') damaged[at] = line.slice(0, Math.floor(line.length / 2));
          else damaged[at] = `${line.slice(0, 20)}${text}${line.slice(20)}`;
        }
        try {
          define(damaged.join('\n'));
        } catch (error) {
          if (!(error instanceof ConfigError)) throw error;
          for (const { code, where } of error.problems) {
            expect(code).toMatch(/^(SWEEP|CFG)_/);
            expect(where).not.toBe('');
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});
