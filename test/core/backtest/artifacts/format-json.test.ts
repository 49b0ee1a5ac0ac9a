import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCodePoints, formatJson, roundFloats } from '../../../../src/core/backtest/artifacts/format-json.ts';
import type { JsonValue } from '../../../../src/core/types/json.ts';

describe('formatJson', () => {
  it('indents by two spaces and ends with a line feed', () => {
    expect(formatJson({ b: [1, { c: null }], a: true }, 'f')).toBe(
      '{\n  "a": true,\n  "b": [\n    1,\n    {\n      "c": null\n    }\n  ]\n}\n',
    );
  });

  it('writes empty lists and objects on one line', () => {
    expect(formatJson({ a: [], b: {} }, 'f')).toBe('{\n  "a": [],\n  "b": {}\n}\n');
  });

  it('sorts keys that look like integers as text', () => {
    expect(formatJson({ 10: 1, 9: 2, a: 3 }, 'f')).toBe('{\n  "10": 1,\n  "9": 2,\n  "a": 3\n}\n');
  });

  it('sorts by code point, not by UTF-16 unit', () => {
    const text = formatJson({ '\u{1f600}': 1, '\uff5e': 2 }, 'f');
    expect(text.indexOf('\uff5e')).toBeLessThan(text.indexOf('\u{1f600}'));
  });

  it('writes characters beyond ASCII as they are', () => {
    expect(formatJson('Zürich €', 'f')).toBe('"Zürich €"\n');
  });

  it('prints numbers in shortest form and big integers in full', () => {
    expect(formatJson([1.0821, 1, -0, 1e-7, 2n ** 63n], 'f')).toBe(
      '[\n  1.0821,\n  1,\n  0,\n  1e-7,\n  9223372036854775808\n]\n',
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('refuses %d with its path', (value) => {
    expect(() => formatJson({ a: [{ b: value }] }, 'x.json')).toThrowError(
      expect.objectContaining({ code: 'RUNTIME_NON_FINITE_OUTPUT', where: 'x.json.a[0].b' }),
    );
  });

  it('restores any JSON value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        expect(JSON.parse(formatJson(value as JsonValue, 'f'))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('compareCodePoints', () => {
  it('orders like the code points of both texts', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const left = Array.from(a, (character) => character.codePointAt(0) as number);
        const right = Array.from(b, (character) => character.codePointAt(0) as number);
        const first = left.findIndex((point, index) => point !== right[index]);
        const expected =
          first === -1 ? left.length - right.length : first < right.length ? left[first] - right[first] : 1;
        expect(Math.sign(compareCodePoints(a, b))).toBe(Math.sign(expected));
      }),
    );
  });
});

describe('roundFloats', () => {
  it('rounds floats everywhere and leaves integers alone', () => {
    const value = { a: 0.12345678905, b: [1.00000000001, { c: 9007199254740991 }], d: 'x', e: null, f: true };
    expect(roundFloats(value, 10)).toEqual({
      a: 0.1234567891,
      b: [1, { c: 9007199254740991 }],
      d: 'x',
      e: null,
      f: true,
    });
  });
});
