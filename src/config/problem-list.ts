import { ConfigError, type Problem } from '../core/types/errors.ts';

/** A finding that does not stop a run; `code` begins with `WARN_`. */
export type ConfigWarning = Problem;

/** Gathers findings, so that one run of the checks reports everything that is wrong. */
export class ProblemList {
  private readonly problems: Problem[] = [];
  private readonly warnings: ConfigWarning[] = [];
  private readonly isStrict: boolean;

  /** @param strict turns every unknown key into a problem (`data-and-config.md` 6.1) */
  constructor(strict: boolean) {
    this.isStrict = strict;
  }

  add(problem: Problem): void {
    this.problems.push(problem);
  }

  warn(warning: ConfigWarning): void {
    if (this.isStrict && warning.code === 'WARN_UNKNOWN_KEY') this.add({ ...warning, code: 'CFG_UNKNOWN_KEY' });
    else this.warnings.push(warning);
  }

  /** Throws all problems together; `annotate` may add where in the file each of them is. */
  throwIfAny(annotate: (problem: Problem) => Problem = (problem) => problem): void {
    if (this.problems.length > 0) throw new ConfigError(sortProblems(this.problems).map(annotate));
  }

  /** The first problem by place. */
  first(): Problem | undefined {
    return this.problems.length > 1 ? sortProblems(this.problems)[0] : this.problems[0];
  }

  sortedWarnings(): readonly ConfigWarning[] {
    return sortProblems(this.warnings);
  }
}

/** By place, then by code and message, so that the order never depends on the order of the checks. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  return [...problems].sort(
    (left, right) =>
      compareTexts(left.where, right.where) ||
      compareTexts(left.code, right.code) ||
      compareTexts(left.message, right.message),
  );
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
