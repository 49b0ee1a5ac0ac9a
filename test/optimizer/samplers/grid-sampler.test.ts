import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/core/types/json.ts';
import { shuffle } from '../../../src/optimizer/random/draws.ts';
import { stream } from '../../../src/optimizer/random/seeds.ts';
import { GridSampler, ShuffledGridSampler } from '../../../src/optimizer/samplers/grid-sampler.ts';
import type { Proposal, Sampler } from '../../../src/optimizer/samplers/sampler.ts';
import type { ParameterDefinition } from '../../../src/optimizer/space/parameter.ts';
import { paramsHash } from '../../../src/optimizer/space/params-hash.ts';
import { createSearchSpace } from '../../../src/optimizer/space/search-space.ts';
import { derived, fixed, float, int, list } from '../space/example-parameters.ts';

interface ReferenceGrid {
  inputs: {
    space: Record<string, { type: string; values?: JsonValue[]; choices?: JsonValue[]; when?: string }>;
    constraints: string[];
  };
  expected: { raw_combinations: number; trials: { trial_index: number; params: JsonObject }[] };
}

const { grid: reference } = JSON.parse(readFileSync('test/fixtures/optimizer/grid_enumeration.json', 'utf8')) as {
  grid: ReferenceGrid;
};

function askAll(sampler: Sampler, chunk = 7): Proposal[] {
  const all: Proposal[] = [];
  for (;;) {
    const some = sampler.ask(chunk);
    if (some.length === 0) return all;
    all.push(...some);
  }
}

function enumerate(parameters: readonly ParameterDefinition[], constraints: readonly string[] = []): Proposal[] {
  return askAll(new GridSampler(createSearchSpace(parameters, constraints), Number.POSITIVE_INFINITY));
}

describe('reference grid', () => {
  const parameters = Object.entries(reference.inputs.space).map(([path, form]) =>
    list(path, form.values ?? form.choices ?? [], form.when ?? null),
  );

  it('turns 16 raw combinations into 9 trials', () => {
    const space = createSearchSpace(parameters, reference.inputs.constraints);
    expect(space.rawPoints).toBe(reference.expected.raw_combinations);
    const sampler = new GridSampler(space, Number.POSITIVE_INFINITY);
    const trials = askAll(sampler).map(({ trialIndex, point }) => ({ trial_index: trialIndex, params: point.params }));
    expect(trials).toEqual(reference.expected.trials);
    // 4 raw points break the constraint outright, of the inactive ones every second is a repetition.
    expect(sampler.losses.violating + sampler.losses.repeated).toBe(7);
  });

  it('keeps the parameters in file order', () => {
    const last = enumerate(parameters, reference.inputs.constraints).at(-1);
    expect(Object.keys(last?.point.params ?? {})).toEqual(['exit_mode', 'fast', 'slow', 'atr_mult']);
    expect(last?.paramsHash).toBe(paramsHash(last?.point.params ?? {}));
  });
});

