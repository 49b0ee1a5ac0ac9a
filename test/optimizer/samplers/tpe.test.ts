import { describe, expect, it } from 'vitest';
import { type RandomStream, stream } from '../../../src/optimizer/random/seeds.ts';
import { axesOf } from '../../../src/optimizer/samplers/axis.ts';
import type { FinishedTrial } from '../../../src/optimizer/samplers/sampler.ts';
import { NumericModel } from '../../../src/optimizer/samplers/tpe/numeric-model.ts';
import { TpeMethod } from '../../../src/optimizer/samplers/tpe/tpe-method.ts';
import { MAX_GOOD, TrialHistory } from '../../../src/optimizer/samplers/tpe/trial-history.ts';
import { createSearchSpace } from '../../../src/optimizer/space/search-space.ts';
import { float } from '../space/example-parameters.ts';
import { finishedTrial } from './finished-trial.ts';
import { expectFigures, REFERENCE } from './sampler-reference.ts';

const { inputs, expected, proposal } = REFERENCE.tpe;
const AXES = axesOf(createSearchSpace([float('x')], []));

/** The reference observations in a history, and the model fitted to them. */
function fittedModel() {
  const model = new NumericModel(AXES[0], MAX_GOOD, 512);
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
    const random = stream(42, 'sampler', 'tpe', 12);
    const draws: number[] = [];
    const recorded: RandomStream = {
      uniform: () => {
        const draw = random.uniform();
        draws.push(draw);
        return draw;
      },
    };
    const candidates = figures.candidates.map(() => model.good.draw(recorded));
    expect(figures.components).toEqual(candidates.map((_, i) => Math.floor(draws[2 * i] * model.good.count)));
    expect(draws).toHaveLength(2 * candidates.length);
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

  it('follows from the whole method too', () => {
    const method = new TpeMethod(createSearchSpace([float('x')], []), {
      root: 42,
      batchSize: 12,
      startupTrials: 12,
      candidates: 24,
      decimals: 6,
    });
    method.beginBatch(0);
    const finished: FinishedTrial[] = [];
    inputs.x.forEach((_, trialIndex) => {
      method.beginTrial(trialIndex);
      method.draw();
      method.accept();
      finished.push(finishedTrial({ trialIndex, score: inputs.scores[trialIndex] }));
    });
    method.learn(finished);
    method.beginBatch(1);
    method.beginTrial(12);
    // The values of the startup trials are drawn, so only the form of the proposal can be compared here.
    const x = Number(method.draw()?.params.x);
    expect(x).toBe(Number(x.toPrecision(12)));
  });
});
