import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { colourFor } from '../../../src/cli/output/colour.ts';
import { errorDocument, jsonNumber, withSnakeKeys } from '../../../src/cli/output/json-document.ts';
import { toEnvironmentError } from '../../../src/cli/output/module-failure.ts';
import { renderError } from '../../../src/cli/output/render-error.ts';
import { isFlagGiven, reportError } from '../../../src/cli/output/report-error.ts';
import { ConfigError, MarketDataError, RuntimeFailure } from '../../../src/core/types/errors.ts';

const plain = { colour: colourFor({ write: () => true }), withStack: false };

describe('the text of an error', () => {
  it('names category, code, place and remedy', () => {
    const error = new MarketDataError('DATA_OHLC', 'high below close', {
      where: 'EURUSD M5 BID row 3',
      hint: 'fix it',
    });
    expect(renderError(error, plain)).toBe(
      'error[market_data/DATA_OHLC] EURUSD M5 BID row 3: high below close\nhint: fix it\n',
    );
  });

  it('has one entry per problem of a file, with its position', () => {
    const error = new ConfigError([
      { code: 'CFG_TYPE', where: 'a.b', message: 'wrong', details: { location: 'x.json:2:5' }, hint: 'write 5' },
      { code: 'CFG_JSON_PARSE', where: 'x.json:9:1', message: 'broken', details: { location: 'x.json:9:1' } },
      { code: 'CFG_ENUM', where: 'c', message: 'unknown' },
    ]);
    expect(renderError(error, plain)).toBe(
      [
        'error[config/CFG_TYPE] x.json:2:5 a.b: wrong',
        'hint: write 5',
        'error[config/CFG_JSON_PARSE] x.json:9:1: broken',
        'error[config/CFG_ENUM] c: unknown',
        '3 problems found',
        '',
      ].join('\n'),
    );
  });

  it('shows signs that would steer the terminal as their codes', () => {
    const error = new MarketDataError('DATA_MISSING_COLUMN', "found '\u001b[2Jx\u0007\u009b'", { where: 'a\rb.csv:1' });
    expect(renderError(error, plain)).toBe(
      "error[market_data/DATA_MISSING_COLUMN] a\\x0db.csv:1: found '\\x1b[2Jx\\x07\\x9b'\n",
    );
  });

  it('calls everything unforeseen a defect, and shows where only if asked', () => {
    const error = new TypeError('x is not a function');
    expect(renderError(error, plain)).toMatch(/^error\[runtime\/RUNTIME_INTERNAL\] x is not a function\nhint: .*\n$/);
    expect(renderError(error, { ...plain, withStack: true })).toContain('\n    at ');
  });

  it('is wrapped at the width of a terminal, whatever its colours', () => {
    const keys = Array.from({ length: 20 }, (_, index) => `unknown_key_${index}`).join(', ');
    const error = new RuntimeFailure('OUT_DIR_CONFLICT', keys, { where: 'out', hint: keys });
    const text = renderError(error, { ...plain, width: 60 });
    expect(text.split('\n').filter((line) => line.length > 60)).toEqual([]);
    expect(text.replaceAll('\n  ', ' ')).toBe(renderError(error, plain));
    const colour = colourFor({ isTTY: true, write: () => true }, {});
    const coloured = renderError(error, { colour, withStack: false, width: 60 });
    expect(stripVTControlCharacters(coloured)).toBe(text);
    expect(coloured).not.toBe(text);
  });

  it('is printed whole into pipes and wrapped on a terminal', () => {
    const error = new RuntimeFailure('OUT_DIR_CONFLICT', 'a '.repeat(100).trim());
    const printed = (stream: object): number => {
      const parts: string[] = [];
      const stderr = { ...stream, write: (part: string) => parts.push(part) > 0 };
      reportError(error, [], { stdout: stderr, stderr });
      return Math.max(
        ...parts
          .join('')
          .split('\n')
          .map((line) => stripVTControlCharacters(line).length),
      );
    };
    expect(printed({})).toBeGreaterThan(200);
    expect(printed({ isTTY: true, columns: 80 })).toBeLessThanOrEqual(80);
  });

  it('is coloured on a terminal only', () => {
    const error = new RuntimeFailure('OUT_WRITE_FAILED', 'no room');
    const onTerminal = colourFor({ isTTY: true, write: () => true }, {});
    expect(renderError(error, { colour: onTerminal, withStack: false })).toContain('\u001b[31m');
    expect(renderError(error, plain)).not.toContain('\u001b');
  });
});

describe('the document of an error', () => {
  it('has the four members of the contract', () => {
    const error = new MarketDataError('DATA_OHLC', 'high below close', {
      where: 'here',
      hint: 'h',
      details: { row: 3 },
    });
    expect(JSON.parse(errorDocument(error))).toEqual({
      ok: false,
      error: {
        category: 'market_data',
        code: 'DATA_OHLC',
        message: 'high below close',
        details: { where: 'here', hint: 'h', row: 3 },
      },
    });
  });
});

describe('plain data for JSON', () => {
  it('has the key form of files, and n/a for what is missing', () => {
    expect(
      withSnakeKeys({ firstTimeMs: 1, sha256: 'x', H1: { gapLoss: Number.NaN }, list: [{ isNew: true }] }),
    ).toEqual({
      first_time_ms: 1,
      sha256: 'x',
      H1: { gap_loss: 'n/a' },
      list: [{ is_new: true }],
    });
    expect(jsonNumber(0)).toBe(0);
  });
});

describe('a module that cannot be loaded', () => {
  it.each(['ERR_MODULE_NOT_FOUND', 'ERR_DLOPEN_FAILED'])('(%s) is an unusable environment', (code) => {
    const error = Object.assign(new Error("Cannot find package 'x' imported from y"), { code });
    expect(toEnvironmentError(error)).toMatchObject({ code: 'ENV_UNSUPPORTED', details: { module: 'x' } });
  });

  it('is told from every other error', () => {
    const error = Object.assign(new Error('no such file'), { code: 'ENOENT' });
    expect(toEnvironmentError(error)).toBe(error);
  });
});

describe('flags of a line that may not be understood', () => {
  it('count up to the end of the flags', () => {
    expect(isFlagGiven(['run', '--json'], '--json')).toBe(true);
    expect(isFlagGiven(['run', '--json=true'], '--json')).toBe(true);
    expect(isFlagGiven(['run', '--', '--json'], '--json')).toBe(false);
    expect(isFlagGiven(['run', '--jsonx'], '--json')).toBe(false);
  });
});