describe('grid points', () => {
  it('write fixed and derived values but identify by searched ones only', () => {
    const parameters = [
      derived('a.slow', 'fast * factor'),
      list('a.fast', [5, 10]),
      fixed('a.factor', 3),
      list('b', ['x']),
    ];
    const points = enumerate(parameters).map(({ point }) => point);
    expect(points.map(({ params }) => params)).toEqual([
      { 'a.fast': 5, b: 'x' },
      { 'a.fast': 10, b: 'x' },
    ]);
    expect(points[1]?.changes).toEqual([
      ['a.slow', 30],
      ['a.fast', 10],
      ['a.factor', 3],
      ['b', 'x'],
    ]);
  });

  it('round derived numbers to 12 significant digits', () => {
    const [only] = enumerate([list('x', [0.1]), derived('y', 'x * 3')]);
    expect(only?.point.changes[1]).toEqual(['y', 0.3]);
  });

  it('drop points whose derived value cannot be computed', () => {
    expect(enumerate([list('x', [-1, 0, 4]), derived('y', 'sqrt(x)')]).map(({ point }) => point.params)).toEqual([
      { x: 0 },
      { x: 4 },
    ]);
  });

  it('leave out derived values of inactive parameters, and conditions that depend on them are false', () => {
    const parameters = [
      list('mode', ['off', 'on']),
      list('x', [1, 2], "mode == 'on'"),
      derived('y', 'x + 1'),
      list('z', [7, 8], 'y >= 3'),
      list('w', [true, false], 'x == 1 || true'),
    ];
    expect(enumerate(parameters, ['x < 2 || z != 8']).map(({ point }) => Object.fromEntries(point.changes))).toEqual([
      { mode: 'off' },
      { mode: 'on', x: 1, y: 2, w: true },
      { mode: 'on', x: 1, y: 2, w: false },
      { mode: 'on', x: 2, y: 3, z: 7, w: true },
      { mode: 'on', x: 2, y: 3, z: 7, w: false },
    ]);
  });

  it('treat lists, objects and null as values that expressions cannot see', () => {
    const values = [[1, 2], { a: 1 }, null];
    expect(enumerate([list('x', values)]).map(({ point }) => point.params)).toEqual(values.map((x) => ({ x })));
    expect(enumerate([list('x', values)], ['x == 1'])).toEqual([]);
  });

  it('stop at the budget', () => {
    const space = createSearchSpace([int('n', { low: 1, high: 100 })], []);
    expect(askAll(new GridSampler(space, 10)).map(({ point }) => point.params.n)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
  });
});

describe('shuffled order', () => {
  const parameters = [list('a', [1, 2, 3]), int('b', { low: 0, high: 9 }), list('c', ['u', 'v'], 'a == 2')];
  const space = createSearchSpace(parameters, ['a + b != 5']);
  const inOrder = askAll(new GridSampler(space, Number.POSITIVE_INFINITY));

  it('visits the same trials in the order of the stream', () => {
    const order = shuffle(
      stream(42, 'sampler', 'grid'),
      inOrder.map(({ trialIndex }) => trialIndex),
    );
    const shuffled = askAll(new ShuffledGridSampler(space, Number.POSITIVE_INFINITY, 42));
    expect(shuffled).toEqual(order.map((index) => inOrder[index]));
    expect(shuffled).not.toEqual(inOrder);
  });

  it('takes the first ones of that order with a budget', () => {
    const all = askAll(new ShuffledGridSampler(space, Number.POSITIVE_INFINITY, 7));
    expect(askAll(new ShuffledGridSampler(space, 5, 7))).toEqual(all.slice(0, 5));
  });
});

interface Rule {
  text: string;
  uses: number[];
  holds(values: readonly (number | undefined)[]): boolean;
}

/** A comparison of two parameters below `limit`, or of one with a number. */
function rule(limit: number): fc.Arbitrary<Rule> {
  const index = fc.nat(limit - 1);
  const single = fc.tuple(index, fc.constantFrom('<', '>=', '=='), fc.nat(3)).map(([i, operator, number]): Rule => {
    const test = {
      '<': (x: number) => x < number,
      '>=': (x: number) => x >= number,
      '==': (x: number) => x === number,
    };
    return { text: `p${i} ${operator} ${number}`, uses: [i], holds: (values) => test[operator](values[i] as number) };
  });
  const pair = fc.tuple(index, index).map(
    ([i, j]): Rule => ({
      text: `p${i} + p${j} != 3`,
      uses: [i, j],
      holds: (values) => (values[i] as number) + (values[j] as number) !== 3,
    }),
  );
  return fc.oneof(single, pair);
}

const oneParameter = (index: number) =>
  fc.record({
    kind: fc.constantFrom('list', 'list', 'list', 'fixed', 'derived'),
    values: fc.uniqueArray(fc.nat(4), { minLength: 1, maxLength: 3 }),
    when: index === 0 ? fc.constant(null) : fc.option(rule(index)),
    /** Parameter that a derived one adds 1 to; may come later in the file. */
    source: fc.nat(4),
  });

const randomSpace = fc.integer({ min: 1, max: 5 }).chain((count) =>
  fc.record({
    parameters: fc.tuple(...Array.from({ length: count }, (_, index) => oneParameter(index))),
    constraints: fc.array(rule(count), { maxLength: 2 }),
  }),
);

type RandomSpace = typeof randomSpace extends fc.Arbitrary<infer T> ? T : never;

/** Derived parameters read a list parameter only, which keeps the oracle a plain loop. */
function simplify({ parameters, constraints }: RandomSpace): RandomSpace {
  const plain = parameters.map((parameter) => ({ ...parameter }));
  plain.forEach((parameter, index) => {
    parameter.source %= plain.length;
    if (parameter.kind === 'derived' && plain[parameter.source]?.kind !== 'list') parameter.kind = 'list';
    const late = (used: number): boolean => plain[used]?.kind === 'derived' && (plain[used]?.source ?? 0) >= index;
    if (parameter.when?.uses.some(late)) parameter.when = null;
  });
  return { parameters: plain, constraints };
}

function definitionsOf({ parameters }: RandomSpace): ParameterDefinition[] {
  return parameters.map(({ kind, values, when, source }, index) => {
    const path = `s.p${index}`;
    if (kind === 'fixed') return fixed(path, values[0] as number, when?.text ?? null);
    if (kind === 'derived') return derived(path, `p${source} + 1`, when?.text ?? null);
    return list(path, values, when?.text ?? null);
  });
}

/** Every raw combination, one loop, without any of the shortcuts of the sampler. */
function enumeratePlainly({ parameters, constraints }: RandomSpace): { params: JsonObject; changes: JsonObject }[] {
  const trials: { params: JsonObject; changes: JsonObject }[] = [];
  const seen = new Set<string>();
  const sizes = parameters.map(({ kind, values }) => (kind === 'list' ? values.length : 1));
  const total = sizes.reduce((product, size) => product * size, 1);
  for (let rank = 0; rank < total; rank++) {
    let rest = rank;
    const levels = new Array<number>(sizes.length);
    for (let i = sizes.length - 1; i >= 0; i--) {
      levels[i] = rest % (sizes[i] as number);
      rest = Math.floor(rest / (sizes[i] as number));
    }
    const values = new Array<number | undefined>(sizes.length).fill(undefined);
    // Three rounds settle values that depend on later parameters; nothing here needs more.
    for (let round = 0; round < 3; round++) {
      parameters.forEach(({ kind, values: options, when, source }, i) => {
        const isActive = when === null || (when.uses.every((used) => values[used] !== undefined) && when.holds(values));
        const input = values[source];
        const value = kind === 'derived' ? (input === undefined ? undefined : input + 1) : options[levels[i] as number];
        values[i] = isActive ? value : undefined;
      });
    }
    const isValid = constraints.every(
      ({ uses, holds }) => uses.some((used) => values[used] === undefined) || holds(values),
    );
    if (!isValid) continue;
    const params: Record<string, number> = {};
    const changes: Record<string, number> = {};
    values.forEach((value, i) => {
      if (value === undefined) return;
      changes[`s.p${i}`] = value;
      if (parameters[i]?.kind === 'list') params[`s.p${i}`] = value;
    });
    const identity = paramsHash(params);
    if (!seen.has(identity)) trials.push({ params, changes });
    seen.add(identity);
  }
  return trials;
}

describe('random small spaces', () => {
  it('give the trials of a plain loop over all combinations', () => {
    fc.assert(
      fc.property(randomSpace.map(simplify), (example) => {
        const constraints = example.constraints.map(({ text }) => text);
        const space = createSearchSpace(definitionsOf(example), constraints);
        const sampler = new GridSampler(space, Number.POSITIVE_INFINITY);
        const proposals = askAll(sampler);
        const found = proposals.map(({ point: { params, changes } }) => ({
          params,
          changes: Object.fromEntries(changes),
        }));
        expect(found).toEqual(enumeratePlainly(example));
        expect(proposals.map(({ trialIndex }) => trialIndex)).toEqual(proposals.map((_, i) => i));
        const { violating, repeated } = sampler.losses;
        expect(violating + repeated + proposals.length).toBe(space.rawPoints);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('large grids', () => {
  it('are entered at once, without expanding them', () => {
    const parameters = [
      int('a', { low: 1, high: 1000 }),
      int('b', { low: 1, high: 1000 }),
      float('c', { low: '0', high: '0.9', step: '0.1' }),
    ];
    const space = createSearchSpace(parameters, ['a < b']);
    expect(space.rawPoints).toBe(1e7);
    const [first] = new GridSampler(space, Number.POSITIVE_INFINITY).ask(1);
    expect(first?.point.params).toEqual({ a: 1, b: 2, c: 0 });
  });
});
