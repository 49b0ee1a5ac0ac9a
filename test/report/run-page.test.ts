import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedJson } from '../../src/report/page/embedded-json.ts';
import { htmlPage } from '../../src/report/page/html-page.ts';
import { differences, integerText } from '../../src/report/page/integer-text.ts';
import { barsPerCandle, candleData } from '../../src/report/run-page/candle-data.ts';
import { equityData } from '../../src/report/run-page/equity-data.ts';
import { runPage, runPageData } from '../../src/report/run-page/run-page.ts';
import { histogramBins } from '../../src/report-page/charts/histogram.ts';
import { readDifferences, readIntegers } from '../../src/report-page/data/integer-column.ts';
import { type DataColumn, sortedRows } from '../../src/report-page/elements/table-order.ts';
import { candlesOf } from '../../src/report-page/run-page/market-rows.ts';
import { runSingle, type SingleRunReport } from '../../src/run/run-single.ts';
import { createSampleProject, SAMPLE_CONFIG, type SampleProject } from '../support/sample-project.ts';

let project: SampleProject;
let run: SingleRunReport;
beforeAll(async () => {
  project = await createSampleProject();
  run = await runSingle({
    config: { document: { ...SAMPLE_CONFIG, rng_seed: 7 }, source: "it's/base file.json" },
    write: false,
    useCache: false,
    projectRoot: project.root,
    environment: project.environment,
  });
});
afterAll(() => project.remove());

describe('data of a page', () => {
  it('survives the text of whole numbers', () => {
    const values = [0, -1, 1, 63, 64, -64, -65, 127, 128, 8191, 8192, -(2 ** 40), 2 ** 51];
    expect(readIntegers(integerText(values))).toEqual(values);
    expect(readDifferences(integerText(differences(values)))).toEqual(values);
    expect(readIntegers('')).toEqual([]);
  });

  it('cannot leave its element', () => {
    const value = { '</script>': '<!-- <script> & \u2028\u2029 ]]>' };
    const text = embeddedJson(value);
    expect(text).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(text)).toEqual(value);
  });

  it('stands in a page that allows only its own script and style', () => {
    const page = htmlPage('a <b>', { script: 'go("ü")', style: 'p{}' }, {});
    const hash = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;
    expect(page).toContain(`script-src '${hash('go("ü")')}'; style-src '${hash('p{}')}'`);
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('<title>a &lt;b&gt;</title>');
    expect(() => htmlPage('a', { script: '"</SCRIPT>"', style: '' }, {})).toThrow(/end tag/);
  });
});

describe('the page of a run', () => {
  it('is the same for the same run', () => {
    expect(runPage(run)).toBe(runPage(run));
    expect(runPage(run)).not.toContain(JSON.parse(run.files.get('meta.json')!).generated_at);
  });

  it('has the bid bars as candles', () => {
    const data = runPageData(run);
    const { openTimes, bid } = run.dataset.primary;
    const candles = candlesOf(data)();
    expect(candles.map(({ time }) => time * 1000)).toEqual([...openTimes]);
    for (const side of ['open', 'high', 'low', 'close'] as const) {
      const rounded = [...bid[side]].map((price) => Number(price.toFixed(data.priceDecimals)));
      expect(candles.map((candle) => candle[side])).toEqual(rounded);
    }
  });

  it('joins bars where there are too many', () => {
    expect([1, 150_000, 150_001, 450_001].map(barsPerCandle)).toEqual([1, 1, 2, 4]);
    const { primary } = run.dataset;
    const candles = candlesOf({ ...runPageData(run), candles: candleData(primary, 5, 4) })();
    expect(candles).toHaveLength(Math.ceil(primary.openTimes.length / 4));
    expect(candles[1]).toEqual({
      time: primary.openTimes[4] / 1000,
      open: primary.bid.open[4],
      high: Math.max(...primary.bid.high.subarray(4, 8)),
      low: Math.min(...primary.bid.low.subarray(4, 8)),
      close: primary.bid.close[7],
    });
    const column = Float64Array.of(1, 2, 3, 4, 5);
    const columns = {
      equity: column,
      balance: column,
      drawdown: Float64Array.of(0, 0.2, 0.1, 0, 0.3),
      highWater: column,
    };
    const joined = equityData(columns, 3, 2);
    expect(joined.firstCandle).toBe(1);
    expect(readDifferences(joined.equity)).toEqual([100, 300, 500]);
    expect(readDifferences(joined.drawdown)).toEqual([0, 200_000, 300_000]);
  });

  it('names the command that repeats the run', () => {
    const { reproduction, configuration } = runPageData(run);
    expect(reproduction.command).toBe("omega run 'it'\\''s/base file.json'");
    expect(JSON.parse(configuration)).toMatchObject({ symbol: 'EURUSD', rng_seed: 7 });
  });

  it('asks for the configuration to be saved where the seed was drawn', async () => {
    const drawn = await runSingle({
      config: { document: { ...SAMPLE_CONFIG, run_mode: 'prod' }, source: 'base.json' },
      write: false,
      useCache: false,
      projectRoot: project.root,
      environment: project.environment,
    });
    const { reproduction, configuration } = runPageData(drawn);
    expect(reproduction.command).toBe(`omega run ${drawn.runId}.json`);
    expect(reproduction.note).toContain('Save the configuration');
    expect(JSON.parse(configuration).rng_seed).toBe(drawn.seed);
  });

  it('has no part of the machine or of the network in it', () => {
    const page = runPage(run);
    expect(page).not.toContain(project.root);
    const links = page.match(/(?:src|href)="?https?:[^"' >]+/g) ?? [];
    expect(links).toEqual([]);
    expect(Buffer.byteLength(page)).toBeLessThan(5_000_000);
  });
});

describe('a histogram', () => {
  it('counts every value once, in plain bins with an edge at 0', () => {
    const bins = histogramBins([-1, -0.95, -0.01, 0, 0.02, 1.99, 2], 40);
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(7);
    expect(bins.length).toBeLessThanOrEqual(41);
    expect(bins.some(({ from }) => from === 0)).toBe(true);
    expect(bins.filter(({ from }) => from < 0).reduce((sum, { count }) => sum + count, 0)).toBe(3);
  });

  it('keeps whole numbers whole, and takes one value or none', () => {
    expect(histogramBins([3, 3, 4], 40, 1)).toEqual([
      { from: 3, to: 4, count: 2 },
      { from: 4, to: 5, count: 1 },
    ]);
    expect(histogramBins([5, 5], 40)).toEqual([{ from: 5, to: 6, count: 2 }]);
    expect(histogramBins([], 40)).toEqual([]);
  });
});

describe('rows of a table', () => {
  const column = (values: readonly (string | number | null)[]): DataColumn => ({
    title: 'x',
    value: (row) => values[row],
    text: (row) => String(values[row]),
  });

  it('are sorted by value, equal ones in their order, missing ones last', () => {
    const numbers = column([10, null, 9, 10]);
    expect(sortedRows([0, 1, 2, 3], numbers, 'ascending')).toEqual([2, 0, 3, 1]);
    expect(sortedRows([0, 1, 2, 3], numbers, 'descending')).toEqual([0, 3, 2, 1]);
    expect(sortedRows([0, 1, 2], column(['b', 'a', 'B']), 'ascending')).toEqual([2, 1, 0]);
  });
});
