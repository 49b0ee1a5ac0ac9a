/** Enough that a few hundred values which crowd within some hundredths of the range still spread. */
const BUCKETS = 1024;

/**
 * Numbers of a known range with weights, collected and sorted again and again in the same memory. Sorted by
 * bucket, then by insertion: linear unless almost all values fall into one of a thousand buckets.
 */
export class WeightedValues {
  count = 0;
  /** The first `count` elements count. */
  values: Float64Array;
  weights: Float64Array;
  private otherValues: Float64Array;
  private otherWeights: Float64Array;
  private readonly low: number;
  private readonly bucketsPerUnit: number;
  private readonly bucketOf: Int32Array;
  /** Place at which the next value of a bucket goes. */
  private readonly places = new Int32Array(BUCKETS + 1);

  constructor(low: number, high: number, capacity: number) {
    this.low = low;
    this.bucketsPerUnit = high > low ? (BUCKETS - 1) / (high - low) : 0;
    this.values = new Float64Array(capacity);
    this.weights = new Float64Array(capacity);
    this.otherValues = new Float64Array(capacity);
    this.otherWeights = new Float64Array(capacity);
    this.bucketOf = new Int32Array(capacity);
  }

  clear(): void {
    this.count = 0;
  }

  /** @param value within the range */
  add(value: number, weight: number): void {
    this.values[this.count] = value;
    this.weights[this.count] = weight;
    this.count += 1;
  }

  /** Sorts by value, equal ones as they were added. */
  sort(): void {
    this.countBuckets();
    this.fillBuckets();
    this.finishByInsertion();
  }

  private countBuckets(): void {
    const { values, count, low, bucketsPerUnit, bucketOf, places } = this;
    places.fill(0);
    for (let i = 0; i < count; i++) {
      const bucket = ((values[i] - low) * bucketsPerUnit) | 0;
      bucketOf[i] = bucket;
      places[bucket + 1] += 1;
    }
    for (let bucket = 1; bucket <= BUCKETS; bucket++) places[bucket] += places[bucket - 1];
  }

  private fillBuckets(): void {
    const { values, weights, otherValues, otherWeights, count, bucketOf, places } = this;
    for (let i = 0; i < count; i++) {
      const place = places[bucketOf[i]]++;
      otherValues[place] = values[i];
      otherWeights[place] = weights[i];
    }
    this.values = otherValues;
    this.weights = otherWeights;
    this.otherValues = values;
    this.otherWeights = weights;
  }

  private finishByInsertion(): void {
    const { values, weights, count } = this;
    for (let i = 1; i < count; i++) {
      const value = values[i];
      if (values[i - 1] <= value) continue;
      const weight = weights[i];
      let j = i;
      for (; j > 0 && values[j - 1] > value; j--) {
        values[j] = values[j - 1];
        weights[j] = weights[j - 1];
      }
      values[j] = value;
      weights[j] = weight;
    }
  }
}
