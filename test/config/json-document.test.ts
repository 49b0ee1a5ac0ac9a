import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJsonDocument } from '../../src/config/json-document.ts';
import { ConfigError, type Problem } from '../../src/core/types/errors.ts';

function problemsOf(text: string): readonly Problem[] {
  try {
    parseJsonDocument(text, 'a.json');
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('parseJsonDocument', () => {
  it('reads every document that JSON.parse reads, with the same value', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom('', ' ', '\n\t', '\r\n'), (text, blanks) => {
        const expected = JSON.parse(text, (_key, value) => (Object.is(value, -0) ? 0 : value));
        expect(parseJsonDocument(`${blanks}${text}${blanks}`, 'a.json').value).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('refuses whatever JSON.parse refuses', () => {
    const pieces = fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '1', '01', '1.', '-', '.5', 'null', 'NaN', ' ');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (tokens) => {
        const text = tokens.join('');
        let isValid = true;
        try {
          JSON.parse(text);
        } catch {
          isValid = false;
        }
        expect(problemsOf(text).some((problem) => problem.code === 'CFG_JSON_PARSE')).toBe(!isValid);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['{"a": 1,}', 1, 9, /trailing comma/],
    ['{\n  "a": 1,\n  "b": [1, 2,]\n}', 3, 14, /trailing comma/],
    ['{\n  // note\n  "a": 1\n}', 2, 3, /comments/],
    ['{"a": 1 /* note */}', 1, 9, /comments/],
    ['/* note */ {}', 1, 1, /comments/],
    ['{"a": NaN}', 1, 7, /NaN is not a JSON value/],
    ['{"a": -Infinity}', 1, 7, /digit after the sign/],
    ["{'a': 1}", 1, 2, /double quotes/],
    ['{"a": "x', 1, 9, /not closed/],
    ['{"a": "x\ny"}', 1, 9, /line break/],
    ['{"a": "\\x"}', 1, 8, /unknown escape/],
    ['{"a": 1', 1, 8, /the file ends/],
    ['{"a" 1}', 1, 6, /expected ":"/],
    ['{"a": 1} {}', 1, 10, /after the end/],
    ['{"a": 007}', 1, 8, /malformed number/],
    ['{"a": 1e999}', 1, 7, /too large/],
    ['{"a": tru}', 1, 7, /"tru"/],
    ['', 1, 1, /the file ends/],
    ['{\r\n"a": 1\r\n"b": 2}', 3, 1, /","/],
  ])('%j: line %i, column %i', (text, line, column, words) => {
    const problems = problemsOf(text);
    expect(problems).toMatchObject([
      { code: 'CFG_JSON_PARSE', where: `a.json:${line}:${column}`, details: { line, column } },
    ]);
    expect(problems[0].message).toMatch(words);
    expect(problems[0].message).toContain(`line ${line}, column ${column}`);
  });

  it('reports every repeated key with both positions', () => {
    const text = '{\n  "warmup_bars": 1,\n  "a": {"b": 1, "b": 1},\n  "warmup_bars": 2\n}';
    const problems = problemsOf(text);
    expect(problems.map((problem) => [problem.code, problem.where])).toEqual([
      ['CFG_DUPLICATE_KEY', 'a.b'],
      ['CFG_DUPLICATE_KEY', 'warmup_bars'],
    ]);
    expect(problems[1].message).toContain('line 2, column 3 and line 4, column 3');
    expect(problems[1].details).toEqual({ first: { line: 2, column: 3 }, second: { line: 4, column: 3 } });
  });

  it('takes differently escaped spellings of one key for the same key', () => {
    expect(problemsOf('{"a": 1, "\\u0061": 2}')).toMatchObject([{ code: 'CFG_DUPLICATE_KEY', where: 'a' }]);
  });

  it('ignores a byte-order mark', () => {
    expect(parseJsonDocument('\ufeff{"a": 1}', 'a.json').value).toEqual({ a: 1 });
    expect(problemsOf('\ufeff{"a": x}')).toMatchObject([{ where: 'a.json:1:7' }]);
  });

  it('refuses hostile nesting instead of running out of stack', () => {
    for (const text of ['['.repeat(1_000_000), '{"a":'.repeat(1_000_000)]) {
      expect(problemsOf(text)).toMatchObject([{ code: 'CFG_JSON_PARSE', message: expect.stringMatching(/deeper/) }]);
    }
    expect(problemsOf(`${'['.repeat(128)}${']'.repeat(128)}`)).toEqual([]);
  });

  it('keeps a key called __proto__ an ordinary key', () => {
    const { value } = parseJsonDocument('{"__proto__": {"x": 1}}', 'a.json');
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect((value as { x?: number }).x).toBeUndefined();
  });

  it('locates members, elements and what is missing', () => {
    const text = '{\n  "sessions": [\n    { "start": "08:00" }\n  ],\n  "odd key": {"x": 1}\n}';
    const { locate } = parseJsonDocument(text, 'a.json');
    expect(locate('sessions')).toBe('a.json:2:3');
    expect(locate('sessions[0]')).toBe('a.json:3:5');
    expect(locate('sessions[0].start')).toBe('a.json:3:7');
    expect(locate('sessions[0].end')).toBe('a.json:3:5');
    expect(locate('["odd key"].x')).toBe('a.json:5:15');
    expect(locate('account.risk_per_trade')).toBe('a.json:1:1');
  });
});
