import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readComparedRun } from '../../../src/run/comparison/compared-run.ts';
import { goldenArtifacts } from './golden-artifacts.ts';

const GOLDEN = fileURLToPath(new URL('../../fixtures/golden/', import.meta.url));
const CASES = readdirSync(GOLDEN).filter((name) => /^g\d/.test(name));
const STOP = 'g2-market-entry-to-stop';

/** Artifacts of a case with one text changed. */
function altered(name: string, file: string, change: (text: string) => string): Map<string, string> {
  const files = goldenArtifacts(name);
  return files.set(file, change(files.get(file) ?? ''));
}

describe('a compared run', () => {
  it.each(CASES)('is what the artifacts of %s say, hash included', (name) => {
    const run = readComparedRun(goldenArtifacts(name), name);
    expect(run.isIntact).toBe(true);
    expect(run.metrics.total_trades).toBe(run.trades.length);
    expect(run.equity.equity.length).toBe(run.equity.times.length);
  });

  it.each(['trades.json', 'equity.csv', 'metrics.json'])('is not intact with another %s', (file) => {
    const change = (text: string) =>
      text.replace(/(\d)(\D*)$/, (_, digit, rest) => `${(Number(digit) + 1) % 10}${rest}`);
    expect(readComparedRun(altered(STOP, file, change), STOP).isIntact).toBe(false);
  });

  it('has the seed that was used in its configuration', () => {
    const draw = (text: string) =>
      text.replace(/"rng_seed": \d+/g, '"rng_seed": 12').replace('"rng_seed": 12', '"x": 1');
    expect(readComparedRun(altered(STOP, 'meta.json', draw), STOP).config.rng_seed).toBe(12);
  });

  it.each([
    ['meta.json', () => 'no JSON'],
    ['meta.json', () => '{"run_id": "x"}'],
    [
      'meta.json',
      (text: string) => text.replace(/"initial_balance": 10000(?=\s*\}\s*,\s*"config")/, '"initial_balance": "x"'),
    ],
    ['trades.json', () => '{}'],
    ['trades.json', () => '[1]'],
    ['metrics.json', (text: string) => text.replace(/"wins": \d+/, '"wins": null')],
    ['equity.csv', () => 'a,b\n1,2\n'],
  ])('is refused where %s is not what omega writes', (file, change) => {
    expect(() => readComparedRun(altered(STOP, file, change), 'that one')).toThrow(
      expect.objectContaining({ code: 'USAGE', where: 'that one', message: `its ${file} is not what omega writes` }),
    );
  });
});
