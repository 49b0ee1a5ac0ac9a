import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolveLocations } from '../../src/config/locations.ts';

const ROOT = path.resolve('/project');

describe('resolveLocations', () => {
  it('uses the defaults below the project root', () => {
    const locations = resolveLocations({}, ROOT);
    expect(locations).toMatchObject({
      projectRoot: ROOT,
      dataRoot: path.join(ROOT, 'data', 'parquet'),
      costsFile: path.join(ROOT, 'configs', 'execution_costs.yaml'),
      symbolSpecsFile: path.join(ROOT, 'configs', 'symbol_specs.yaml'),
      newsCalendarFile: path.join(ROOT, 'data', 'news', 'news_calender_history.parquet'),
      resultsRoot: path.join(ROOT, 'results'),
      notices: [],
    });
    expect(locations.effectivePaths).toContainEqual({
      kind: 'data_parquet_root',
      source: 'default',
      path: 'data/parquet',
    });
  });

  it('resolves overrides against the project root and announces them', () => {
    const environment = { OMEGA_DATA_PARQUET_ROOT: '  market ', OMEGA_RESULTS_ROOT: path.resolve('/elsewhere') };
    const locations = resolveLocations(environment, ROOT);
    expect(locations.dataRoot).toBe(path.join(ROOT, 'market'));
    expect(locations.resultsRoot).toBe(path.resolve('/elsewhere'));
    expect(locations.notices).toHaveLength(2);
    expect(locations.notices[0]).toMatch(/^OMEGA_DATA_PARQUET_ROOT is set: .*market$/);
  });

  it('never shows an absolute location in what is written to files', () => {
    const { effectivePaths } = resolveLocations({ OMEGA_RESULTS_ROOT: path.resolve('/elsewhere') }, ROOT);
    expect(effectivePaths).toContainEqual({
      kind: 'results_root',
      source: 'env:OMEGA_RESULTS_ROOT',
      path: `\${OMEGA_RESULTS_ROOT}`,
    });
    expect(JSON.stringify(effectivePaths)).not.toMatch(/elsewhere|project/);
  });

  it('takes empty and blank for unset', () => {
    for (const value of ['', '   ', undefined]) {
      expect(resolveLocations({ OMEGA_SYMBOL_SPECS_FILE: value }, ROOT)).toEqual(resolveLocations({}, ROOT));
    }
  });
});
