import { normalCdf, normalQuantile } from '../../../src/core/math/normal.ts';
import { sampleWithoutReplacement } from '../../../src/optimizer/random/draws.ts';
import { type RandomStream, stream } from '../../../src/optimizer/random/seeds.ts';
import type { FinishedTrial } from '../../../src/optimizer/samplers/sampler.ts';

/** A parameter as the text of the method sees it; its values are numbers throughout. */
export interface PlainParameter {
  readonly low: number;
  readonly high: number;
  /** 0: continuous. */
  readonly step: number;
  readonly isLog: boolean;
  /** Number of choices; 0: numeric. */
  readonly choices: number;
  isActive(earlier: readonly (number | undefined)[]): boolean;
}

export type PlainValues = readonly (number | undefined)[];

interface Component {
  readonly mean: number;
  readonly weight: number;
  width: number;
  readonly isPrior: boolean;
}

/**
 * TPE written down from its description with whole lists and without any shortcut, to compare the real one
 * with: `propose` gives the values of all parameters for one attempt, after so many that repeated a trial.
 */
export class PlainTpe {
  private readonly parameters: readonly PlainParameter[];
  private readonly root: number;
  private readonly candidates: number;
  readonly values: PlainValues[] = [];
  /** Finished trials, best first. */
  private order: FinishedTrial[] = [];

  constructor(parameters: readonly PlainParameter[], root: number, candidates: number) {
    this.parameters = parameters;
    this.root = root;
    this.candidates = candidates;
  }

  learn(finished: readonly FinishedTrial[]): void {
    this.order = [...this.order, ...finished].sort(compareFinished);
  }

  propose(random: RandomStream, trialIndex: number, repeats: number): PlainValues {
    const candidates = Math.max(1, Math.floor(this.candidates / 2 ** repeats));
    const lowCount = Math.min(Math.ceil(this.order.length / 10), 25);
    const good = this.order.slice(0, lowCount).map((trial) => trial.trialIndex);
    const bad = this.represented(
      [...this.values.keys()].filter((index) => !good.includes(index)),
      trialIndex,
    );
    const weights = bad.map((_, age) => {
      const rising = bad.length - 25;
      if (age >= rising) return 1;
      return rising === 1 ? 1 / bad.length : 1 / bad.length + ((1 - 1 / bad.length) * age) / (rising - 1);
    });
    const values: (number | undefined)[] = [];
    this.parameters.forEach((parameter, p) => {
      if (!parameter.isActive(values)) {
        values.push(undefined);
        return;
      }
      const observed = (rows: readonly number[]) =>
        rows.flatMap((row, i) => (this.values[row]?.[p] === undefined ? [] : [{ value: this.values[row][p], i }]));
      const ofGood = observed(good).map(({ value }) => ({ value: value as number, weight: 1 }));
      const ofBad = observed(bad).map(({ value, i }) => ({ value: value as number, weight: weights[i] as number }));
      values.push(
        parameter.choices > 0
          ? this.chooseChoice(parameter.choices, ofGood, ofBad, random, candidates)
          : this.chooseNumber(parameter, ofGood, ofBad, random, candidates),
      );
    });
    return values;
  }

  private represented(members: readonly number[], trialIndex: number): readonly number[] {
    if (members.length <= 512) return members;
    const older = members.slice(0, -256);
    const random = stream(this.root, 'sampler', 'tpe_sub', trialIndex);
    const sampled = sampleWithoutReplacement(random, older.length, 256).map((i) => older[i] as number);
    return [...sampled.sort((a, b) => a - b), ...members.slice(-256)];
  }

  private chooseChoice(
    choices: number,
    good: readonly { value: number }[],
    bad: readonly { value: number }[],
    random: RandomStream,
    candidates: number,
  ): number {
    const share = (list: readonly { value: number }[], choice: number): number =>
      (list.filter(({ value }) => value === choice).length + 4) / (list.length + 4 * choices);
    let best = Number.NEGATIVE_INFINITY;
    let chosen = -1;
    for (let candidate = 0; candidate < candidates; candidate++) {
      const u = random.uniform();
      let choice = 0;
      for (let sum = share(good, 0); sum <= u && choice < choices - 1; sum += share(good, choice)) choice += 1;
      const ratio = Math.log(share(good, choice)) - Math.log(share(bad, choice));
      if (ratio > best) [best, chosen] = [ratio, choice];
    }
    return chosen;
  }

