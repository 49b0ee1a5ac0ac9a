/** A kind of input that a user hands to the program. */
export interface FuzzTarget {
  readonly name: string;
  /** Sound inputs to start from. */
  readonly samples: readonly Buffer[];
  readonly isText: boolean;
  /** File name that inputs are written under, below the folder of the target. */
  readonly file: string;
  /** Reads the input the way the program does; throws what the program would report. */
  read(file: string): Promise<void>;
  /** Says what a refused input has left behind; null for nothing. */
  leftovers(): string | null;
  /** Makes room for the next input. */
  clear(): void;
}
