/** A symmetric matrix as B diag(values) B^T. */
export interface Eigensystem {
  /** Not sorted. */
  readonly values: Float64Array;
  /** B row by row; column k is the unit eigenvector of value k. */
  readonly vectors: Float64Array;
}

const MAX_SWEEPS = 50;
/** Off-diagonal share of the norm at which a double cannot be improved. */
const TOLERANCE = 1e-30;

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix by cyclic Jacobi rotations (G. H. Golub and
 * C. F. Van Loan, *Matrix Computations*, section 8.5). Slow for large matrices and accurate for all; the
 * fixed order of rotations makes signs and order of the vectors repeatable.
 *
 * @param matrix n * n values row by row; only read
 */
export function eigensystemOf(matrix: Float64Array, n: number): Eigensystem {
  const a = matrix.slice();
  const vectors = new Float64Array(n * n);
  for (let i = 0; i < n; i++) vectors[i * n + i] = 1;
  for (let sweep = 0; sweep < MAX_SWEEPS && !isDiagonal(a, n); sweep++) {
    for (let p = 0; p < n - 1; p++) {
      for (let q = p + 1; q < n; q++) rotate(a, vectors, n, p, q);
    }
  }
  return { values: Float64Array.from({ length: n }, (_, i) => a[i * n + i]), vectors };
}

function isDiagonal(a: Float64Array, n: number): boolean {
  let outside = 0;
  let total = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const square = a[i * n + j] * a[i * n + j];
      total += square;
      if (i !== j) outside += square;
    }
  }
  return outside <= TOLERANCE * total;
}

/** Makes element (p, q) zero. */
function rotate(a: Float64Array, vectors: Float64Array, n: number, p: number, q: number): void {
  const offDiagonal = a[p * n + q];
  if (offDiagonal === 0) return;
  const theta = (a[q * n + q] - a[p * n + p]) / (2 * offDiagonal);
  // The smaller root keeps the rotation below 45 degrees, which is what makes the method converge.
  const tangent = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (let k = 0; k < n; k++) turnPair(a, k * n + p, k * n + q, cosine, sine);
  for (let k = 0; k < n; k++) turnPair(a, p * n + k, q * n + k, cosine, sine);
  a[p * n + q] = 0;
  a[q * n + p] = 0;
  for (let k = 0; k < n; k++) turnPair(vectors, k * n + p, k * n + q, cosine, sine);
}

function turnPair(values: Float64Array, first: number, second: number, cosine: number, sine: number): void {
  const x = values[first];
  const y = values[second];
  values[first] = cosine * x - sine * y;
  values[second] = sine * x + cosine * y;
}
