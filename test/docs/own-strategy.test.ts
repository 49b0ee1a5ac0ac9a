import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getIndicator, listIndicators } from '../../src/core/indicators/registry.ts';
import { runBacktest, runSweep } from '../../src/index.ts';
import { checkConfigConformance } from '../../src/run/check-config-conformance.ts';
import { checkConfigLookahead } from '../../src/run/check-config-lookahead.ts';
import { createSampleProject, type SampleProject } from '../support/sample-project.ts';

const EXAMPLE = fileURLToPath(new URL('../../docs/examples/own-strategy/', import.meta.url));
const PAGE = readFileSync(new URL('../../docs/writing-a-strategy.md', import.meta.url), 'utf8');

let project: SampleProject;

beforeAll(async () => {
  project = await createSampleProject();
});

afterAll(() => project.remove());

describe('the example of a strategy of its own', () => {
  const places = () => ({ projectRoot: project.root, environment: project.environment });
  const config = path.join(EXAMPLE, 'pullback.json');

  it('runs and trades', async () => {
    const { result, files } = await runBacktest({ config, ...places(), write: false, strict: true });
    expect(result.trades.count).toBeGreaterThan(50);
    const [trade] = JSON.parse(files.get('trades.json') ?? '[]');
    expect(trade).toMatchObject({ order_type: 'limit', meta: { reason: 'rsi_pullback', tags: ['rsi', 'trend'] } });
  });

  it('sweeps', async () => {
    const file = path.join(EXAMPLE, 'pullback.yaml');
    const { byStatus, top } = await runSweep({ target: { file }, ...places(), workers: 1, strict: true });
    expect(byStatus).toMatchObject({ failed: 0, timeout: 0 });
    expect(top.length).toBeGreaterThan(0);
  });

  it('keeps the rules and sees no future', async () => {
    const request = { config, ...places(), strict: true, strictData: false, useCache: false };
    const { signals, results } = await checkConfigConformance(request);
    expect(signals).toBeGreaterThan(500);
    expect(results.filter(({ finding }) => finding !== null)).toEqual([]);
    expect((await checkConfigLookahead({ ...request, cuts: 5 })).difference).toBeNull();
  });
});

describe('docs/writing-a-strategy.md', () => {
  const rows = [...PAGE.matchAll(/^\| (`[a-z_`, ]+`) \| ([a-z_, ]+) \| ((?:`|those).*) \|$/gm)];
  const codes = (text: string) => [...text.matchAll(/`(\w+)`/g)].map(([, code]) => code);

  it('lists every indicator with its outputs and parameters', () => {
    const listed = rows.flatMap(([, names, outputs]) => codes(names).map((name) => [name, outputs]));
    const expected = listIndicators().map((name) => [name, getIndicator(name).outputs.join(', ')]);
    expect(listed.sort()).toEqual(expected.sort());
    for (const [, names, , parameters] of rows) {
      const known = Object.keys(
        getIndicator(codes(names)[0]).normalise(parameters === '`period`' ? { period: 5 } : {}),
      );
      if (parameters.startsWith('`')) expect(codes(parameters).sort()).toEqual(known.sort());
    }
  });
});
