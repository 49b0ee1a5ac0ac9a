import { intBelow, normal } from '../../random/draws.ts';
import type { RandomStream } from '../../random/seeds.ts';
import { roundSignificant } from '../../space/decimal.ts';
import { type Axis, geneAtUnit } from '../axis.ts';
import { reflect } from '../reflect.ts';

const CROSSOVER_PROBABILITY = 0.9;
const SWAP_PROBABILITY = 0.5;
const LOCAL_PROBABILITY = 0.5;
/** Standard deviation of a local move of a continuous value, as a share of the range. */
const LOCAL_SHARE = 0.1;

/** Genes of one individual, one per axis. */
export type Genes = Float64Array;

/** An individual from uniform draws, one per axis in file order. */
export function createRandomGenes(axes: readonly Axis[], random: RandomStream, genes: Genes): void {
  for (let d = 0; d < axes.length; d++) genes[d] = geneAtUnit(axes[d], random.uniform());
}

/**
 * One child of two parents chosen by binary tournament; the order of the draws is that of `optimizer.md`
 * 10.7.
 *
 * @param parents best first
 */
export function breedChild(axes: readonly Axis[], parents: readonly Genes[], random: RandomStream, child: Genes): void {
  const first = parents[selectParent(parents.length, random)];
  const second = parents[selectParent(parents.length, random)];
  cross(first, second, random, child);
  const mutationProbability = 1 / axes.length;
  for (let d = 0; d < axes.length; d++) {
    if (random.uniform() < mutationProbability) child[d] = mutate(axes[d], child[d], random);
  }
}

/** The better of two parents drawn with equal chances. */
export function selectParent(count: number, random: RandomStream): number {
  const i = intBelow(random, count);
  const j = intBelow(random, count);
  return Math.min(i, j);
}

function cross(first: Genes, second: Genes, random: RandomStream, child: Genes): void {
  child.set(first);
  if (random.uniform() >= CROSSOVER_PROBABILITY) return;
  for (let d = 0; d < child.length; d++) {
    if (random.uniform() < SWAP_PROBABILITY) child[d] = second[d];
  }
}

function mutate(axis: Axis, gene: number, random: RandomStream): number {
  const isLocal = axis.kind !== 'choice' && random.uniform() < LOCAL_PROBABILITY;
  if (!isLocal) return geneAtUnit(axis, random.uniform());
  return axis.kind === 'stepped' ? moveLevel(axis, gene, random) : moveValue(axis, gene, random);
}

/** One grid step; the other way where it would leave the range. */
function moveLevel({ size }: Axis, level: number, random: RandomStream): number {
  const direction = random.uniform() < 0.5 ? -1 : 1;
  const isInside = (moved: number): boolean => moved >= 0 && moved < size;
  if (isInside(level + direction)) return level + direction;
  return isInside(level - direction) ? level - direction : level;
}

function moveValue({ low, high, isLog }: Axis, value: number, random: RandomStream): number {
  const from = isLog ? Math.log(low) : low;
  const to = isLog ? Math.log(high) : high;
  const place = isLog ? Math.log(value) : value;
  const moved = reflect(place + LOCAL_SHARE * (to - from) * normal(random), from, to);
  return Math.min(Math.max(roundSignificant(isLog ? Math.exp(moved) : moved), low), high);
}
