import type { SweepRecord } from '../../optimizer/storage/sweep-record.ts';
import type { NamedText } from '../page/defined-figure.ts';
import { shellWord } from '../page/shell-word.ts';

/** Where a sweep comes from: everything that decides its trials, and nothing about when and how fast they ran. */
export function sweepProvenance(sweep: SweepRecord): readonly NamedText[] {
  return [
    ['sweep', sweep.sweepId],
    ['omega', sweep.programVersion],
    ['strategy', sweep.strategy],
    ['market', `${sweep.symbol} ${sweep.timeframe}, ${sweep.startDate} to ${sweep.endDate}`],
    ['run mode', sweep.runMode],
    ['objective', `${sweep.objective} (${sweep.direction})`],
    ['root seed', `${sweep.rootSeed} (from ${SEED_ORIGINS[sweep.seedOrigin]})`],
    ['seeds of trials', `${sweep.seedPolicy}, ${sweep.generatorId}`],
    ['sweep definition hash', sweep.definitionHash],
    ['data manifest SHA-256', sweep.manifestSha256],
  ];
}

const SEED_ORIGINS: Readonly<Record<SweepRecord['seedOrigin'], string>> = {
  file: 'the sweep file',
  cli: 'the command line',
  os: 'the system',
  default: 'the default',
};

/** The command that runs the sweep again, once its file is saved under its name. */
export function sweepCommand({ name, rootSeed, seedOrigin }: SweepRecord): string {
  const seed = seedOrigin === 'cli' || seedOrigin === 'os' ? ` --seed ${rootSeed}` : '';
  return `omega sweep ${shellWord(`${name}.yaml`)}${seed}`;
}
