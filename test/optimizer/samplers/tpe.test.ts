import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/types/json.ts';
import { stream } from '../../../src/optimizer/random/seeds.ts';
import { axesOf } from '../../../src/optimizer/samplers/axis.ts';
import { BatchedSampler } from '../../../src/optimizer/samplers/batched-sampler.ts';
import type { FinishedTrial } from '../../../src/optimizer/samplers/sampler.ts';
import { NumericModel } from '../../../src/optimizer/samplers/tpe/numeric-model.ts';
import { TpeMethod } from '../../../src/optimizer/samplers/tpe/tpe-method.ts';
import { MAX_GOOD, TrialHistory } from '../../../src/optimizer/samplers/tpe/trial-history.ts';
import type { ParameterDefinition } from '../../../src/optimizer/space/parameter.ts';
import { createSearchSpace } from '../../../src/optimizer/space/search-space.ts';
import { runSearch } from '../../contract/run-search.ts';
import { float, int, list } from '../space/example-parameters.ts';
import { finishedTrial } from './finished-trial.ts';
import { type PlainParameter, PlainTpe } from './plain-tpe.ts';
import { expectFigures, REFERENCE } from './sampler-reference.ts';

const { inputs, expected, proposal } = REFERENCE.tpe;
const AXES = axesOf(createSearchSpace([float('x')], []));

/** The reference observations in a history, and the model fitted to them. */
function fittedModel() {
  const model = new NumericModel(AXES[0], 24, MAX_GOOD, 512);
  const history = new TrialHistory([model], 6);
  for (const x of inputs.x) history.add(Float64Array.of(x));
  history.finish(inputs.scores.map((score, trialIndex) => finishedTrial({ trialIndex, score })));
  const goodRows = history.goodRows();
  const badRows = Int32Array.from(inputs.x.keys()).filter((row) => !goodRows.includes(row));
  model.fitGood(history.cells[0], goodRows);
  model.fitBad(history.cells[0], badRows, new Float64Array(badRows.length).fill(1), badRows.length);
  return { model, goodRows };
}

const logRatio = (model: NumericModel, x: number): number =>
  Math.log(model.good.densityAt(x)) - Math.log(model.bad.densityAt(x));

describe('the reference observations', () => {
  const { model, goodRows } = fittedModel();

  it('are split by the comparator', () => {
    expect(goodRows).toHaveLength(expected.n_below);
    expect([...goodRows].map((row) => inputs.x[row]).sort()).toEqual(expected.below);
  });

  it('give the densities', () => {
    expectFigures(model.good.means.slice(0, model.good.count), expected.l_means);
    expectFigures(model.good.widths.slice(0, model.good.count), expected.l_sigmas);
    expectFigures(model.bad.means.slice(0, model.bad.count), expected.g_means);
    expectFigures(model.bad.widths.slice(0, model.bad.count), expected.g_sigmas);
  });

  it('give the log ratios of given points', () => {
    const ratios = inputs.candidates.map((x) => logRatio(model, x));
    expectFigures(ratios, expected.log_ratio);
    expect(inputs.candidates[ratios.indexOf(Math.max(...ratios))]).toBe(expected.chosen);
  });
});

describe('the reference proposal', () => {
  const { model } = fittedModel();
  const figures = proposal.expected;

  it('draws its candidates in order', () => {
    const draws = new Float64Array(2 * figures.candidates.length);
    stream(42, 'sampler', 'tpe', 12).fill(draws, draws.length);
    const components = figures.candidates.map((_, i) => Math.floor(draws[2 * i] * model.good.count));
    expect(components).toEqual(figures.components);
    const candidates = components.map((component, i) => model.good.valueAt(component, draws[2 * i + 1]));
    expectFigures(candidates, figures.candidates);
    expectFigures(
      candidates.map((x) => logRatio(model, x)),
      figures.log_ratio,
    );
  });

  it('takes the candidate with the largest ratio, to 12 significant digits', () => {
    const chosen = model.draw(stream(42, 'sampler', 'tpe', 12), 24);
    expect(figures.candidates[figures.chosen_index]).toBe(figures.chosen);
    expect(chosen).toBe(Number(figures.chosen.toPrecision(12)));
  });
});

