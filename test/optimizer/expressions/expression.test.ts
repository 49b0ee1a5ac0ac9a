import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExpressionValue } from '../../../src/optimizer/expressions/compile.ts';
import { identifierTable, parseExpression } from '../../../src/optimizer/expressions/expression.ts';
import type { ExpressionProblem } from '../../../src/optimizer/expressions/syntax-tree.ts';

const reference = JSON.parse(readFileSync('test/fixtures/optimizer/objective_expressions.json', 'utf8')) as {
  metrics: Record<string, number | string>;
  cases: { expression: string; expected: number | null }[];
};

function evaluate(text: string, values: Record<string, unknown> = {}): ExpressionValue {
  const names = Object.keys(values);
  const result = parseExpression(text, identifierTable(names, 'any'));
  if (!result.ok) throw new Error(`${text}: ${result.problem.message}`);
  return result.expression.evaluate(names.map((name) => values[name]));
}

function problemOf(text: string, type: 'number' | 'boolean' | 'any' = 'any'): ExpressionProblem {
  const known = new Map([
    ['fast', { index: 0, type: 'number' as const }],
    ['mode', { index: 1, type: 'string' as const }],
    ['flag', { index: 2, type: 'boolean' as const }],
  ]);
  const result = parseExpression(text, known, type);
  if (result.ok) throw new Error(`${text} was accepted`);
  return result.problem;
}

describe('reference objective expressions', () => {
  const names = Object.keys(reference.metrics);
  const values = names.map((name) => {
    const value = reference.metrics[name];
    return value === 'n/a' ? Number.NaN : value;
  });

  it.each(reference.cases)('$expression gives $expected', ({ expression, expected }) => {
    const result = parseExpression(expression, identifierTable(names, 'number'), 'number');
    if (!result.ok) throw new Error(result.problem.message);
    const value = result.expression.evaluate(values);
    if (expected === null) expect(value).toBeUndefined();
    else expect(Math.abs((value as number) - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
  });
});

describe('operators', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['2 * 7 % 4', 2],
    ['-7 % 4', -3],
    ['-2 * -3', 6],
    ['- - 2', 2],
    ['1 - -1', 2],
    ['8 / 4 / 2', 1],
    ['.5 + 1e1 + 2.', 12.5],
    ['1 < 2 && 2 < 3', true],
    ['1 < 2 == true', true],
    ['false || true && false', false],
    ['!false && !(1 > 2)', true],
    ["'a' == 'a'", true],
    ["'a' != 'b'", true],
    ['1 >= 1 && 1 <= 1', true],
    ['min(3, 1, 2) + max(3, 1, 2)', 4],
    ['abs(-2) + sqrt(9) + log(1) + exp(0) + pow(2, 3)', 14],
    ['floor(-1.5) + ceil(1.2)', 0],
    ['clamp(5, 0, 3) + clamp(-5, 0, 3) + clamp(2, 0, 3)', 5],
    ['x_over_1_plus_x(3) + x_over_1_plus_x(-3)', 0.75],
    ["if(true, 'a', 'b')", 'a'],
  ] as [string, ExpressionValue][])('%s is %s', (text, expected) => {
    expect(evaluate(text)).toBe(expected);
  });
});

describe('missing values', () => {
  const values = { gone: Number.NaN, nothing: null, list: [1], endless: Number.POSITIVE_INFINITY, x: 2, on: true };

  it.each([
    'gone',
    'nothing',
    'list',
    'endless',
    'gone + 1',
    '-gone',
    '!nothing',
    'gone == gone',
    'gone != 1',
    'gone < 1',
    'on || gone == 1',
    'on && gone == 1',
    'false && gone == 1',
    'min(1, gone)',
    'max(1, 1 / 0)',
    'if(gone > 1, 1, 2)',
    'if(on, gone, 1)',
    'coalesce(gone, 1 / 0)',
    '1 / 0 - 1 / 0',
    'sqrt(-1)',
    'log(0)',
    'exp(1000)',
    'x % 0',
    'pow(-1, 0.5)',
    'x_over_1_plus_x(gone)',
  ])('%s is missing', (text) => {
    expect(evaluate(text, values)).toBeUndefined();
  });

  it.each([
    ['coalesce(gone, 1 / 0, x, gone)', 2],
    ['if(on, x, gone)', 2],
    ['if(on, x, 1 / 0)', 2],
    ['coalesce(on && gone == 1, false)', false],
  ] as [string, ExpressionValue][])('%s is %s', (text, expected) => {
    expect(evaluate(text, values)).toBe(expected);
  });
});

