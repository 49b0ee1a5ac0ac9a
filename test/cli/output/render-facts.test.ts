import { describe, expect, it } from 'vitest';
import { renderFacts } from '../../../src/cli/output/render-facts.ts';
import { shownPath } from '../../../src/cli/output/shown-path.ts';
import { wrapMessage, wrapText } from '../../../src/cli/output/wrap-text.ts';

describe('facts', () => {
  it('stand in two columns, long values go on below their beginning', () => {
    expect(
      renderFacts(
        [
          ['run', 'abc'],
          ['objective', 'one two three four'],
        ],
        25,
      ),
    ).toBe('run        abc\nobjective  one two three\n           four\n');
  });

  it('may be none', () => {
    expect(renderFacts([], 80)).toBe('');
  });
});

describe('wrapping', () => {
  it('breaks at blanks only and keeps a long word whole', () => {
    expect(wrapText('aa bb cccccccccc dd', 5)).toEqual(['aa bb', 'cccccccccc', 'dd']);
    expect(wrapText('', 5)).toEqual(['']);
  });
});

describe('a message', () => {
  it('goes on indented below a line that is too long, and keeps the lines that fit', () => {
    expect(wrapMessage('a  b\naa bb cc', 7)).toEqual(['a  b', 'aa bb', '  cc']);
    expect(wrapMessage('aa bb cc', Number.POSITIVE_INFINITY)).toEqual(['aa bb cc']);
  });
});

describe('a shown path', () => {
  it('is relative below the working directory and absolute elsewhere', () => {
    expect(shownPath('/a/b/c', '/a/b')).toBe('c');
    expect(shownPath('/a/b', '/a/b')).toBe('/a/b');
    expect(shownPath('/a/x', '/a/b')).toBe('/a/x');
  });
});
