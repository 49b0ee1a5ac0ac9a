import { EXIT_INTERRUPTED, EXIT_TERMINATED } from './output/exit-codes.ts';

const EXIT_BY_SIGNAL = { SIGINT: EXIT_INTERRUPTED, SIGTERM: EXIT_TERMINATED } as const;

type SignalName = keyof typeof EXIT_BY_SIGNAL;

/** Who sends signals and how the program ends at once; a process, or its stand-in. */
export interface SignalSource {
  on(name: SignalName, listener: () => void): unknown;
  off(name: SignalName, listener: () => void): unknown;
  exit(code: number): void;
}

/**
 * What Ctrl-C and a request to terminate do. The first signal has the reaction of the command, which
 * by default is the end; the second one always ends the program at once.
 */
export class Interruption {
  private readonly source: SignalSource;
  private readonly beforeExit: () => void;
  private readonly listeners: readonly (readonly [SignalName, () => void])[];
  private reaction: (() => void) | null = null;
  private received: number | null = null;

  /** @param beforeExit called before the program ends at once */
  constructor(source: SignalSource, beforeExit: () => void) {
    this.source = source;
    this.beforeExit = beforeExit;
    this.listeners = (['SIGINT', 'SIGTERM'] as const).map((name) => [name, () => this.receive(name)]);
    for (const [name, listener] of this.listeners) source.on(name, listener);
  }

  /** Exit code of the signal that came; null if none did. */
  get exitCode(): number | null {
    return this.received;
  }

  /** Replaces the end at once by something gentler for the first signal; null: the end again. */
  reactWith(reaction: (() => void) | null): void {
    this.reaction = reaction;
  }

  /** Gives the signals back to the system. */
  dispose(): void {
    for (const [name, listener] of this.listeners) this.source.off(name, listener);
  }

  private receive(name: SignalName): void {
    const isFirst = this.received === null;
    this.received ??= EXIT_BY_SIGNAL[name];
    if (isFirst && this.reaction !== null) {
      this.reaction();
      return;
    }
    this.beforeExit();
    this.source.exit(this.received);
  }
}
