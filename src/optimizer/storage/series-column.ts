/** Series of any length one after the other, and how long each is; -1: there is none. */
export interface SeriesColumn {
  readonly values: Float64Array;
  readonly counts: Int32Array;
}

/** Puts series together, in the order in which they come. */
export class SeriesColumnWriter {
  private values = new Float64Array(0);
  private readonly counts: Int32Array;
  private count = 0;
  private used = 0;

  /** @param capacity series at most */
  constructor(capacity: number) {
    this.counts = new Int32Array(capacity);
  }

  add(series: Float64Array | null): void {
    this.counts[this.count++] = series?.length ?? -1;
    if (series === null) return;
    if (this.used + series.length > this.values.length) this.grow(series.length);
    this.values.set(series, this.used);
    this.used += series.length;
  }

  /** What was added; its memory is handed over. */
  finish(): SeriesColumn {
    const { values, used, counts, count } = this;
    // Mostly nothing is left over, and then nothing is copied.
    return { values: used === values.length ? values : values.slice(0, used), counts: counts.subarray(0, count) };
  }

  /** Mostly all series are equally long, so that the first one tells how much they need together. */
  private grow(length: number): void {
    const missing = this.counts.length - this.count + 1;
    const larger = new Float64Array(Math.max(this.used + length * missing, 2 * this.values.length));
    larger.set(this.values.subarray(0, this.used));
    this.values = larger;
  }
}

export function splitSeries({ values, counts }: SeriesColumn): readonly (Float64Array | null)[] {
  let end = 0;
  return Array.from(counts, (count) => {
    if (count < 0) return null;
    end += count;
    return values.subarray(end - count, end);
  });
}
