import type { ExecutionVariant } from '../../types/config.ts';
import type { ParameterIssue } from '../../types/strategy.ts';

/** What a problem says beside its code and place. */
export interface IssueText {
  readonly message: string;
  readonly hint?: string;
}

/**
 * Collects what is wrong with a parameter set. `v1_parity` accepts most values that `v2` refuses, so a
 * rule that is not strict there becomes a warning (`strategy.md` 2 and 2.7). Also remembers which
 * parameters had to be replaced, so that no follow-up check speaks about a value nobody wrote.
 */
export class ParameterIssues {
  readonly list: ParameterIssue[] = [];
  readonly isParity: boolean;
  /** Made when they are needed: most parameter sets have nothing wrong with them. */
  private replaced: Set<string> | null = null;
  private seen: Set<string> | null = null;

  constructor(variant: ExecutionVariant) {
    this.isParity = variant === 'v1_parity';
  }

  /** An error in both variants; `key` names the parameter whose value cannot be used. */
  refuse(code: string, path: string, text: IssueText, key?: string): void {
    if (key !== undefined) {
      this.replaced ??= new Set();
      this.replaced.add(key);
    }
    this.add({ severity: 'error', code, path, ...text });
  }

  /** An error in `v2`, in `v1_parity` a warning unless `strictInParity`. */
  violate(code: string, path: string, text: IssueText, strictInParity = false): void {
    if (this.isParity && !strictInParity) this.warn('WARN_PARITY_PARAM', path, text);
    else this.add({ severity: 'error', code, path, ...text });
  }

  warn(code: string, path: string, text: IssueText): void {
    this.add({ severity: 'warning', code, path, ...text });
  }

  /** Whether all these parameters hold the value the user meant. */
  areKnown(...keys: readonly string[]): boolean {
    const { replaced } = this;
    return replaced === null || keys.every((key) => !replaced.has(key));
  }

  /** Both directions usually fail the same check; it is reported once. */
  private add(issue: ParameterIssue): void {
    this.seen ??= new Set();
    const identity = `${issue.code} ${issue.path} ${issue.message}`;
    if (this.seen.has(identity)) return;
    this.seen.add(identity);
    this.list.push(issue);
  }
}
