/** How long a chunk may run in the calling thread; it ends after the trial at hand. */
export class Slice {
  private readonly endMs: number;
  /** True once the sweep is to stop: no further trial begins. */
  readonly isStopped: () => boolean;

  /** Begins now. @param sliceMs infinity: the chunk runs to its end */
  constructor(sliceMs: number, isStopped: () => boolean) {
    this.endMs = performance.now() + sliceMs;
    this.isStopped = isStopped;
  }

  /** True once its time is over: the chunk ends, though never before its first trial. */
  isOver(): boolean {
    return performance.now() >= this.endMs;
  }
}