/** Level of a parameter value, or the value itself, as the plain version keeps it. */
function plainValues(params: JsonObject, parameters: readonly ParameterDefinition[]): (number | undefined)[] {
  return parameters.map((parameter) => {
    const value = params[parameter.path];
    if (value === undefined) return undefined;
    return parameter.kind === 'list' ? parameter.values.indexOf(value) : (value as number);
  });
}

const numeric = (low: number, high: number, step: number, isLog = false): PlainParameter => ({
  low,
  high,
  step,
  isLog,
  choices: 0,
  isActive: () => true,
});

/** One space per peculiarity; both descriptions must say the same. */
const COMPARED: readonly {
  readonly what: string;
  readonly parameters: readonly ParameterDefinition[];
  readonly plain: readonly PlainParameter[];
  readonly constraint?: { readonly text: string; readonly holds: (values: readonly (number | undefined)[]) => boolean };
  readonly trials: number;
  /** A multiple of the batch size 12. */
  readonly startup?: number;
}[] = [
  {
    what: 'continuous ranges',
    parameters: [float('x', { low: '-2', high: '3' }), float('r', { low: '0.001', high: '10', log: true })],
    plain: [numeric(-2, 3, 0), numeric(0.001, 10, 0, true)],
    trials: 200,
  },
  {
    what: 'stepped ranges beyond 512 bad trials',
    parameters: [
      int('n', { low: 1, high: 60 }),
      float('z', { low: '0', high: '2', step: '0.05' }),
      int('w', { low: 2, high: 90, log: true }),
      int('m', { low: 0, high: 1_000_000, step: 5 }),
    ],
    plain: [numeric(1, 60, 1), numeric(0, 2, 0.05), numeric(2, 90, 1, true), numeric(0, 1_000_000, 5)],
    trials: 620,
    startup: 540,
  },
  {
    what: 'choices and conditional parameters',
    parameters: [
      list('mode', ['off', 'slow', 'fast']),
      { ...float('speed', { low: '0', high: '9' }), when: "mode != 'off'" },
      int('k', { low: 0, high: 12, step: 3 }),
      { ...int('depth', { low: 1, high: 500 }), when: "mode == 'fast' && k > 3" },
    ],
    plain: [
      { ...numeric(0, 0, 0), choices: 3 },
      { ...numeric(0, 9, 0), isActive: ([mode]) => mode !== 0 },
      numeric(0, 12, 3),
      { ...numeric(1, 500, 1), isActive: ([mode, , k]) => mode === 2 && Number(k) > 3 },
    ],
    trials: 260,
  },
  {
    // The constraint fails before the last parameter is drawn, which is drawn all the same.
    what: 'constraints and repetitions',
    parameters: [
      int('n', { low: 1, high: 12 }),
      float('z', { low: '0', high: '1', step: '0.1' }),
      list('m', ['a', 'b']),
    ],
    plain: [numeric(1, 12, 1), numeric(0, 1, 0.1), { ...numeric(0, 0, 0), choices: 2 }],
    constraint: { text: 'n + 10 * z < 16', holds: ([n, z]) => Number(n) + 10 * Number(z) < 16 },
    trials: 54,
  },
  {
    // Most draws repeat an earlier trial, so that most points have few candidates.
    what: 'a search that has converged',
    parameters: [
      int('n', { low: 1, high: 9 }),
      float('z', { low: '0', high: '3', step: '0.2' }),
      int('w', { low: 2, high: 40, log: true }),
    ],
    plain: [numeric(1, 9, 1), numeric(0, 3, 0.2), numeric(2, 40, 1, true)],
    trials: 84,
  },
];

