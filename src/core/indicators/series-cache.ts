interface CacheEntry<Column> {
  readonly columns: readonly Column[];
  readonly bytes: number;
  lastUse: number;
}

/**
 * Computed columns by key, bounded by their size in memory: beyond it the entry used longest ago is
 * dropped. Dropping changes no value, only the time to compute it again; whoever holds a column keeps it.
 */
export class SeriesCache<Column extends Float64Array | Int32Array = Float64Array> {
  readonly #entries = new Map<string, CacheEntry<Column>>();
  readonly #maxBytes: number;
  #bytes = 0;
  #clock = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** The columns under that key, computed now if they are not there. */
  getOrCompute(key: string, compute: () => readonly Column[]): readonly Column[] {
    const entry = this.#entries.get(key) ?? this.#add(key, compute());
    entry.lastUse = ++this.#clock;
    return entry.columns;
  }

  #add(key: string, columns: readonly Column[]): CacheEntry<Column> {
    const bytes = columns.reduce((total, column) => total + column.byteLength, 0);
    while (this.#entries.size > 0 && this.#bytes + bytes > this.#maxBytes) this.#dropOldest();
    const entry = { columns, bytes, lastUse: 0 };
    this.#entries.set(key, entry);
    this.#bytes += bytes;
    return entry;
  }

  #dropOldest(): void {
    let oldest: [string, CacheEntry<Column>] | undefined;
    for (const candidate of this.#entries) {
      if (oldest === undefined || candidate[1].lastUse < oldest[1].lastUse) oldest = candidate;
    }
    if (oldest === undefined) return;
    this.#entries.delete(oldest[0]);
    this.#bytes -= oldest[1].bytes;
  }
}
