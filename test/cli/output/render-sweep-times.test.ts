import { expect, it } from 'vitest';
import { renderSweepTimes } from '../../../src/cli/output/render-sweep-times.ts';

it('says where the time of a sweep went', () => {
  const text = renderSweepTimes(
    {
      workers: 2,
      searchMs: 5000,
      workerShares: { simulation: 0.81, series: 0.05, configuration: 0.06, waiting: 0.08 },
      storeMs: 1250,
      schedulingMs: 900,
      statisticsMs: 3100,
      filesMs: 500,
    },
    100,
  );
  expect(text).toContain('where the time went');
  expect(text).toContain('2 workers: simulation 81.0 %, series 5.0 %, configuration 6.0 %, waiting 8.0 %');
  expect(text).toMatch(/beside it +store 1.25 s, scheduling 0.90 s/);
});