describe('proposals', () => {
  it.each(COMPARED)(
    'are those of a plain version: $what',
    ({ parameters, plain, constraint, trials, startup = 24 }) => {
      const space = createSearchSpace(parameters, constraint === undefined ? [] : [constraint.text]);
      const settings = { root: 7, batchSize: 12, startupTrials: startup, candidates: 24, decimals: 6 };
      const sampler = new BatchedSampler(new TpeMethod(space, settings), { trials, stallBatches: null, decimals: 6 });
      const oracle = new PlainTpe(plain, 7, 24);
      const seen = new Set<string>();
      for (let batch = sampler.ask(12); batch.length > 0; batch = sampler.ask(12)) {
        for (const { trialIndex, point } of batch) {
          const found = plainValues(point.params, parameters);
          if (trialIndex >= startup) {
            const random = stream(7, 'sampler', 'tpe', trialIndex);
            let repeats = 0;
            let expected = oracle.propose(random, trialIndex, repeats);
            while (!(constraint?.holds(expected) ?? true) || (seen.has(expected.join()) && repeats < 99)) {
              if (constraint?.holds(expected) ?? true) repeats += 1;
              expected = oracle.propose(random, trialIndex, repeats);
            }
            expect(found, `trial ${trialIndex}`).toEqual(expected);
          }
          seen.add(found.join());
          oracle.values.push(found);
        }
        const finished = batch.map(({ trialIndex, point }) => judge(trialIndex, plainValues(point.params, parameters)));
        oracle.learn(finished);
        if (sampler.isWaiting) sampler.tell(finished);
      }
      expect(oracle.values).toHaveLength(trials);
    },
  );
});

/** Some trials fail, some are infeasible; the score prefers small values. */
function judge(trialIndex: number, values: readonly (number | undefined)[]): FinishedTrial {
  const score = -values.reduce<number>((sum, value, p) => sum + Math.abs((value ?? 1) - p - 1) / (p + 1), 0);
  const base = finishedTrial({ trialIndex, score: Number(score.toFixed(6)) });
  if (trialIndex % 11 === 3) return { ...base, status: 'failed', score: Number.NaN };
  if (trialIndex % 7 === 2) return { ...base, status: 'infeasible', violation: 1 + (trialIndex % 3) };
  return base;
}

describe('startup', () => {
  it('draws like the random sampler, from its own streams', () => {
    const space = createSearchSpace([float('x'), { ...float('y'), when: 'x < 0.5' }, float('z')], []);
    const method = new TpeMethod(space, { root: 42, batchSize: 4, startupTrials: 4, candidates: 24, decimals: 6 });
    method.beginBatch(0);
    for (let trialIndex = 0; trialIndex < 4; trialIndex++) {
      method.beginTrial(trialIndex);
      method.draw(0);
      const { params } = method.accept();
      const random = stream(42, 'sampler', 'tpe', trialIndex);
      const [x, y, z] = [random.uniform(), random.uniform(), random.uniform()].map((u) => Number(u.toPrecision(12)));
      expect(params).toEqual(Number(x) < 0.5 ? { x, y, z } : { x, z });
    }
  });
});

describe('degenerate ranges', () => {
  it('keep their only value', () => {
    const space = createSearchSpace(
      [float('x', { low: '2', high: '2' }), int('n', { low: 3, high: 3 }), float('y')],
      [],
    );
    const settings = { root: 1, batchSize: 5, startupTrials: 5, candidates: 24, decimals: 6 };
    const sampler = new BatchedSampler(new TpeMethod(space, settings), {
      trials: 20,
      stallBatches: null,
      decimals: 6,
    });
    for (let batch = sampler.ask(5); batch.length > 0; batch = sampler.ask(5)) {
      expect(batch.every(({ point: { params } }) => params.x === 2 && params.n === 3)).toBe(true);
      if (sampler.isWaiting) sampler.tell(batch.map(({ trialIndex }) => finishedTrial({ trialIndex })));
    }
  });
});

describe('a search that has converged', () => {
  it('goes on with new points instead of repeating its best ones', () => {
    const space = createSearchSpace(
      ['a', 'b', 'c'].map((path) => int(path, { low: 0, high: 20 })),
      [],
    );
    const settings = { root: 1, batchSize: 10, startupTrials: 10, candidates: 24, decimals: 6 };
    const sampler = new BatchedSampler(new TpeMethod(space, settings), {
      trials: 400,
      stallBatches: null,
      decimals: 6,
    });
    const proposals = runSearch(sampler, 10, ({ trialIndex, point: { params } }) => {
      const score = -Object.values(params).reduce<number>((sum, value) => sum + (Number(value) - 7) ** 2, 0);
      return finishedTrial({ trialIndex, score });
    });
    expect(proposals).toHaveLength(400);
    expect(proposals.filter(({ repeatOf }) => repeatOf !== null)).toEqual([]);
  });
});