describe('problems', () => {
  it.each([
    ['', 0, 'ends where a value'],
    ['   ', 3, 'ends where a value'],
    ['fast +', 6, 'ends where a value'],
    ['fast + * 2', 7, "unexpected '*'"],
    ['(fast', 5, "expected ')', found the end"],
    ['fast)', 4, "unexpected ')'"],
    ['fast fast', 5, "unexpected 'fast'"],
    ['max(1, 2', 8, "expected ')', found the end"],
    ['max(1 2)', 6, "expected ')', found '2'"],
    ['max()', 0, 'found 0'],
    ['abs(1, 2)', 0, 'takes 1 argument'],
    ['clamp(1, 2)', 0, 'takes 3 argument'],
    ['fast = 2', 5, "'=='"],
    ['fast & flag', 5, "'&&'"],
    ["mode == 'above", 8, 'has no end'],
    ['mode == "above"', 8, 'single quotes'],
    ['fast $ 2', 5, "unexpected character '$'"],
    ['2fast', 1, "unexpected 'f' after the number"],
    ['1.2.3', 3, "unexpected '.'"],
    ['1e999', 0, 'too large'],
    ['1 < fast < 3', 2, "'<' needs a number, found a boolean"],
    ["fast + 'a'", 7, "'+' needs a number, found a string"],
    ['fast && flag', 0, "'&&' needs a boolean, found a number"],
    ['!fast', 1, "'!' needs a boolean"],
    ['-mode', 1, "'-' needs a number"],
    ["fast == 'a'", 8, 'compares a number and a string'],
    ['if(fast, 1, 2)', 3, 'the condition of if needs a boolean'],
    ["if(flag, 1, 'a')", 12, 'if mixes a number and a string'],
    ["coalesce(fast, 'a')", 15, 'coalesce mixes'],
    ['sqrt', 0, 'needs arguments'],
    ['fast.slow', 0, "unknown name 'fast.slow'"],
  ])('%j at %d: %s', (text, position, message) => {
    const problem = problemOf(text);
    expect(problem.message).toContain(message);
    expect(problem.position).toBe(position);
  });

  it('suggests a close name or function', () => {
    expect(problemOf('fats > 1')).toMatchObject({ position: 0, suggestion: 'fast' });
    expect(problemOf('1 + sqr(fast)')).toMatchObject({ position: 4, suggestion: 'sqrt' });
    expect(problemOf('something_else').suggestion).toBeNull();
  });

  it('names the type that a place needs', () => {
    expect(problemOf('fast', 'boolean').message).toContain('gives a number, expected a boolean');
    expect(problemOf('fast > 1', 'number').message).toContain('gives a boolean, expected a number');
  });

  it('stops at deep nesting and at too many nodes', () => {
    expect(problemOf(`${'('.repeat(65)}1${')'.repeat(65)}`).message).toContain('nested deeper');
    expect(problemOf(`${'-'.repeat(5000)}1`).message).toContain('nested deeper');
    expect(problemOf(`1${'+1'.repeat(1000)}`).message).toContain('more than 1000');
    expect(problemOf('1'.repeat(10_001)).message).toContain('10001 characters');
    expect(evaluate(`${'('.repeat(50)}1${')'.repeat(50)}`)).toBe(1);
  });

  it('never reach program code', () => {
    for (const text of ['constructor', '__proto__', 'toString()', 'process.exit(1)', 'fast;fast', '`a`', 'fast[0]']) {
      expect(problemOf(text).message).not.toBe('');
    }
  });
});

describe('compiled expressions', () => {
  const known = identifierTable(['a', 'b', 'c'], 'number');

  it('list the identifiers they use', () => {
    const result = parseExpression('c + min(a, c) > 0', known);
    expect(result.ok && result.expression.identifiers).toEqual([0, 2]);
  });

  it('show the two sides of a comparison', () => {
    const result = parseExpression('a >= 2 * b', known, 'boolean');
    const comparison = result.ok ? result.expression.comparison : null;
    expect(comparison?.operator).toBe('>=');
    expect([comparison?.left([5, 3, 0]), comparison?.right([5, 3, 0])]).toEqual([5, 6]);
    const other = parseExpression('a >= b && b > 0', known, 'boolean');
    expect(other.ok && other.expression.comparison).toBeNull();
  });
});

describe('random texts', () => {
  const pieces = [
    'a',
    'b',
    'min(',
    'if(',
    'coalesce(',
    ')',
    '(',
    ',',
    '+',
    '-',
    '*',
    '/',
    '%',
    '<',
    '>=',
    '==',
    '&&',
    '!',
  ];
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom(...pieces, '1', '2.5', "'x'", ' ', 'true'), { maxLength: 30 })
      .map((parts) => parts.join('')),
  );

  it('never throw, neither while parsing nor while evaluating', () => {
    const known = new Map([
      ['a', { index: 0, type: 'any' as const }],
      ['b', { index: 1, type: 'number' as const }],
    ]);
    const value = fc.oneof(fc.double(), fc.string(), fc.boolean(), fc.constant(null), fc.constant(undefined));
    fc.assert(
      fc.property(text, value, fc.double(), (source, a, b) => {
        const result = parseExpression(source, known);
        if (!result.ok) {
          expect(result.problem.position).toBeGreaterThanOrEqual(0);
          expect(result.problem.position).toBeLessThanOrEqual(source.length);
          return;
        }
        const evaluated = result.expression.evaluate([a, b]);
        if (typeof evaluated === 'number') expect(Number.isFinite(evaluated)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('agree with plain arithmetic on numbers without a zero divisor', () => {
    const tree = fc.letrec<{ node: { text: string; value: number } }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 5 },
        fc.integer({ min: 1, max: 99 }).map((n) => ({ text: String(n), value: n })),
        fc.tuple(fc.constantFrom('+', '-', '*'), tie('node'), tie('node')).map(([operator, left, right]) => ({
          text: `(${left.text} ${operator} ${right.text})`,
          value:
            operator === '+'
              ? left.value + right.value
              : operator === '-'
                ? left.value - right.value
                : left.value * right.value,
        })),
      ),
    })).node;
    fc.assert(
      fc.property(tree, ({ text: source, value }) => {
        expect(evaluate(source)).toBe(value);
      }),
    );
  });
});
