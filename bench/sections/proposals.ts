import {
  createSampler,
  isAdaptive,
  SAMPLER_NAMES,
  type SamplerName,
} from '../../src/optimizer/samplers/built-samplers.ts';
import type { ParameterDefinition } from '../../src/optimizer/space/parameter.ts';
import type { SpacePoint } from '../../src/optimizer/space/point-builder.ts';
import { createSearchSpace } from '../../src/optimizer/space/search-space.ts';
import { type HistoryRate, measureProposals } from '../search/measure-proposals.ts';
import { defaultSettings } from '../search/sampler-settings.ts';
import type { BenchContext, Section, SectionReport, TargetCheck } from '../section.ts';

const HISTORIES = [1000, 10_000, 30_000, 100_000];
const QUICK_HISTORIES = [1000];
/** History at which TPE has to keep its target. */
const TARGET_HISTORY = 10_000;

interface MeasuredSpace {
  readonly kind: string;
  /** Values of each parameter; 0: continuous. */
  readonly levels: readonly number[];
  readonly tpeTarget: number;
}

const SPACES: readonly MeasuredSpace[] = [
  { kind: 'stepped, fine', levels: [101, 101, 101, 101, 101, 101], tpeTarget: 5000 },
  // 35 million points: a search that has converged draws the same points again and again.
  { kind: 'stepped, coarse', levels: [41, 31, 21, 11, 11, 11], tpeTarget: 5000 },
  { kind: 'continuous', levels: [0, 0, 0, 0, 0, 0], tpeTarget: 1000 },
];
/** Spaces with more points are not enumerated. */
const LARGEST_GRID = 5e7;

/** What proposing costs: it must not cost more than the trial. */
export const proposalsSection: Section = {
  name: 'proposals',
  title: 'Proposals per second by sampler, as the history grows',
  needsRealData: false,
  measure: measureSamplers,
};

async function measureSamplers({ isQuick }: BenchContext): Promise<SectionReport> {
  const histories = isQuick ? QUICK_HISTORIES : HISTORIES;
  const measured = SPACES.flatMap((space) =>
    SAMPLER_NAMES.filter((name) => name !== 'grid' || isEnumerated(space)).map((name) => ({
      space,
      name,
      rates: measureSampler(name, space, histories),
    })),
  );
  return {
    tables: [
      {
        title: 'Proposals a second of processor time, 6 parameters, a search that converges',
        columns: [
          { title: 'space' },
          { title: 'sampler' },
          ...histories.map((history) => ({ title: `after ${history.toLocaleString('en')} trials` })),
        ],
        rows: measured.map(({ space, name, rates }) => [space.kind, name, ...rates.map(({ perSecond }) => perSecond)]),
      },
    ],
    curves: measured
      .filter(({ name }) => isAdaptive(name))
      .map(({ space, name, rates }) => ({
        panel: `proposals, ${space.kind}`,
        name,
        xLabel: 'trials of the history',
        yLabel: 'proposals/s',
        points: rates.map(({ history, perSecond }) => [history, perSecond] as const),
      })),
    targets: measured.flatMap(({ space, name, rates }) => (name === 'tpe' ? targetsOf(space, rates) : [])),
  };
}

function isEnumerated({ levels }: MeasuredSpace): boolean {
  const points = levels.reduce((product, count) => product * count, 1);
  return points > 0 && points <= LARGEST_GRID;
}

function measureSampler(
  name: SamplerName,
  { levels }: MeasuredSpace,
  histories: readonly number[],
): readonly HistoryRate[] {
  const space = createSearchSpace(levels.map(parameterOf), []);
  // The best point lies inside of the space, off its middle: a search that nears it repeats itself most.
  const scoreOf = ({ params }: SpacePoint): number =>
    -Object.values(params).reduce<number>(
      (sum, value, d) => sum + (Number(value) / Math.max(levels[d] - 1, 1) - 0.3 - 0.08 * d) ** 2,
      0,
    );
  return measureProposals((trials) => createSampler(name, defaultSettings(name, space, trials, 1)), scoreOf, histories);
}

function parameterOf(levels: number, d: number): ParameterDefinition {
  const common = { path: `p${d}`, name: `p${d}`, when: null, log: false };
  return levels === 0
    ? { ...common, kind: 'float', low: '0', high: '1', step: null, points: null }
    : { ...common, kind: 'int', low: 0, high: levels - 1, step: 1 };
}

function targetsOf({ kind, tpeTarget }: MeasuredSpace, rates: readonly HistoryRate[]): readonly TargetCheck[] {
  const rate = rates.find(({ history }) => history === TARGET_HISTORY);
  if (rate === undefined) return [];
  const what = `tpe, ${kind}, after ${TARGET_HISTORY} trials`;
  return [{ what, measured: rate.perSecond, unit: 'proposals/s', limit: tpeTarget, mustBe: 'at least' }];
}