  private chooseNumber(
    parameter: PlainParameter,
    good: readonly { value: number; weight: number }[],
    bad: readonly { value: number; weight: number }[],
    random: RandomStream,
    candidates: number,
  ): number {
    const { low, high, step, isLog } = parameter;
    const scale = (value: number): number => (isLog ? Math.log(value) : value);
    const a = scale(low - step / 2);
    const b = scale(high + step / 2);
    const scaled = (list: typeof good) => list.map(({ value, weight }) => ({ mean: scale(value), weight }));
    const l = mixtureOf(scaled(good), a, b, false);
    const g = mixtureOf(scaled(bad), a, b, step > 0);
    let best = Number.NEGATIVE_INFINITY;
    let chosen = Number.NaN;
    for (let candidate = 0; candidate < candidates; candidate++) {
      const { mean, width } = l[Math.floor(random.uniform() * l.length)] as Component;
      const from = normalCdf((a - mean) / width);
      const to = normalCdf((b - mean) / width);
      const x = Math.min(Math.max(mean + width * normalQuantile(from + random.uniform() * (to - from)), a), b);
      const ratio = Math.log(densityOf(l, x, a, b)) - Math.log(densityOf(g, x, a, b));
      if (ratio > best) [best, chosen] = [ratio, x];
    }
    const value = isLog ? Math.exp(chosen) : chosen;
    if (step === 0) return Math.min(Math.max(Number(value.toPrecision(12)), low), high);
    const last = Math.floor((high - low) / step + 1e-9);
    return Number((low + step * Math.min(Math.max(Math.round((value - low) / step), 0), last)).toPrecision(12));
  }
}

function mixtureOf(
  observed: readonly { mean: number; weight: number }[],
  a: number,
  b: number,
  isPooled: boolean,
): readonly Component[] {
  const members = observed.length + 1;
  let list: Component[] = observed.map((value) => ({ ...value, width: 0, isPrior: false }));
  if (isPooled) {
    const means = [...new Set(list.map(({ mean }) => mean))];
    list = means.map((mean) => ({
      mean,
      weight: list.reduce((sum, other) => (other.mean === mean ? sum + other.weight : sum), 0),
      width: 0,
      isPrior: false,
    }));
  }
  list.push({ mean: (a + b) / 2, weight: 1, width: 0, isPrior: true });
  list.sort((left, right) => left.mean - right.mean);
  const narrowest = (b - a) / Math.min(100, members + 1);
  list.forEach((component, j) => {
    const others = isPooled ? list.filter(({ mean }) => mean !== component.mean) : list.filter((_, i) => i !== j);
    const before = isPooled ? others.filter(({ mean }) => mean < component.mean).at(-1) : list[j - 1];
    const after = isPooled ? others.find(({ mean }) => mean > component.mean) : list[j + 1];
    const gap = Math.max(
      before === undefined ? 0 : component.mean - before.mean,
      after === undefined ? 0 : after.mean - component.mean,
    );
    component.width = component.isPrior ? b - a : Math.min(Math.max(gap, narrowest), b - a);
  });
  return list;
}

function densityOf(mixture: readonly Component[], x: number, a: number, b: number): number {
  let total = 0;
  let sum = 0;
  for (const { mean, width, weight } of mixture) {
    const inside = normalCdf((b - mean) / width) - normalCdf((a - mean) / width);
    sum += (weight * Math.exp(-0.5 * ((x - mean) / width) ** 2)) / (width * Math.sqrt(2 * Math.PI) * inside);
    total += weight;
  }
  return sum / total;
}

/** Complete trials by score, then infeasible ones by violation, then the others; ties by index. */
function compareFinished(left: FinishedTrial, right: FinishedTrial): number {
  const group = (trial: FinishedTrial): number =>
    trial.status === 'complete' && Number.isFinite(trial.score) ? 0 : trial.status === 'infeasible' ? 1 : 2;
  if (group(left) !== group(right)) return group(left) - group(right);
  if (group(left) === 0 && left.score !== right.score) return right.score - left.score;
  if (group(left) === 1 && left.violation !== right.violation) return left.violation - right.violation;
  return left.trialIndex - right.trialIndex;
}
