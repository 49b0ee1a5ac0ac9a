import type { BadInputProject, JudgedOutcome } from './bad-input-project.ts';

/** One bad input of the table of `data-and-config.md` 19, as a user would meet it. */
export interface BadInputCase {
  /** Row of the table. */
  readonly row: number;
  /** The input in words. */
  readonly input: string;
  /** Code of the error or warning; null where the table has none: the input is only counted, or ends the program. */
  readonly code: string | null;
  readonly exitCode: number;
  /** What the user must be able to read on standard error. */
  readonly says?: readonly (string | RegExp)[];
  /** Whether no other error may be reported beside it. */
  readonly isOnlyError?: boolean;
  /** Makes the input and calls the program. */
  call(project: BadInputProject): Promise<JudgedOutcome>;
  /** Looks at what a successful call has written. */
  inspect?(project: BadInputProject): void;
}
