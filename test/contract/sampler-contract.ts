import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/core/types/json.ts';
import { isSearched, type ParameterDefinition } from '../../src/optimizer/space/parameter.ts';
import { paramsHash } from '../../src/optimizer/space/params-hash.ts';
import { PointCoordinates } from '../../src/optimizer/space/point-coordinates.ts';
import { createSearchSpace } from '../../src/optimizer/space/search-space.ts';
import { derived, fixed, float, int, list } from '../optimizer/space/example-parameters.ts';
import { describeAdaptiveSampler } from './adaptive-sampler-contract.ts';
import { type CreateSampler, judge, runSearch } from './run-search.ts';

/** What a sampler may be asked to do (`optimizer.md` 10). */
export interface SamplerTraits {
  /** Lists, categories and conditions. */
  readonly searchesChoices: boolean;
  readonly searchesContinuous: boolean;
  /** Goes on until every point of a small space has been tried. */
  readonly findsEveryPoint: boolean;
  /** Another root seed gives another search. */
  readonly isSeeded: boolean;
}

const RANGES: readonly ParameterDefinition[] = [
  int('n', { low: 10, high: 50, step: 10 }),
  float('z', { low: '-0.85', high: '-0.75', step: '0.01' }),
  int('w', { low: 5, high: 200, log: true }),
];
const CONTINUOUS: readonly ParameterDefinition[] = [
  float('k', { low: '0.5', high: '2.5' }),
  float('lr', { low: '0.001', high: '0.1', log: true }),
];
const CHOICES: readonly ParameterDefinition[] = [
  list('mode', ['all', 'any', 'none']),
  { ...int('depth', { low: 1, high: 9 }), when: "mode == 'any'" },
  fixed('f', 3),
  derived('double', 'n * 2'),
];

/** What every sampler must do. */
export function describeSampler(name: string, create: CreateSampler, traits: SamplerTraits): void {
  const parameters = [
    ...RANGES,
    ...(traits.searchesContinuous ? CONTINUOUS : []),
    ...(traits.searchesChoices ? CHOICES : []),
  ];
  const space = createSearchSpace(parameters, []);
  const inputs = { space, trials: 100, root: 42 };

  describe(`sampler contract: ${name}`, () => {
    it('proposes as many trials as the budget allows, numbered from 0, and says that it ended in order', () => {
      const sampler = create(inputs);
      const proposals = runSearch(sampler, 7);
      expect(proposals.map(({ trialIndex }) => trialIndex)).toEqual([...Array(100).keys()]);
      expect(sampler.ask(1)).toEqual([]);
      expect(sampler.isWaiting).toBe(false);
      expect(sampler.exhaustion).toBeNull();
    });

    it('proposes values of the space, in file order, with their identity', () => {
      const parametersOf = new Map(parameters.map((parameter) => [parameter.path, parameter]));
      for (const { point, paramsHash: identity } of runSearch(create(inputs), 7)) {
        const paths = Object.keys(point.params);
        expect(paths).toEqual(space.searched.map((i) => parameters[i].path).filter((path) => paths.includes(path)));
        for (const path of paths) expectInside(parametersOf.get(path), point.params);
        expect(identity).toBe(paramsHash(point.params));
      }
    });

    it('proposes points that are known by their coordinates', () => {
      const points = new PointCoordinates(space);
      for (const { point, coordinates = points.encode(point) } of runSearch(create(inputs), 7)) {
        expect(coordinates).toEqual(points.encode(point));
        expect(points.decode(Float64Array.from(coordinates))).toEqual(point);
      }
    });

    it('does the same in another instance and for any size of the portions', () => {
      const expected = runSearch(create(inputs), 7);
      for (const askSize of [1, 16, 1000]) expect(runSearch(create(inputs), askSize)).toEqual(expected);
    });

    it('respects constraints and counts what it passes over', () => {
      const constrained = createSearchSpace(parameters, ['n >= 30', 'w > n']);
      const sampler = create({ ...inputs, space: constrained });
      const proposals = runSearch(sampler, 5);
      expect(proposals.length).toBeGreaterThan(10);
      for (const { point } of proposals) {
        const { n, w } = point.params;
        expect(Number(n) >= 30 && Number(w) > Number(n)).toBe(true);
      }
      expect(sampler.losses.violating).toBeGreaterThan(0);
    });

    it('ends where no point is valid', () => {
      const sampler = create({ ...inputs, space: createSearchSpace(RANGES, ['n > 60']) });
      expect(sampler.ask(10)).toEqual([]);
      expect(sampler.isWaiting).toBe(false);
    });

    it('marks repetitions with the earliest trial of the same identity, and nothing else', () => {
      const small = createSearchSpace([int('a', { low: 1, high: 3 }), int('b', { low: 1, high: 3 })], ['a != b']);
      const sampler = create({ ...inputs, space: small, trials: 40 });
      const proposals = runSearch(sampler, 3);
      const first = new Map<string, number>();
      for (const { trialIndex, paramsHash: identity, repeatOf } of proposals) {
        expect(repeatOf).toBe(first.get(identity) ?? null);
        if (!first.has(identity)) first.set(identity, trialIndex);
      }
      // A sampler that adapts may also be so sure of itself that it draws no valid point any more.
      if (sampler.isAdaptive && sampler.exhaustion === null) expect(proposals).toHaveLength(40);
      if (!sampler.isAdaptive) expect(proposals).toHaveLength(first.size);
      if (traits.findsEveryPoint) expect(first.size).toBe(6);
    });

    if (traits.isSeeded) {
      it('searches elsewhere with another root seed', () => {
        const params = (root: number) => runSearch(create({ ...inputs, root }), 9).map(({ point }) => point.params);
        expect(params(43)).not.toEqual(params(42));
      });
    }

    if (traits.searchesChoices) {
      it('leaves out inactive parameters and keeps active ones', () => {
        const proposals = runSearch(create(inputs), 7);
        const isActive = proposals.map(({ point }) => point.params.mode === 'any');
        expect(proposals.map(({ point }) => point.params.depth !== undefined)).toEqual(isActive);
        expect(new Set(isActive).size).toBe(2);
        for (const { point } of proposals) {
          const changes = Object.fromEntries(point.changes);
          expect([changes.f, changes.double]).toEqual([3, 2 * Number(point.params.n)]);
        }
      });
    }

    if (create(inputs).isAdaptive) {
      describeAdaptiveSampler(create, inputs);
    } else {
      it('never waits and learns nothing', () => {
        const sampler = create(inputs);
        const first = sampler.ask(30);
        expect(sampler.isWaiting).toBe(false);
        sampler.tell(first.map(judge));
        expect([...first, ...runSearch(sampler, 7)]).toEqual(runSearch(create(inputs), 7));
      });
    }
  });
}

function expectInside(parameter: ParameterDefinition | undefined, params: JsonObject): void {
  if (parameter === undefined || !isSearched(parameter)) throw new Error('a parameter that is not searched');
  const value = params[parameter.path];
  if (parameter.kind !== 'int' && parameter.kind !== 'float') {
    expect(parameter.values).toContainEqual(value);
    return;
  }
  expect(value).toBeGreaterThanOrEqual(Number(parameter.low));
  expect(value).toBeLessThanOrEqual(Number(parameter.high));
  expect(value).toBe(Number(Number(value).toPrecision(12)));
  if (parameter.step === null) return;
  const steps = (Number(value) - Number(parameter.low)) / Number(parameter.step);
  expect(Math.abs(steps - Math.round(steps))).toBeLessThan(1e-9);
}
