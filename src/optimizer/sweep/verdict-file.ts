import { readFileSync } from 'node:fs';
import path from 'node:path';
import { formatJson, type OutputValue } from '../../core/backtest/artifacts/format-json.ts';
import { writeFileAtomically } from '../../core/data/atomic-file.ts';
import { type Verdict, withHoldout } from '../verdict/verdict.ts';
import { holdoutEvidence } from './gather-verdict.ts';
import type { HoldoutStatus } from './holdout-report.ts';

const VERDICT_FILE = 'verdict.json';

interface VerdictDocument {
  readonly trial_index: number;
  readonly conclusion: Verdict['conclusion'];
  readonly headline: string;
  readonly choice: string;
  readonly points: readonly {
    readonly key: string;
    readonly leaning: Verdict['points'][number]['leaning'];
    readonly is_decisive: boolean;
    readonly value: number | null;
    readonly text: string;
  }[];
}

/** Writes what a sweep came to. */
export function writeVerdict(folder: string, { trialIndex, conclusion, headline, choice, points }: Verdict): void {
  const content: OutputValue = {
    trial_index: trialIndex,
    conclusion,
    headline,
    choice,
    points: points.map(({ key, leaning, isDecisive, value, text }) => ({
      key,
      leaning,
      is_decisive: isDecisive,
      value,
      text,
    })),
  };
  writeFileAtomically(path.join(folder, VERDICT_FILE), [formatJson(content, VERDICT_FILE)]);
}

/** The verdict that a finished sweep left in its folder, with what the holdout says by now; null without one. */
export function readVerdict(folder: string, holdout: HoldoutStatus | null): Verdict | null {
  let document: VerdictDocument;
  try {
    document = JSON.parse(readFileSync(path.join(folder, VERDICT_FILE), 'utf8')) as VerdictDocument;
  } catch {
    return null;
  }
  const { trial_index: trialIndex, points, ...rest } = document;
  const known = points.map(({ is_decisive: isDecisive, ...point }) => ({ ...point, isDecisive }));
  return withHoldout({ ...rest, trialIndex, points: known }, holdoutEvidence(holdout, trialIndex));
}
