import { describe, expect, it } from 'vitest';
import { startRun } from '../../../../src/run/conformance/conformance-subject.ts';
import { recordSignals } from '../../../../src/run/conformance/recorded-signals.ts';
import { baseConfig } from '../../../support/base-config.ts';
import { BAR_COUNT, WARMUP_BARS } from '../conformance-case.ts';
import { restlessDataset } from '../restless-dataset.ts';
import { meanReversionCases } from './conformance-cases.ts';

/** What trades where all scenarios are enabled: 3, 5 and 6 refine 2 and never come before it. */
const WITHOUT_REFINEMENTS: readonly number[] = [1, 2, 4];

describe('signals', () => {
  const dataset = restlessDataset(BAR_COUNT, WARMUP_BARS);
  const { account } = baseConfig();

  it.each(meanReversionCases)('come from enabled scenarios only: $name', (subject) => {
    const enabled = (subject.parameters.enabled_scenarios as readonly number[] | undefined) ?? WITHOUT_REFINEMENTS;
    const found = recordSignals(startRun({ ...subject, dataset, account })).map(({ signal }) => signal.scenarioId);
    expect(found.filter((scenario) => !enabled.includes(scenario))).toEqual([]);
  });
});
