import { describe, expect, it } from 'vitest';
import { BASE, define, HEAD } from './sweep-example.ts';

describe('definition hash', () => {
  const hashOf = (text: string, base = BASE) => define(text, base).definition.definitionHash;

  it('ignores names, seeds, workers, mode, store, spelling and defaults', () => {
    const hash = hashOf(HEAD);
    for (const tail of [
      'name: other\n',
      'seed: 5\n',
      'workers: 2\n',
      'run_mode: prod\n',
      'store: { daily: all }\n',
      '# a comment\n',
    ]) {
      expect(hashOf(HEAD + tail)).toBe(hash);
    }
    expect(hashOf(HEAD.replace('[1.4, 1.6]', '{ values: [1.40, 16e-1] }'))).toBe(hash);
    expect(hashOf(`${HEAD}objective: profit_net\ngates: []\nbudget: { max_failed_share: 0.25 }\n`)).toBe(hash);
    expect(hashOf(HEAD, { ...BASE, warmup_bars: 500 })).toBe(hash);
    expect(hashOf(HEAD.replace('base: single.json', `base_config: ${JSON.stringify(BASE)}`))).toBe(hash);
  });

  it('changes with everything that changes a trial', () => {
    const two = `${HEAD}  strategy_parameters.atr_mult: [1, 2]\n`;
    const swapped = two.replace(/( {2}strategy_parameters.std.*\n)(.*\n)/, '$2$1');
    const texts = [
      HEAD,
      two,
      swapped,
      HEAD.replace('1.6', '1.7'),
      HEAD.replace('[1.4, 1.6]', '{ choices: [1.4, 1.6] }'),
      `${HEAD}objective: win_rate\n`,
      `${HEAD}gates: ["total_trades > 3"]\n`,
      `${HEAD}seed_policy: common\n`,
      `${HEAD}constraints: ["std_factor > 1.5"]\n`,
      `${HEAD}overrides: { warmup_bars: 600 }\n`,
      `${HEAD}sampler: { name: grid, order: shuffled }\n`,
      `${HEAD}budget: { trials: 1 }\n`,
      `${HEAD}sampler: { name: tpe }\n`,
      `${HEAD}sampler: { name: tpe, batch_size: 8 }\n`,
      `${HEAD}sampler: { name: tpe, candidates: 8 }\n`,
      `${HEAD}sampler: { name: tpe }\nbudget: { stall_batches: 4 }\n`,
      `${HEAD}robustness: { top_k: 3 }\n`,
      `${HEAD}statistics: off\n`,
    ];
    expect(swapped).not.toBe(two);
    expect(new Set(texts.map((text) => hashOf(text))).size).toBe(texts.length);
  });
});
